// SPDX-License-Identifier: MIT

#include "store/name_pieces.h"

#include "core/utf8.h"

#include <algorithm>

namespace sangdam::store {
namespace {

// Joining of Hangul letters (Unicode 15 §3.12): some systems send 김 as ᄀ ᅵ ᆷ.
constexpr char32_t kSyllables = 0xAC00;
constexpr char32_t kSyllableCount = 11172;
constexpr char32_t kInitials = 0x1100;
constexpr char32_t kInitialCount = 19;
constexpr char32_t kVowels = 0x1161;
constexpr char32_t kVowelCount = 21;
constexpr char32_t kFinals = 0x11A7; // The one before the first final consonant.
constexpr char32_t kFinalCount = 28;

bool within(char32_t c, char32_t first, char32_t count) { return c >= first && c - first < count; }

bool join(char32_t& last, char32_t next) {
    if (within(last, kInitials, kInitialCount) && within(next, kVowels, kVowelCount)) {
        last = kSyllables + ((last - kInitials) * kVowelCount + (next - kVowels)) * kFinalCount;
        return true;
    }
    const bool open =
        within(last, kSyllables, kSyllableCount) && (last - kSyllables) % kFinalCount == 0;
    if (open && within(next, kFinals + 1, kFinalCount - 1)) {
        last += next - kFinals;
        return true;
    }
    return false;
}

bool space(char32_t c) {
    return c == U' ' || c == U'\t' || c == U'\u00A0' || c == U'\u3000' || c == U'\n' || c == U'\r';
}

} // namespace

std::string folded_name(std::string_view name) {
    std::u32string letters;
    for (char32_t c : core::to_characters(name)) {
        if (space(c)) continue;
        if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
        if (letters.empty() || !join(letters.back(), c)) letters += c;
    }
    std::string out;
    for (const char32_t c : letters) core::append_utf8(out, c);
    return out;
}

std::vector<std::string> name_pieces(std::string_view folded) {
    const auto letters = core::to_characters(folded);
    std::vector<std::string> pieces;
    if (letters.size() == 1) pieces.emplace_back(folded);
    for (std::size_t i = 1; i < letters.size(); ++i) {
        std::string pair;
        core::append_utf8(pair, letters[i - 1]);
        core::append_utf8(pair, letters[i]);
        if (std::ranges::find(pieces, pair) == pieces.end()) pieces.push_back(std::move(pair));
    }
    return pieces;
}

} // namespace sangdam::store
