// SPDX-License-Identifier: MIT
//
// Walking through UTF-8 that came from outside. Broken bytes become U+FFFD, one for each, as the
// Unicode standard advises (§3.9), so that what we keep is always valid text. Pure.
#pragma once

#include <string>
#include <string_view>

namespace sangdam::core {

inline constexpr char32_t kReplacement = 0xFFFD;

// Takes the first character off `text`, which must not be empty.
char32_t take_character(std::string_view& text);
void append_utf8(std::string& out, char32_t character);
std::u32string to_characters(std::string_view text);

} // namespace sangdam::core
