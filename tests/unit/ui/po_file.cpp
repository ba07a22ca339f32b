// SPDX-License-Identifier: MIT

#include "unit/ui/po_file.h"

#include "unit/house/source_tree.h"

#include <array>
#include <fstream>

namespace sangdam::house {
namespace {

std::string inside_quotes(const std::string& line) {
    const auto first = line.find('"');
    const auto last = line.rfind('"');
    return first == std::string::npos || last <= first ? std::string{}
                                                       : line.substr(first + 1, last - first - 1);
}

std::string whole(const SourceFile& file) {
    std::string text;
    for (const auto& line : file.lines) text += line.text + "\n";
    return text;
}

} // namespace

std::map<std::string, PoEntry> read_po(const std::string& path) {
    std::map<std::string, PoEntry> entries;
    std::ifstream file(path);
    std::string id;
    std::string* into = nullptr; // The text that a continued line belongs to.
    std::string words;
    PoEntry entry;
    bool empty_form = false;
    const auto close_form = [&] {
        if (into == &words && words.empty()) empty_form = true;
    };
    const auto close = [&] {
        close_form();
        entry.translated = into == &words && !empty_form;
        if (!id.empty()) entries[id] = entry;
        id.clear();
        words.clear();
        entry = {};
        into = nullptr;
        empty_form = false;
    };
    for (std::string line; std::getline(file, line);) {
        if (line.empty()) {
            close();
        } else if (line.starts_with("#,")) {
            entry.fuzzy = line.find("fuzzy") != std::string::npos;
        } else if (line.starts_with("msgid_plural")) {
            into = nullptr;
        } else if (line.starts_with("msgid")) {
            id = inside_quotes(line);
            into = &id;
        } else if (line.starts_with("msgstr")) {
            close_form();
            words = inside_quotes(line);
            into = &words;
        } else if (line.starts_with("\"") && into != nullptr) {
            *into += inside_quotes(line);
        }
    }
    close();
    return entries;
}

std::string read_literals(const std::string& source, std::size_t& at) {
    std::string text;
    while (at < source.size() && source[at] == '"') {
        for (++at; at < source.size() && source[at] != '"'; ++at) {
            text.push_back(source[at]);
            if (source[at] == '\\' && at + 1 < source.size()) text.push_back(source[++at]);
        }
        ++at;
        const auto next = source.find_first_not_of(" \t\n", at);
        if (next == std::string::npos || source[next] != '"') break;
        at = next;
    }
    return text;
}

std::set<std::string> texts_of_the_windows() {
    constexpr std::array<std::string_view, 3> kMarks{"_(", "wxPLURAL(", "wxTRANSLATE("};
    std::set<std::string> found;
    for (const auto& file : product_sources()) {
        if (!file.path.starts_with("ui/")) continue;
        const auto source = whole(file);
        for (const auto mark : kMarks)
            for (auto at = source.find(mark); at != std::string::npos;
                 at = source.find(mark, at + 1)) {
                const bool own_word =
                    at == 0 || (std::isalnum(static_cast<unsigned char>(source[at - 1])) == 0 &&
                                source[at - 1] != '_');
                auto text = source.find_first_not_of(" \t\n", at + mark.size());
                if (!own_word || text == std::string::npos || source[text] != '"') continue;
                found.insert(read_literals(source, text));
            }
    }
    return found;
}

} // namespace sangdam::house
