// SPDX-License-Identifier: MIT

#include "hub/login_throttle.h"

#include <algorithm>

namespace sangdam::hub {

bool LoginThrottle::allows(const std::string& address, base::TimePoint now) const {
    const auto found = failures_.find(address);
    if (found == failures_.end()) return true;
    const auto recent = std::ranges::count_if(
        found->second, [&](base::TimePoint at) { return now - at < kWindow; });
    return static_cast<std::size_t>(recent) < kFailures;
}

void LoginThrottle::failed(const std::string& address, base::TimePoint now) {
    if (failures_.size() >= kAddresses && !failures_.contains(address)) {
        std::erase_if(failures_,
                      [&](const auto& each) { return now - each.second.back() >= kWindow; });
        if (failures_.size() >= kAddresses)
            failures_.erase(std::ranges::min_element(
                failures_, {}, [](const auto& each) { return each.second.back(); }));
    }
    auto& times = failures_[address];
    times.push_back(now);
    if (times.size() > kFailures) times.pop_front();
}

} // namespace sangdam::hub
