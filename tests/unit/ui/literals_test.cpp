// SPDX-License-Identifier: MIT
//
// No sentence reaches a screen around the catalogs: a literal that reads like words stands in _().

#include "unit/house/source_tree.h"
#include "unit/ui/po_file.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

namespace sangdam::house {
namespace {

// Words for people begin with a capital letter, or are Hangul, or are two words and more. Ids
// ("card.name"), formats ("%02lld"), pictures ("mic_off") and style sheets do not look like that.
bool reads_like_words(const std::string& text) {
    static const std::regex capital(R"(^[A-Z][a-z]+.*)");
    static const std::regex two_words(R"(^[A-Za-z',.]+( [A-Za-z',.:]+)+$)");
    static const std::regex hangul("[\xEA-\xED][\x80-\xBF][\x80-\xBF]");
    return std::regex_match(text, capital) || std::regex_match(text, two_words) ||
           std::regex_search(text, hangul);
}

// Names that are the same in every language, or are not for the screen.
const std::set<std::string>& not_for_the_screen() {
    static const std::set<std::string> all{"Pretendard",
                                           "NanumBarunGothic",
                                           "Noto Sans CJK KR",
                                           "NanumGothic",
                                           "HighContrast",
                                           "Sans ",
                                           "Cantarell ",
                                           "DejaVu", // Faces and themes.
                                           "VIP",
                                           "우수",
                                           "신규",
                                           "블랙리스트",
                                           "긍정",
                                           "부정", // The centre's own labels, compared.
                                           "Positive",
                                           "Negative",
                                           "On-screen handset"}; // The device's name, for the log.
    return all;
}

struct Literal {
    std::string text;
    std::string before; // The code in front of it.
};

std::vector<Literal> literals_of(const SourceFile& file) {
    std::string source;
    for (const auto& line : file.lines) {
        const auto trimmed = line.text.find_first_not_of(" \t");
        if (trimmed == std::string::npos || line.text[trimmed] == '#') continue;
        auto text = line.text;
        // A comment's quotes are no literals; "//" inside one of ours would be an address.
        for (auto at = text.find("//"); at != std::string::npos; at = text.find("//", at + 1))
            if (at == 0 || text[at - 1] != ':') {
                text.erase(at);
                break;
            }
        source += text + "\n";
    }
    std::vector<Literal> found;
    for (auto at = source.find('"'); at != std::string::npos; at = source.find('"', at)) {
        if (source[at - 1] == '\'') { // A character, not a string.
            ++at;
            continue;
        }
        const auto begin = at;
        auto text = read_literals(source, at);
        const auto from = begin > 72 ? begin - 72 : 0; // The plural stands behind the singular.
        found.push_back({std::move(text), source.substr(from, begin - from)});
    }
    return found;
}

bool is_translated_or_logged(const std::string& before) {
    static const std::regex marks(
        R"((\b_\(|wxPLURAL\([^;]*|wxTRANSLATE\(|log::\w+\((.|\n)*|R)\s*$)");
    return std::regex_search(before, marks);
}

TEST(Literals, EverythingThatReadsLikeWordsStandsInACatalog) {
    std::size_t seen = 0;
    for (const auto& file : product_sources()) {
        if (!file.path.starts_with("ui/") || file.module == "shell") continue;
        for (const auto& literal : literals_of(file)) {
            ++seen;
            if (is_translated_or_logged(literal.before) || !reads_like_words(literal.text) ||
                not_for_the_screen().contains(literal.text))
                continue;
            ADD_FAILURE() << file.path << ": \"" << literal.text << "\" is not in _()";
        }
    }
    EXPECT_GT(seen, 300U) << "the sources were not read";
}

TEST(Literals, TheSearchFindsWhatAnEngineerForgets) {
    const SourceFile forgotten{"ui/x.cpp",
                               "console",
                               {{1, "    button->SetLabel(\"Hang up\");"},
                                {2, "    make(\"card.name\", _(\"Fine\"));"},
                                {3, "    text->SetLabel(wxString::FromUTF8(\"끊기\"));"}}};
    int bad = 0;
    for (const auto& literal : literals_of(forgotten))
        bad += !is_translated_or_logged(literal.before) && reads_like_words(literal.text) ? 1 : 0;
    EXPECT_EQ(bad, 2);
}

} // namespace
} // namespace sangdam::house
