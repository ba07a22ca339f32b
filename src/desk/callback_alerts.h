// SPDX-License-Identifier: MIT
//
// Callback alerts (guide S16): ten minutes before, and when it is due. The hub tells them too, but
// a promise must not depend on a network at that minute: the desk knows its own promises and looks
// at the wall clock, so that sleep, a changed clock and a restart only delay an alert until the PC
// is awake. Missed ones come together, oldest first. On the presenters' executor.
#pragma once

#include "base/clock.h"
#include "base/timers.h"
#include "core/ports/centre.h"
#include "desk/centre_feed.h"
#include "desk/lifeline.h"
#include "desk/signal.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::desk {

enum class AlertKind {
    Soon,   // Within the notice time.
    Due,    // Now.
    Overdue // Nobody called in time.
};

struct Alert {
    core::Callback callback;
    AlertKind kind = AlertKind::Soon;
    std::chrono::minutes away{0}; // Until due; of what is overdue: since then.
    bool escalated = false;       // A colleague's, who is not at work.

    friend bool operator==(const Alert&, const Alert&) = default;
};
using AlertsView = std::vector<Alert>; // Oldest due first.

// What was already answered of one promise: alerts up to `until` are done with.
struct Answered {
    std::optional<AlertKind> seen; // Soon: closed, comes back when due. Due: closed for good …
    std::optional<base::WallTime> snoozed_until; // … unless it was put off.

    friend bool operator==(const Answered&, const Answered&) = default;
};
using AnsweredBook = std::map<core::CallbackId, Answered>;

inline constexpr std::chrono::minutes kOverdueAfter{2};
inline constexpr std::chrono::minutes kSnooze{10};
// A sleeping PC stops monotonic timers: the wall clock is looked at so often.
inline constexpr std::chrono::seconds kLook{10};

// The alerts that should be on the screen at `now`. Pure.
AlertsView alerts_at(const std::vector<core::Callback>& open, const AnsweredBook&,
                     base::WallTime now, std::chrono::minutes notice);

class CallbackAlerts {
public:
    CallbackAlerts(core::Centre&, CentreFeed&, const base::Clock&, base::Timers&);

    const AlertsView& view() const { return view_.get(); }
    [[nodiscard]] Subscription watch(std::function<void(const AlertsView&)> f) {
        return view_.watch(std::move(f));
    }
    // A promise comes up for the first time in its present kind: ring a bell, tell the system.
    [[nodiscard]] Subscription watch_rising(std::function<void(const Alert&)> f) {
        return rising_.watch(std::move(f));
    }
    [[nodiscard]] Subscription watch_open(std::function<void(const std::size_t&)> f) {
        return count_.watch(std::move(f));
    }
    std::size_t open_count() const { return open_.size(); } // Of mine, whenever they are due.

    void set_me(core::AgentId);
    void read();
    void snooze(const core::CallbackId&);  // [10분 뒤]
    void done(const core::CallbackId&);    // [완료]
    void close(const core::CallbackId&);   // Seen; comes back when it is due.
    void calling(const core::CallbackId&); // [전화걸기]: out of the way while it is tried.

private:
    void event(const core::CentreEventBody&);
    void replace(const core::Callback&);
    void refresh();

    core::Centre& centre_;
    CentreFeed& feed_;
    const base::Clock& clock_;
    base::Timers& timers_;
    core::AgentId me_;
    std::chrono::minutes notice_{10};
    std::vector<core::Callback> open_;
    AnsweredBook answered_;
    std::map<core::CallbackId, AlertKind> risen_;
    std::map<core::CallbackId, bool> escalated_;
    Observed<AlertsView> view_;
    Observed<std::size_t> count_;
    Signal<Alert> rising_;
    base::Timer tick_;
    Subscription link_, events_;
    Lifeline life_;
};

} // namespace sangdam::desk
