// SPDX-License-Identifier: MIT

#include "base/priority.h"

#include <pthread.h>
#include <sched.h>

namespace sangdam::base {
namespace {

constexpr int kMedia = 20; // Of 1..99; kernel threads for interrupts have 50.
constexpr int kCard = 30;

} // namespace

bool run_in_real_time(Urgency urgency) noexcept {
    sched_param wish{};
    wish.sched_priority = urgency == Urgency::Card ? kCard : kMedia;
    int policy = SCHED_RR;
#if defined(SCHED_RESET_ON_FORK)
    policy |= SCHED_RESET_ON_FORK; // Programs that we start are no sound threads.
#endif
    return ::pthread_setschedparam(::pthread_self(), policy, &wish) == 0;
}

// By trying: what a container allows its root is written nowhere.
bool may_run_in_real_time() noexcept {
    int policy = 0;
    sched_param before{};
    if (::pthread_getschedparam(::pthread_self(), &policy, &before) != 0) return false;
    sched_param wish{};
    wish.sched_priority = kCard;
    if (::pthread_setschedparam(::pthread_self(), SCHED_RR, &wish) != 0) return false;
    ::pthread_setschedparam(::pthread_self(), policy, &before);
    return true;
}

} // namespace sangdam::base
