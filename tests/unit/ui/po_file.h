// SPDX-License-Identifier: MIT
//
// A gettext catalog as text, read far enough to compare it with the sources.
#pragma once

#include <map>
#include <set>
#include <string>

namespace sangdam::house {

struct PoEntry {
    bool fuzzy = false;
    bool translated = false; // All of its plural forms.
};
std::map<std::string, PoEntry> read_po(const std::string& path); // By msgid, without the header.

// Every text inside _("…"), wxPLURAL("…") and wxTRANSLATE("…") of the windows' sources.
std::set<std::string> texts_of_the_windows();

// The literals of one source text joined by white space: "ab" "c" -> abc, as the compiler does it.
// Reads from `at`, which must be at a quote, and moves it behind the last one.
std::string read_literals(const std::string& source, std::size_t& at);

} // namespace sangdam::house
