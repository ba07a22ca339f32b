// SPDX-License-Identifier: MIT
//
// UUID version 7 (RFC 9562 §5.7): ids made by whoever creates the thing, so that a retry is the
// same thing, and sorted by time, so that an index on them stays compact.
#pragma once

#include "base/clock.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace sangdam::base {

// Source of random bits. Tests give a seeded one.
class Random {
public:
    virtual ~Random() = default;
    virtual std::uint64_t next() = 0; // Any thread.
};

// The operating system's generator.
class SystemRandom final : public Random {
public:
    std::uint64_t next() override;
};

std::string uuid_v7(WallTime now, Random&);
bool is_uuid(std::string_view text); // 8-4-4-4-12 hexadecimal digits, lower case.

} // namespace sangdam::base
