// SPDX-License-Identifier: MIT

#include "sip/back_off.h"

#include <algorithm>

namespace sangdam::sip {
namespace {
constexpr std::int64_t kFirst = 1000; // ms
constexpr std::int64_t kLast = 60'000;
} // namespace

std::chrono::milliseconds retry_delay(int failures, std::uint64_t random) {
    const int doublings = std::clamp(failures - 1, 0, 6);
    const auto step = std::min(kFirst << doublings, kLast);
    const auto spread = static_cast<std::uint64_t>(step / 2);
    return std::chrono::milliseconds{step - step / 4 +
                                     static_cast<std::int64_t>(random % (spread + 1))};
}

std::chrono::milliseconds glare_delay(bool we_called, std::uint64_t random) {
    const auto steps = static_cast<std::int64_t>(random % (we_called ? 191 : 201));
    return std::chrono::milliseconds{(we_called ? 2100 : 0) + 10 * steps};
}

} // namespace sangdam::sip
