// SPDX-License-Identifier: MIT
//
// Between our strings, which are UTF-8, and the toolkit's. Pure; any thread.
#pragma once

#include <wx/string.h>

#include <string>
#include <string_view>

namespace sangdam::ui {

inline wxString text(std::string_view utf8) { return wxString::FromUTF8(utf8.data(), utf8.size()); }
inline std::string utf8(const wxString& text) { return text.utf8_string(); }

} // namespace sangdam::ui
