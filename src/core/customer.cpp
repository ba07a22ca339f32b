// SPDX-License-Identifier: MIT

#include "core/customer.h"

#include "core/utf8.h"

#include <cstddef>

namespace sangdam::core {

// The regulator's example is 김*수: the first letter of the given name, at least, is hidden. Two
// letters leave only the family name; a single one leaves nothing.
std::string masked_name(const std::string& name) {
    const auto letters = to_characters(name);
    std::string out;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const bool shown = letters.size() > 1 && (i == 0 || (i + 1 == letters.size() && i > 1));
        append_utf8(out, shown || letters[i] == U' ' ? letters[i] : U'*');
    }
    return out;
}

} // namespace sangdam::core
