// SPDX-License-Identifier: MIT

#include "base/priority.h"

#include <windows.h>

namespace sangdam::base {

bool run_in_real_time(Urgency urgency) noexcept {
    const int level =
        urgency == Urgency::Card ? THREAD_PRIORITY_TIME_CRITICAL : THREAD_PRIORITY_HIGHEST;
    return ::SetThreadPriority(::GetCurrentThread(), level) != 0;
}

bool may_run_in_real_time() noexcept { return true; }

} // namespace sangdam::base
