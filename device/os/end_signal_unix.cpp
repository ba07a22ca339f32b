// SPDX-License-Identifier: MIT

#include "os/end_signal.h"

#include <csignal>
#include <unistd.h>

namespace sangdam::os {
namespace {

sigset_t end_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

} // namespace

EndSignal::EndSignal() {
    const auto set = end_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void EndSignal::wait() {
    const auto set = end_signals();
    int which = 0;
    sigwait(&set, &which);
}

// sigwait() above takes it; no handler runs anywhere.
void EndSignal::request() { ::kill(::getpid(), SIGTERM); }

} // namespace sangdam::os
