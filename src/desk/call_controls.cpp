// SPDX-License-Identifier: MIT

#include "desk/call_controls.h"

#include "desk/call_desk.h"
#include "desk/choose.h"

#include <algorithm>
#include <utility>

namespace sangdam::desk {
namespace {

using core::Phase;
using std::chrono::seconds;

base::TimePoint counts_from(const CallView& view) { return view.answered.value_or(view.began); }

CallLine line(const CallView& view, base::TimePoint now) {
    CallLine out;
    out.call = view.call;
    out.elapsed = std::max(seconds{0}, std::chrono::floor<seconds>(now - counts_from(view)));
    const bool established = view.call.phase == Phase::Talking || view.call.phase == Phase::Held;
    out.can_answer = view.call.phase == Phase::Ringing;
    out.can_hang_up = core::alive(view.call);
    out.can_hold = established;
    out.can_mute = established;
    out.can_send_digits = view.call.phase == Phase::Talking;
    return out;
}

std::optional<core::CallId> first_of(const std::vector<CallView>& live) {
    if (const auto id = call_in_hand(live)) return id;
    if (const auto id = call_to_answer(live)) return id;
    return call_to_resume(live);
}

// What goes to the phone: Korean numbers as digits, extensions and sip: addresses as they are.
std::string dialable(const std::string& text) {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string::npos) return {};
    const auto trimmed = text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
    if (trimmed.starts_with("sip:") || trimmed.starts_with("sips:")) return trimmed;
    const auto number = core::PhoneNumber::parse(trimmed);
    if (number.hidden()) return {};
    if (number.kind() == core::NumberKind::Intl && number.e164()) return *number.e164();
    if (number.kind() != core::NumberKind::Unknown) return number.key();
    std::string digits;
    for (const char c : trimmed) {
        if ((c >= '0' && c <= '9') || c == '*' || c == '#')
            digits.push_back(c);
        else if (c != '-' && c != ' ' && c != '.' && c != '(' && c != ')')
            return {};
    }
    return digits;
}

} // namespace

CallControlsView call_controls(const CallsView& calls, base::TimePoint now) {
    CallControlsView out;
    const auto hand = first_of(calls.live);
    bool dialling = false;
    for (const auto& each : calls.live) {
        if (hand == each.call.id)
            out.in_hand = line(each, now);
        else
            out.others.push_back(line(each, now));
        dialling |= each.call.phase == Phase::Dialing || each.call.phase == Phase::Alerting;
    }
    if (calls.live.empty() && !calls.ended.empty()) out.last_ended = calls.ended.back().call;
    out.can_dial = calls.registration.state == core::RegistrationState::Registered && !dialling;
    return out;
}

CallControls::CallControls(CallCommands& commands, const base::Clock& clock, base::Timers& timers)
    : commands_(commands), clock_(clock), timers_(timers) {}

void CallControls::answer_or_hang_up() {
    if (const auto id = call_to_answer(calls_.live)) return commands_.answer(id);
    const auto id = call_in_hand(calls_.live);
    if (!id) return;
    // The second half of a double press on F9 must not end the call that the first half answered.
    const auto answered = find(calls_, *id)->answered;
    if (answered && clock_.now() - *answered < kSameIntent) return;
    commands_.hang_up(id);
}

void CallControls::answer(Which which) {
    commands_.answer(which ? which : call_to_answer(calls_.live));
}

void CallControls::decline(Which which) { commands_.decline(which); }

void CallControls::hang_up(Which which) {
    const auto& hand = view_.get().in_hand;
    if (!which && hand) which = hand->call.id;
    if (which) commands_.hang_up(which);
}

void CallControls::toggle_mute() { commands_.mute(Switch::Toggle); }
void CallControls::toggle_hold(Which which) { commands_.hold(Switch::Toggle, which); }
void CallControls::swap() { commands_.swap(); }
void CallControls::digit(char key) { commands_.digit(key); }

void CallControls::dial(const std::string& text) {
    auto target = dialable(text);
    const bool registered = calls_.registration.state == core::RegistrationState::Registered;
    trouble_ = target.empty() ? DialTrouble::NotANumber
               : !registered  ? DialTrouble::NoPhone
                              : DialTrouble::None;
    refresh();
    if (trouble_ != DialTrouble::None) return;
    commands_.dial(std::move(target), life_.guard([this](const base::Result<core::CallId>& r) {
        if (r) return;
        trouble_ = r.error().code == base::Errc::Conflict   ? DialTrouble::AlreadyDialling
                   : r.error().code == base::Errc::BadInput ? DialTrouble::NotANumber
                                                            : DialTrouble::NoPhone;
        refresh();
    }));
}

void CallControls::calls_changed(const CallsView& calls) {
    calls_ = calls;
    if (!calls.live.empty()) trouble_ = DialTrouble::None; // Something works: no old complaints.
    refresh();
}

void CallControls::handset_changed(const HandsetDeskView& handset) {
    handset_ = handset;
    refresh();
}

void CallControls::refresh() {
    const auto now = clock_.now();
    auto next = call_controls(calls_, now);
    next.dial_trouble = trouble_;
    next.handset_lifted = handset_.lifted;
    next.typed_on_handset = handset_.typed;
    next.handsets = handset_.devices;
    tick_.reset();
    if (next.in_hand) {
        // To the next whole second of the call in hand, so that its clock never skips one.
        const auto* view = find(calls_, next.in_hand->call.id);
        const auto into = now - counts_from(*view) - next.in_hand->elapsed;
        const auto rest = std::chrono::ceil<std::chrono::milliseconds>(seconds{1} - into);
        tick_ = timers_.after(std::min(rest, std::chrono::milliseconds(seconds{1})),
                              [this] { refresh(); });
    }
    view_.set(std::move(next));
}

} // namespace sangdam::desk
