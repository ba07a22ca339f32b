// SPDX-License-Identifier: MIT
//
// How often one address may fail to sign in. Pure; bounded: when it knows too many addresses it
// forgets the older half.
#pragma once

#include "base/clock.h"

#include <cstddef>
#include <deque>
#include <map>
#include <string>

namespace sangdam::hub {

class LoginThrottle {
public:
    static constexpr std::size_t kFailures = 20; // Within …
    static constexpr std::chrono::minutes kWindow{1};
    static constexpr std::size_t kAddresses = 4096;

    bool allows(const std::string& address, base::TimePoint now) const;
    void failed(const std::string& address, base::TimePoint now);

private:
    void forget(base::TimePoint now);
    std::map<std::string, std::deque<base::TimePoint>> failures_;
};

} // namespace sangdam::hub
