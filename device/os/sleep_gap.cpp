// SPDX-License-Identifier: MIT

#include "os/machine_watch.h"

#include <utility>

namespace sangdam::os {

bool SleepGap::slept(std::chrono::nanoseconds boot, std::chrono::nanoseconds monotonic) {
    constexpr std::chrono::seconds kSlack{2}; // The two are not read in the same moment.
    const auto before = std::exchange(gap_, boot - monotonic);
    return std::exchange(known_, true) && gap_ - before > kSlack;
}

} // namespace sangdam::os
