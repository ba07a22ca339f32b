// SPDX-License-Identifier: MIT

#include "desk/handset_desk.h"

#include "base/log.h"
#include "base/match.h"
#include "desk/choose.h"

#include <utility>

namespace sangdam::desk {

using Line = core::HandsetView::Line;

HandsetDesk::HandsetDesk(core::Handset& handset, CallCommands& calls, base::Timers& timers)
    : handset_(handset), calls_(calls), timers_(timers) {
    handset_.set_listener(this);
}

HandsetDesk::~HandsetDesk() { handset_.set_listener(nullptr); }

void HandsetDesk::add_listener(const std::shared_ptr<HandsetDeskListener>& listener) {
    listeners_.push_back(listener);
    listener->handset_changed(view_);
}

void HandsetDesk::handset_command(const core::HandsetCommand& command) {
    const auto line = shown_ ? shown_->line : Line::Idle;
    std::visit(
        base::Match{
            // A lift that was decided while it rang, and arrives when the window has answered
            // already, must not take the next caller as well.
            [&](core::HandsetAnswer) {
                if (line == Line::Ringing) calls_.answer(call_to_answer(calls_now_.live));
            },
            [&](core::HandsetAnswerSecond) {
                if (const auto id = call_to_answer(calls_now_.live)) calls_.answer(id);
            },
            // Only the conversation: when the far end has just gone, a cradle that crosses it must
            // neither decline the next caller nor end the call of one who was asked to wait.
            [&](core::HandsetHangup) {
                if (const auto id = call_in_hand(calls_now_.live)) calls_.hang_up(id);
            },
            [&](core::HandsetReject) { calls_.decline(); },
            [&](core::HandsetMute to) { calls_.mute(to.on ? Switch::On : Switch::Off); },
            [&](core::HandsetToggleHold) { hold_or_swap(); },
            [&](core::HandsetRedial) { calls_.redial(); },
            [&](core::HandsetLifted) {
                view_.lifted = true;
                view_.typed.clear();
                publish();
            },
            [&](core::HandsetDropped) {
                rest_.reset();
                view_.lifted = false;
                view_.typed.clear();
                publish();
            },
            [&](core::HandsetDigit key) {
                if (line == Line::Active) return calls_.digit(key.digit);
                if (view_.lifted && line == Line::Idle) typed(key.digit);
            },
        },
        command);
}

// Between two callers, "hold" is the other one: nobody means to leave both waiting.
void HandsetDesk::hold_or_swap() {
    const auto waiting = call_to_resume(calls_now_.live);
    if (waiting && call_to_hold(calls_now_.live)) return calls_.hold(Switch::Off, waiting);
    calls_.hold(Switch::Toggle);
}

void HandsetDesk::typed(char digit) {
    if (digit == '#' && !view_.typed.empty()) return dial_typed();
    if (view_.typed.size() >= kMostTyped) return;
    view_.typed.push_back(digit);
    rest_ = timers_.after(kKeypadRest, [this] { dial_typed(); });
    publish();
}

void HandsetDesk::dial_typed() {
    rest_.reset();
    auto number = std::exchange(view_.typed, {});
    view_.lifted = false; // The call has the line from here.
    publish();
    calls_.dial(std::move(number), [](const base::Result<core::CallId>&) {}); // CallDesk logs it.
}

void HandsetDesk::handsets_changed(const std::vector<core::HandsetDevice>& devices) {
    for (const auto& each : devices)
        if (!each.usable)
            base::log::warn("handset", "{} ({}): {}", each.name, each.vid_pid, each.trouble);
    view_.devices = devices;
    publish();
}

void HandsetDesk::calls_changed(const CallsView& calls) {
    calls_now_ = calls;
    const auto next = handset_view(calls.live);
    if (next == shown_) return;
    shown_ = next;
    if (next.line != Line::Idle && (view_.lifted || !view_.typed.empty())) {
        rest_.reset();
        view_.lifted = false;
        view_.typed.clear();
        publish();
    }
    handset_.show(next);
}

void HandsetDesk::publish() {
    std::erase_if(listeners_, [](const auto& each) { return each.expired(); });
    const auto snapshot = view_;
    const auto listeners = listeners_;
    for (const auto& weak : listeners)
        if (const auto listener = weak.lock()) listener->handset_changed(snapshot);
}

} // namespace sangdam::desk
