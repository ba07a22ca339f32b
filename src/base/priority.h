// SPDX-License-Identifier: MIT
//
// Threads that move live sound come before all others: 5 ms late is a click. Any thread, for
// itself.
#pragma once

namespace sangdam::base {

enum class Urgency { Media, Card }; // The card's thread comes before the one that feeds it.

// False: the system does not allow it (on Linux: RLIMIT_RTPRIO); then it runs as everybody does.
bool run_in_real_time(Urgency) noexcept;
// Would it be allowed?
bool may_run_in_real_time() noexcept;

} // namespace sangdam::base
