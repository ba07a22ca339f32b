// SPDX-License-Identifier: MIT

#include "desk/call_desk.h"

#include "base/log.h"
#include "desk/choose.h"

#include <algorithm>
#include <utility>

namespace sangdam::desk {

using core::CallId;
using core::Phase;

CallDesk::CallDesk(core::Phone& phone, const base::Clock& clock) : phone_(phone), clock_(clock) {
    phone_.set_listener(this);
}

CallDesk::~CallDesk() { phone_.set_listener(nullptr); }

void CallDesk::add_listener(const std::shared_ptr<CallsListener>& listener) {
    listeners_.push_back(listener);
    listener->calls_changed(view_);
}

// --- commands ------------------------------------------------------------------------------------

std::optional<CallId> CallDesk::chosen(Which which, std::optional<CallId> otherwise) const {
    if (!which) return otherwise;
    const bool there = std::ranges::any_of(
        view_.live, [&](const CallView& each) { return each.call.id == *which; });
    return there ? which : std::nullopt; // It ended while the command was on its way.
}

void CallDesk::answer(Which which) {
    const auto now = clock_.now();
    if (!which && answered_at_ && now - *answered_at_ < kSameIntent) return;
    const auto id = chosen(which, call_to_answer(view_.live));
    if (!id || find(view_, *id)->call.phase != Phase::Ringing) return;
    answered_at_ = now;
    // The answer goes out first: hook to 200 OK is what the caller waits for (≤ 30 ms).
    phone_.answer(*id);
    make_room_for(*id);
}

void CallDesk::hang_up(Which which) {
    if (const auto id = chosen(which, call_to_hang_up(view_.live))) phone_.hang_up(*id);
}

void CallDesk::decline(Which which) {
    const auto id = chosen(which, call_to_decline(view_.live));
    if (id && find(view_, *id)->call.phase == Phase::Ringing) phone_.hang_up(*id);
}

void CallDesk::hold(Switch to, Which which) {
    const bool talking = call_to_hold(view_.live).has_value();
    if (to == Switch::Toggle) {
        const auto* named = which ? find(view_, *which) : nullptr;
        const bool on = named ? named->call.phase == Phase::Talking : talking;
        to = on ? Switch::On : Switch::Off;
    }
    if (to == Switch::On) {
        if (const auto id = chosen(which, call_to_hold(view_.live))) phone_.set_hold(*id, true);
        return;
    }
    const auto id = chosen(which, call_to_resume(view_.live));
    if (!id || find(view_, *id)->call.phase != Phase::Held) return;
    put_others_on_hold(*id);
    phone_.set_hold(*id, false);
}

void CallDesk::mute(Switch to, Which which) {
    auto otherwise = call_to_hold(view_.live);
    if (!otherwise) otherwise = call_to_resume(view_.live);
    const auto id = chosen(which, otherwise);
    if (!id) return;
    const bool on = to == Switch::Toggle ? !find(view_, *id)->call.muted : to == Switch::On;
    phone_.set_mute(*id, on);
}

void CallDesk::digit(char key, Which which) {
    if (const auto id = chosen(which, call_to_hold(view_.live))) phone_.send_digit(*id, key);
}

void CallDesk::dial(std::string target, std::function<void(base::Result<CallId>)> done,
                    std::string account) {
    const bool dialling = std::ranges::any_of(view_.live, [](const CallView& each) {
        return each.call.phase == Phase::Dialing || each.call.phase == Phase::Alerting;
    });
    if (dialling) {
        done(base::Error{base::Errc::Conflict, "a call is being dialled already"});
        return;
    }
    auto dialled = phone_.dial(target, account);
    if (dialled) {
        last_dialled_ = std::move(target);
        put_others_on_hold(*dialled);
    } else {
        base::log::warn("desk", "not dialled: {}", dialled.error().what);
    }
    done(std::move(dialled));
}

void CallDesk::redial() {
    if (!last_dialled_.empty()) dial(last_dialled_, [](const base::Result<CallId>&) {});
}

void CallDesk::transfer(std::string target, Done done, Which which) {
    const auto id = chosen(which, call_to_hand_on(view_.live));
    done(id ? phone_.transfer(*id, target)
            : base::Status{base::Error{base::Errc::Conflict, "there is no call to hand on"}});
}

void CallDesk::transfer_to_consulted(Done done) {
    const auto consulted = call_in_hand(view_.live);
    const auto waiting = call_to_resume(view_.live);
    if (!consulted || !waiting) {
        done(base::Error{base::Errc::Conflict, "it takes one call on hold and one in hand"});
        return;
    }
    done(phone_.transfer_into(*waiting, *consulted));
}

void CallDesk::swap() {
    if (const auto id = call_waiting_longest(view_.live)) {
        put_others_on_hold(*id);
        phone_.set_hold(*id, false);
    }
}

void CallDesk::conference(Switch to, Done done) {
    if (to == Switch::Toggle) {
        const bool on = std::ranges::any_of(
            view_.live, [](const CallView& each) { return each.call.conference; });
        to = on ? Switch::Off : Switch::On;
    }
    done(phone_.set_conference(to == Switch::On));
}

void CallDesk::pick_up(std::string extension, std::function<void(base::Result<CallId>)> done) {
    auto picked = phone_.pick_up(extension);
    if (picked) put_others_on_hold(*picked);
    done(std::move(picked));
}

void CallDesk::watch_seats(std::vector<std::string> extensions) {
    std::erase_if(view_.seats, [&](const core::SeatState& seat) {
        return std::ranges::find(extensions, seat.extension) == extensions.end();
    });
    phone_.watch_seats(extensions);
    publish();
}

void CallDesk::make_room_for(CallId id) {
    std::vector<CallId> dialling; // Collected first: the phone may tell us of each at once.
    for (const auto& each : view_.live)
        if (each.call.id != id &&
            (each.call.phase == Phase::Dialing || each.call.phase == Phase::Alerting))
            dialling.push_back(each.call.id);
    for (const auto each : dialling) phone_.hang_up(each);
    put_others_on_hold(id);
}

void CallDesk::put_others_on_hold(CallId than) {
    const auto* chosen = find(view_, than);
    const bool together = chosen != nullptr && chosen->call.conference;
    std::vector<CallId> talking;
    for (const auto& each : view_.live)
        if (each.call.id != than && each.call.phase == Phase::Talking &&
            !(together && each.call.conference))
            talking.push_back(each.call.id);
    for (const auto each : talking) phone_.set_hold(each, true);
}

// --- what the phone tells ------------------------------------------------------------------------

void CallDesk::call_changed(const core::Call& call) {
    const auto at =
        std::ranges::find(view_.live, call.id, [](const CallView& each) { return each.call.id; });
    if (at == view_.live.end() && find(view_, call.id)) return; // Told of an end twice.
    const auto now = clock_.now();
    CallView next = at == view_.live.end() ? CallView{} : *at;
    if (at == view_.live.end()) next.began = now;
    const bool answered_now = call.phase == Phase::Talking && !next.answered;
    if (answered_now) next.answered = now;
    if (call.phase != Phase::Held) next.held.reset();
    if (call.phase == Phase::Held && !next.held) next.held = now;
    next.call = call;

    if (!core::alive(call)) {
        if (at != view_.live.end()) view_.live.erase(at);
        next.ended = now;
        end(std::move(next));
    } else if (at != view_.live.end()) {
        *at = std::move(next);
    } else {
        view_.live.push_back(std::move(next));
    }
    publish();
    // The one we dialled was answered while we talked to somebody else: one voice at a time.
    if (answered_now && call.direction == core::Direction::Outgoing) put_others_on_hold(call.id);
}

void CallDesk::end(CallView call) {
    if (view_.ended.size() >= kEndedKept) view_.ended.erase(view_.ended.begin());
    view_.ended.push_back(std::move(call));
}

void CallDesk::registration_changed(const core::Registration& registration) {
    view_.registration = registration;
    publish();
}

void CallDesk::accounts_changed(const std::vector<core::Registration>& accounts) {
    view_.accounts = accounts;
    publish();
}

void CallDesk::seat_changed(const core::SeatState& seat) {
    const auto at = std::ranges::find(view_.seats, seat.extension, &core::SeatState::extension);
    if (at == view_.seats.end()) {
        view_.seats.push_back(seat);
    } else {
        *at = seat;
    }
    publish();
}

void CallDesk::messages_changed(const core::MessagesWaiting& messages) {
    view_.messages = messages;
    publish();
}

void CallDesk::digit_heard(CallId, char) {} // A customer's keys mean nothing to a seat.

void CallDesk::publish() {
    stale_ = true;
    if (std::exchange(publishing_, true)) return; // From inside a listener: told in order, below.
    while (std::exchange(stale_, false)) {
        const auto snapshot = view_;
        std::erase_if(listeners_, [](const auto& each) { return each.expired(); });
        const auto listeners = listeners_;
        for (const auto& weak : listeners)
            if (const auto listener = weak.lock()) listener->calls_changed(snapshot);
    }
    publishing_ = false;
}

} // namespace sangdam::desk
