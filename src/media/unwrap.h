// SPDX-License-Identifier: MIT
//
// Counters that wrap on the wire (16-bit sequence numbers, 32-bit timestamps) as counters that do
// not: the reading nearest to the last one is meant (RFC 1982 arithmetic).
#pragma once

#include <cstdint>
#include <optional>
#include <type_traits>

namespace sangdam::media {

template <class Wire>
class Unwrap {
    static_assert(std::is_unsigned_v<Wire> && sizeof(Wire) < sizeof(std::int64_t));

public:
    std::int64_t operator()(Wire value) {
        if (!last_) {
            last_ = value;
        } else {
            const auto step = static_cast<Wire>(value - static_cast<Wire>(*last_));
            *last_ += static_cast<std::make_signed_t<Wire>>(step);
        }
        return *last_;
    }

private:
    std::optional<std::int64_t> last_;
};

} // namespace sangdam::media
