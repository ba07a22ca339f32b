// SPDX-License-Identifier: MIT

#include "hub/login_throttle.h"

#include <algorithm>
#include <vector>

namespace sangdam::hub {

bool LoginThrottle::allows(const std::string& address, base::TimePoint now) const {
    const auto found = failures_.find(address);
    if (found == failures_.end()) return true;
    const auto recent = std::ranges::count_if(
        found->second, [&](base::TimePoint at) { return now - at < kWindow; });
    return static_cast<std::size_t>(recent) < kFailures;
}

void LoginThrottle::failed(const std::string& address, base::TimePoint now) {
    if (failures_.size() >= kAddresses && !failures_.contains(address)) forget(now);
    auto& times = failures_[address];
    times.push_back(now);
    if (times.size() > kFailures) times.pop_front();
}

// Half of them at once, so that a flood of addresses does not search all of them each time.
void LoginThrottle::forget(base::TimePoint now) {
    std::erase_if(failures_, [&](const auto& each) { return now - each.second.back() >= kWindow; });
    if (failures_.size() < kAddresses / 2) return;
    std::vector<base::TimePoint> last;
    for (const auto& [address, times] : failures_) last.push_back(times.back());
    const auto middle = last.begin() + static_cast<std::ptrdiff_t>(last.size() / 2);
    std::ranges::nth_element(last, middle);
    std::erase_if(failures_, [&](const auto& each) { return each.second.back() <= *middle; });
}

} // namespace sangdam::hub
