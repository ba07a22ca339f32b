// SPDX-License-Identifier: MIT

#include "orders/back_off.h"

#include <algorithm>

namespace sangdam::orders {
namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

milliseconds doubled(milliseconds first, int times, milliseconds most) {
    constexpr int kEnough = 20;
    const std::int64_t factor = std::int64_t{1} << std::clamp(times, 0, kEnough);
    return std::min(most, milliseconds{first.count() * factor});
}

// Between three quarters and all of it: many hubs must not come back at one moment.
milliseconds jittered(milliseconds span, base::Random& random) {
    const auto quarter = std::max<std::int64_t>(span.count() / 4, 1);
    return span - milliseconds{static_cast<std::int64_t>(random.next() %
                                                         static_cast<std::uint64_t>(quarter))};
}

} // namespace

milliseconds between_tries(int failed, base::Random& random) {
    return jittered(doubled(500ms, failed - 1, 5s), random);
}

milliseconds before_next(core::ShopTrouble trouble, int failed, base::Random& random) {
    using core::ShopTrouble;
    switch (trouble) {
    case ShopTrouble::None: return 0ms;
    case ShopTrouble::Quota: return 60min + jittered(60s, random);
    case ShopTrouble::Address:
    case ShopTrouble::Credentials:
    case ShopTrouble::Permission:
    case ShopTrouble::Clock:
    case ShopTrouble::BadAnswer: return jittered(5min, random);
    case ShopTrouble::Rate:
    case ShopTrouble::Busy:
    case ShopTrouble::Unreachable: break;
    }
    return jittered(doubled(5s, failed - 1, 5min), random);
}

} // namespace sangdam::orders
