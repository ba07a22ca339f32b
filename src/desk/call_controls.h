// SPDX-License-Identifier: MIT
//
// The call bar: which call is in hand, how long, what may be done with it. Ticks once a second
// while a call lives and not otherwise. On the presenters' executor.
#pragma once

#include "base/clock.h"
#include "base/timers.h"
#include "desk/call_commands.h"
#include "desk/calls_view.h"
#include "desk/handset_desk.h"
#include "desk/lifeline.h"
#include "desk/signal.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::desk {

struct CallLine {
    core::Call call;
    std::chrono::seconds elapsed{0}; // Talked so far; before the answer: rung so far.
    bool can_answer = false;
    bool can_hang_up = false;
    bool can_hold = false; // Or resume, when held.
    bool can_mute = false;
    bool can_send_digits = false;

    friend bool operator==(const CallLine&, const CallLine&) = default;
};

enum class DialTrouble { None, NotANumber, AlreadyDialling, NoPhone };

struct CallControlsView {
    std::optional<CallLine> in_hand; // Talking, dialling; else ringing; else held.
    std::vector<CallLine> others;
    std::optional<core::Call> last_ended; // Until the next call begins.
    bool can_dial = false;                // The phone is registered.
    DialTrouble dial_trouble = DialTrouble::None;
    bool handset_lifted = false;
    std::string typed_on_handset;
    std::vector<core::HandsetDevice> handsets;

    friend bool operator==(const CallControlsView&, const CallControlsView&) = default;
};

// The view of these calls at this moment. Pure.
CallControlsView call_controls(const CallsView&, base::TimePoint now);

class CallControls {
public:
    CallControls(CallCommands&, const base::Clock&, base::Timers&);

    const CallControlsView& view() const { return view_.get(); }
    [[nodiscard]] Subscription watch(std::function<void(const CallControlsView&)> f) {
        return view_.watch(std::move(f));
    }

    void answer_or_hang_up(); // F9: a ringing call is answered, otherwise the one in hand ends.
    void answer(Which = {});
    void decline(Which = {});
    void hang_up(Which = {});
    void toggle_mute();
    void toggle_hold(Which = {});
    void digit(char);
    void swap();                        // Between the call in hand and the one that waits.
    void dial(const std::string& text); // What the agent typed or chose.

    void calls_changed(const CallsView&);
    void handset_changed(const HandsetDeskView&);

private:
    void refresh();

    CallCommands& commands_;
    const base::Clock& clock_;
    base::Timers& timers_;
    CallsView calls_;
    HandsetDeskView handset_;
    DialTrouble trouble_ = DialTrouble::None;
    Observed<CallControlsView> view_;
    base::Timer tick_;
    Lifeline life_;
};

} // namespace sangdam::desk
