// SPDX-License-Identifier: MIT
//
// Private to store: how a name is looked up although only hashes of it are kept. A name is folded –
// spaces dropped, ASCII in lower case, Hangul letters joined to syllables – and cut into every pair
// of neighbours, so that 민수 finds 김민수. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sangdam::store {

std::string folded_name(std::string_view name);
// The pairs of a folded name, each once; of a single letter that letter. Empty for "".
std::vector<std::string> name_pieces(std::string_view folded);

} // namespace sangdam::store
