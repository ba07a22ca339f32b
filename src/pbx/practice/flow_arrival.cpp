// SPDX-License-Identifier: MIT
//
// A customer comes in: announcement, menu, closing time, and the place in the queue.

#include "pbx/practice/stepper.h"

#include <algorithm>
#include <tuple>

namespace sangdam::pbx {

void Stepper::on(const CustomerCame& event) {
    if (flow(event.call) != nullptr) return;
    Flow made;
    made.ref = event.call;
    made.customer = event.caller;
    made.did = event.did;
    made.closed = !event.open;
    if (made.closed) made.stage = Stage::Goodbye;
    floor_.flows.emplace(event.call, made);
    act(AnswerFar{event.call});
    act(Tell{core::SwitchCallArrived{event.call, event.caller, event.did}});
    act(Play{event.call, event.open ? Sound::Welcome : Sound::Closed});
}

void Stepper::on(const KeyPressed& event) {
    auto* call = flow(event.call);
    if (call == nullptr || call->direction != core::Direction::Incoming) return;
    if (call->closed) return;
    if (call->stage != Stage::Announcement && call->stage != Stage::Goodbye) return;
    if (event.key == '*') { // Again, from the beginning.
        call->stage = Stage::Announcement;
        call->due.reset();
        act(Play{call->ref, Sound::Welcome});
        return;
    }
    const auto& menu = floor_.rules.menu;
    if (menu.empty()) {
        if (event.key == '1') join_queue(*call, floor_.rules.queue);
        return;
    }
    const auto choice = std::ranges::find(menu, event.key, &core::MenuChoice::key);
    if (choice == menu.end()) return;
    act(Tell{core::SwitchMenuChosen{call->ref, choice->key, choice->label}});
    join_queue(*call, choice->queue.empty() ? choice->label : choice->queue);
}

void Stepper::on(const SoundFinished& event) {
    auto* call = flow(event.call);
    if (call == nullptr) return;
    if (call->stage == Stage::Introducing && event.agent == call->agent) {
        act(Play{call->ref, Sound::Ringback, call->agent});
        return;
    }
    if (!event.agent.empty()) return;
    switch (call->stage) {
    case Stage::Announcement: call->due = now_ + floor_.rules.key_patience; break;
    case Stage::Goodbye:
        act(EndFar{call->ref});
        end(*call, core::EndCause::Cancelled, false);
        break;
    case Stage::Waiting:
    case Stage::Ringing:
        if (std::exchange(call->says_place, false)) act(Play{call->ref, Sound::Music});
        break;
    case Stage::Announcing: connect(*call, call->agent); break;
    default: break;
    }
}

void Stepper::join_queue(Flow& call, const std::string& label) {
    call.queue = label;
    call.queued_at = now_;
    act(Tell{core::SwitchQueued{call.ref, label}});
    wait(call);
    act(Play{call.ref, Sound::Music});
}

void Stepper::wait(Flow& call) {
    call.stage = Stage::Waiting;
    call.due.reset();
    if (floor_.rules.position_every.count() > 0 && !call.position_due)
        call.position_due = now_ + floor_.rules.position_every;
}

// From an agent, where somebody else has rung in vain: at its old place, which for one that never
// waited here is the head.
void Stepper::back_to_queue(Flow& call) {
    if (call.queue.empty()) call.queue = floor_.rules.queue;
    call.agent = {};
    call.tried.clear();
    act(Tell{core::SwitchQueued{call.ref, call.queue, true}});
    wait(call);
    call.says_place = false;
    act(Play{call.ref, Sound::Music});
}

void Stepper::say_place(Flow& call) {
    call.position_due = now_ + floor_.rules.position_every;
    call.says_place = true;
    act(Play{call.ref, Sound::QueuePlace, {}, place_in_queue(floor_, call)});
}

int place_in_queue(const Floor& floor, const Flow& call) {
    return 1 + static_cast<int>(std::ranges::count_if(floor.flows, [&](const auto& each) {
               const auto& other = each.second;
               return (other.stage == Stage::Waiting || other.stage == Stage::Ringing) &&
                      !other.queue.empty() &&
                      std::tie(other.queued_at, other.ref) < std::tie(call.queued_at, call.ref);
           }));
}

} // namespace sangdam::pbx
