// SPDX-License-Identifier: MIT

#include "hublink/outbox.h"

#include "hublink/backoff.h"

#include <utility>

namespace sangdam::hublink {

Outbox::Outbox(base::Timers& timers, base::Random& random, Send send)
    : timers_(timers), random_(random), send_(std::move(send)) {}

void Outbox::add(core::WrapUp wrap_up, core::Reply<core::WrapUp> done) {
    if (items_.size() >= kMost) return done(base::Error{base::Errc::Unavailable, "outbox is full"});
    items_.push_back({std::move(wrap_up), std::move(done)});
    if (items_.size() == 1) try_now();
}

void Outbox::try_now() {
    if (sending_ || items_.empty()) return;
    again_.reset();
    sending_ = true;
    send_(items_.front().wrap_up,
          [this](const base::Result<core::WrapUp>& answer) { answered(answer); });
}

void Outbox::answered(const base::Result<core::WrapUp>& answer) {
    sending_ = false;
    if (items_.empty()) return; // Given up meanwhile.
    const bool later = !answer && (answer.error().code == base::Errc::Unavailable ||
                                   answer.error().code == base::Errc::TimedOut);
    if (later) {
        again_ = timers_.after(backoff(++failures_, random_.next()), [this] { try_now(); });
        return;
    }
    failures_ = 0;
    const auto item = std::move(items_.front());
    items_.pop_front();
    item.done(answer);
    try_now();
}

void Outbox::give_up() {
    again_.reset();
    for (const auto& each : std::exchange(items_, {}))
        each.done(base::Error{base::Errc::Unavailable, "signed out"});
}

} // namespace sangdam::hublink
