// SPDX-License-Identifier: MIT

#include "pbx/asterisk/ami_calls.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace sangdam::pbx {
namespace {

using core::EndCause;
using core::OutcallFailure;
using core::OutcallStage;

int number(std::string_view text) {
    int value = -1;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

// "PJSIP/201-0000000a" -> "201"
std::string_view endpoint_of(std::string_view name) {
    const auto slash = name.find('/');
    const auto dash = name.rfind('-');
    if (slash == std::string_view::npos || dash == std::string_view::npos || dash < slash)
        return {};
    return name.substr(slash + 1, dash - slash - 1);
}

std::string known(std::string_view text) {
    return text == "<unknown>" || text == "<null>" ? std::string() : std::string(text);
}

// Q.850 causes as Asterisk makes them of SIP's answers.
OutcallFailure customer_failure(int cause) {
    switch (cause) {
    case 17: return OutcallFailure::CustomerBusy;
    case 21: return OutcallFailure::CustomerDeclined;
    case 1:
    case 3:
    case 28: return OutcallFailure::UnknownNumber;
    case -1:
    case 0:
    case 16:
    case 18:
    case 19: return OutcallFailure::CustomerNoAnswer;
    default: return OutcallFailure::NetworkTrouble;
    }
}

EndCause cause_of(OutcallFailure failure) {
    switch (failure) {
    case OutcallFailure::SeatOffline: return EndCause::Unreachable;
    case OutcallFailure::CustomerBusy: return EndCause::Busy;
    case OutcallFailure::CustomerDeclined: return EndCause::Rejected;
    case OutcallFailure::CustomerNoAnswer: return EndCause::NoAnswer;
    case OutcallFailure::UnknownNumber: return EndCause::NotFound;
    case OutcallFailure::CustomerLeft: return EndCause::RemoteHangup;
    case OutcallFailure::NetworkTrouble: return EndCause::Failed;
    default: return EndCause::LocalHangup;
    }
}

} // namespace

// --- facts ---------------------------------------------------------------------------------------

AmiCalls::Channel* AmiCalls::channel(const AmiMessage& message, bool destination) {
    const auto id = message.value(destination ? "DestUniqueid" : "Uniqueid");
    const auto name = message.value(destination ? "DestChannel" : "Channel");
    if (id.empty() || name.empty()) return nullptr;
    auto [at, fresh] = channels_.try_emplace(std::string(id));
    auto& channel = at->second;
    if (fresh) {
        channel.id = id;
        const auto endpoint = endpoint_of(name);
        channel.agent = names_.agent(endpoint);
        channel.party = endpoint == names_.trunk ? Party::Customer
                        : !channel.agent.empty() ? Party::Seat
                                                 : Party::Other;
    }
    learn(channel, message, destination ? "DestChanVariable" : "ChanVariable");
    return &channel;
}

AmiCalls::Call* AmiCalls::call_of(const Channel& channel) {
    const auto at = calls_.find(channel.call);
    return at == calls_.end() || at->second.ended ? nullptr : &at->second;
}

// Which call a channel belongs to: the dialplan's CALLREF says it, as soon as it is there.
void AmiCalls::learn(Channel& channel, const AmiMessage& message, std::string_view prefix) {
    if (!channel.call.empty() || channel.gone) return;
    const std::string ref(message.variable(prefix, "CALLREF"));
    if (ref.empty()) return;
    if (const auto at = calls_.find(ref); at != calls_.end()) {
        channel.call = ref;
        auto& call = at->second;
        if (channel.party == Party::Customer && call.customer_channel.empty())
            call.customer_channel = channel.id;
    } else if (channel.party == Party::Seat && !message.variable(prefix, "CUSTNUM").empty()) {
        outgoing(channel, message, prefix, ref);
    }
}

void AmiCalls::arrived(Channel& channel, const AmiMessage& message) {
    if (channel.party != Party::Customer || !channel.call.empty()) return;
    if (message.value("ChannelStateDesc") != "Ring") return; // Down: we call it.
    channel.call = channel.id;
    auto& call = calls_[channel.id];
    call.ref = names_.call(channel.id);
    call.customer = core::PhoneNumber::parse(known(message.value("CallerIDNum")));
    call.did = core::PhoneNumber::parse(message.value("Exten")).key();
    call.customer_channel = channel.id;
    tell(core::SwitchCallArrived{call.ref, call.customer, call.did});
}

void AmiCalls::outgoing(Channel& channel, const AmiMessage& message, std::string_view prefix,
                        std::string_view ref) {
    channel.call = ref;
    auto& call = calls_[channel.call];
    call.ref = core::CallRef(std::string(ref));
    call.direction = core::Direction::Outgoing;
    call.two_leg = true;
    call.customer = core::PhoneNumber::parse(message.variable(prefix, "CUSTNUM"));
    call.did = core::PhoneNumber::parse(message.variable(prefix, "DID")).key();
    call.agent = channel.agent;
    call.seat_channel = channel.id;
    tell(core::SwitchOutgoing{call.ref, call.agent, call.customer, call.did, true});
}

void AmiCalls::stage(const Call& call, OutcallStage stage, OutcallFailure failure) {
    tell(core::SwitchOutcallStage{call.ref, call.agent, stage, failure});
}

void AmiCalls::state(Channel& channel, std::string_view word) {
    if (word == "Ringing") channel.rings = true;
    if (word == "Up") channel.up = true;
    auto* call = call_of(channel);
    if (call == nullptr) return;
    const bool own_seat = channel.id == call->seat_channel;
    if (call->two_leg && !call->talked) {
        if (own_seat && channel.rings && !std::exchange(call->seat_rang, true))
            stage(*call, OutcallStage::SeatRinging);
        if (own_seat && channel.up && !std::exchange(call->seat_up, true))
            stage(*call, OutcallStage::SeatAnswered);
        if (channel.party == Party::Customer) {
            if (channel.rings && !channel.up && !std::exchange(call->customer_rang, true))
                stage(*call, OutcallStage::CustomerRinging);
            if (channel.up && !std::exchange(call->customer_up, true))
                stage(*call, OutcallStage::CustomerAnswered);
        }
    }
    if (channel.party == Party::Seat && !own_seat && channel.called && channel.rings &&
        !channel.talked && !std::exchange(channel.told_ring, true))
        tell(core::SwitchSeatRinging{call->ref, channel.agent});
}

// --- who hears whom ------------------------------------------------------------------------------

void AmiCalls::bridge_changed(const std::string& bridge) {
    for (auto& [key, call] : calls_) {
        if (call.ended || call.customer_channel.empty()) continue;
        const auto customer = channels_.find(call.customer_channel);
        if (customer == channels_.end() || customer->second.bridge != bridge || bridge.empty())
            continue;
        for (auto& [id, seat] : channels_)
            if (seat.party == Party::Seat && seat.bridge == bridge) return connected(call, seat);
    }
}

void AmiCalls::connected(Call& call, Channel& seat) {
    const bool same = call.talked && call.agent == seat.agent;
    const bool first = !call.talked;
    const bool asked_for = call.two_leg && seat.id == call.seat_channel;
    for (const auto& [key, channel] : channels_) // Another one of that call's seats still talks.
        if (channel.party == Party::Seat && channel.id != seat.id && !channel.gone &&
            channel.bridge == seat.bridge && channel.agent == call.agent && call.talked)
            return;
    const bool pulled = first && !call.two_leg && !seat.called;
    seat.talked = true;
    seat.call = [&] {
        for (const auto& [key, each] : calls_)
            if (&each == &call) return key;
        return seat.call;
    }();
    if (same) return;
    if (call.transfer_from && *call.transfer_from != seat.agent) {
        core::TransferTarget to;
        to.agent = seat.agent;
        tell(core::SwitchTransferred{call.ref, *call.transfer_from, to});
        call.transfer_from.reset();
    } else if (call.transfer_from) {
        tell(core::SwitchTransferFailed{
            call.ref, seat.agent, call.last_outcome.empty() ? "unreachable" : call.last_outcome});
        call.transfer_from.reset();
    }
    if (call.talked) call.before = call.agent;
    call.talked = true;
    call.held = false;
    call.agent = seat.agent;
    if (asked_for && first) stage(call, OutcallStage::Talking);
    tell(core::SwitchConnected{call.ref, seat.agent, pulled});
}

void AmiCalls::transfer(const AmiMessage& message) {
    const bool blind = message.event() == "BlindTransfer";
    if (message.value("Result") != "Success") return;
    const auto transferee = channels_.find(std::string(message.value("TransfereeUniqueid")));
    if (transferee == channels_.end()) return;
    auto* call = call_of(transferee->second);
    if (call == nullptr || call->transfer_from) return;
    core::TransferTarget to;
    if (blind) {
        const auto extension = message.value("Extension");
        to.agent = names_.agent(extension);
        if (to.agent.empty()) {
            to.outside = core::PhoneNumber::parse(extension);
            if (to.outside.kind() == core::NumberKind::Unknown) to.queue = extension;
        }
    } else {
        const auto target = channels_.find(std::string(message.value("TransferTargetUniqueid")));
        if (target == channels_.end()) return;
        if (target->second.agent == call->agent) { // The two were joined before this was told.
            to.agent = call->agent;
            const auto from = std::exchange(call->before, {});
            if (!from.empty()) tell(core::SwitchTransferred{call->ref, from, to});
            return;
        }
        to.agent = target->second.agent;
    }
    call->transfer_from = call->agent;
    const bool to_whom = !to.agent.empty() || !to.queue.empty() || !to.outside.hidden();
    if (to_whom) // Else a channel of the PBX's own stands between; who it is shows in the bridge.
        tell(core::SwitchTransferring{
            call->ref, call->agent,
            blind ? core::TransferKind::Blind : core::TransferKind::Attended, to});
    if (blind) call->agent = {};
    if (blind) call->talked = false;
}

// --- endings -------------------------------------------------------------------------------------

void AmiCalls::seat_stopped(Call& call, Channel& channel) {
    if (!channel.called || channel.talked) return;
    const bool declined = channel.cause == 17 || channel.cause == 21;
    const bool unanswered = channel.unanswered || channel.cause == 19;
    if (!std::exchange(channel.told_ring, true))
        tell(core::SwitchSeatRinging{call.ref, channel.agent});
    if (unanswered && !declined) ++call.taken_back;
    call.last_outcome = declined              ? "declined"
                        : unanswered          ? "no_answer"
                        : channel.cause == 20 ? "unreachable"
                                              : "cancelled";
    tell(core::SwitchSeatStopped{call.ref, channel.agent, call.last_outcome, call.taken_back});
}

void AmiCalls::hung_up(Channel& channel, int cause) {
    if (std::exchange(channel.gone, true)) return;
    channel.cause = cause;
    channel.bridge.clear();
    auto* call = call_of(channel);
    if (call == nullptr) return;
    if (channel.party == Party::Seat && channel.id != call->seat_channel)
        seat_stopped(*call, channel);
    if (call->two_leg) return end_outcall(*call);
    if (channel.id == call->customer_channel) end(*call);
}

void AmiCalls::end(Call& call) {
    using core::EndedDuring;
    call.ended = true;
    bool rings = false;
    for (auto& [id, each] : channels_) {
        if (each.party != Party::Seat || each.gone || each.talked || !each.called) continue;
        if (&calls_[each.call] != &call) continue;
        rings = true;
        seat_stopped(call, each);
        each.called = false; // Told.
    }
    const bool by_customer = call.by_customer.value_or(false);
    const bool talks = call.talked || call.transfer_from.has_value();
    tell(core::SwitchEnded{call.ref,
                           !talks        ? EndCause::Cancelled
                           : by_customer ? EndCause::RemoteHangup
                                         : EndCause::LocalHangup,
                           by_customer,
                           talks         ? EndedDuring::Talking
                           : rings       ? EndedDuring::Ringing
                           : call.queued ? EndedDuring::Queue
                                         : EndedDuring::Announcement});
}

// Over when every leg is gone.
void AmiCalls::end_outcall(Call& call) {
    const Channel* customer = nullptr;
    for (const auto& [id, each] : channels_) {
        if (each.call.empty() || &calls_[each.call] != &call) continue;
        if (!each.gone) return;
        if (each.party == Party::Customer) customer = &each;
    }
    const auto& seat = channels_.at(call.seat_channel);
    const auto failure = [&] {
        if (call.talked) return OutcallFailure::None;
        if (!call.seat_up) {
            if (seat.cause == 17 || seat.cause == 21) return OutcallFailure::SeatDeclined;
            if (seat.cause == 19) return OutcallFailure::SeatNoAnswer;
            return call.seat_rang ? OutcallFailure::Cancelled : OutcallFailure::SeatOffline;
        }
        if (call.customer_up) return OutcallFailure::CustomerLeft;
        if (call.by_customer && !*call.by_customer) return OutcallFailure::GivenUp;
        return customer_failure(customer == nullptr ? -1 : customer->cause);
    }();
    call.ended = true;
    stage(call, OutcallStage::Ended, failure);
    const bool by_customer = call.by_customer.value_or(false);
    const auto talked_cause = by_customer ? EndCause::RemoteHangup : EndCause::LocalHangup;
    tell(core::SwitchEnded{call.ref, call.talked ? talked_cause : cause_of(failure), by_customer,
                           call.talked ? core::EndedDuring::Talking : core::EndedDuring::Dialling});
}

// --- events --------------------------------------------------------------------------------------

std::vector<core::SwitchEvent> AmiCalls::take(const AmiMessage& message) {
    told_.clear();
    const auto what = message.event();
    if (what.empty()) return {};
    if (what == "FullyBooted" && !std::exchange(linked_, true))
        tell(core::SwitchLink{true, "the PBX is ready"});
    if (what == "Shutdown" && std::exchange(linked_, false))
        tell(core::SwitchLink{false, "the PBX shuts down"});
    if (what == "PeerStatus") {
        const auto peer = message.value("Peer");
        const auto slash = peer.find('/');
        const auto agent = slash == std::string_view::npos ? core::AgentId()
                                                           : names_.agent(peer.substr(slash + 1));
        const auto status = message.value("PeerStatus");
        const bool there = status == "Reachable" || status == "Registered";
        if (!agent.empty() &&
            (there ? reachable_.insert(agent).second : reachable_.erase(agent) == 1))
            tell(core::SwitchSeatReachable{agent, there});
    }
    auto* seat_called = channel(message, true);
    auto* on = channel(message, false);
    if (what == "BlindTransfer" || what == "AttendedTransfer") transfer(message);
    if (what == "AgentCalled" || (what == "DialBegin" && on != nullptr)) {
        if (seat_called != nullptr && seat_called->party == Party::Seat) {
            if (seat_called->call.empty() && on != nullptr) seat_called->call = on->call;
            const auto* call = call_of(*seat_called);
            seat_called->called =
                seat_called->called || (call != nullptr && seat_called->id != call->seat_channel);
            state(*seat_called, {});
        }
    }
    if ((what == "AgentRingNoAnswer" ||
         (what == "DialEnd" && message.value("DialStatus") == "NOANSWER")) &&
        seat_called != nullptr)
        seat_called->unanswered = true;
    if (on != nullptr) {
        if (what == "Newchannel") arrived(*on, message);
        if (what == "Newchannel" || what == "Newstate")
            state(*on, message.value("ChannelStateDesc"));
        if (what == "BridgeEnter" && !on->gone) {
            on->bridge = message.value("BridgeUniqueid");
            bridge_changed(on->bridge);
        }
        if (what == "BridgeLeave" && on->bridge == message.value("BridgeUniqueid")) {
            const auto left = std::exchange(on->bridge, {});
            bridge_changed(left);
        }
        if (auto* call = call_of(*on)) {
            if (what == "QueueCallerJoin" && !std::exchange(call->in_queue, true)) {
                call->queue = message.value("Queue");
                tell(core::SwitchQueued{call->ref, call->queue, std::exchange(call->queued, true)});
            }
            if (what == "QueueCallerLeave") call->in_queue = false;
            const bool hold = what == "Hold";
            if ((hold || what == "Unhold") && on->party == Party::Seat && call->talked &&
                std::exchange(call->held, hold) != hold)
                tell(core::SwitchHeld{call->ref, on->agent, hold});
            if (what == "HangupRequest" && !call->by_customer)
                call->by_customer = on->party == Party::Customer;
        }
        if (what == "Hangup") hung_up(*on, number(message.value("Cause")));
    }
    return std::exchange(told_, {});
}

core::SwitchSnapshot AmiCalls::snapshot() const {
    core::SwitchSnapshot all;
    for (const auto& [key, call] : calls_) {
        if (call.ended) continue;
        core::SwitchCall each;
        each.ref = call.ref;
        each.direction = call.direction;
        each.customer = call.customer;
        each.did = call.did;
        each.queue = call.queue;
        each.held = call.held;
        for (const auto& [id, channel] : channels_)
            if (channel.party == Party::Seat && channel.call == key && !channel.gone)
                each.seats.push_back(channel.agent);
        each.now = call.talked           ? core::EndedDuring::Talking
                   : call.two_leg        ? core::EndedDuring::Dialling
                   : !each.seats.empty() ? core::EndedDuring::Ringing
                   : call.queued         ? core::EndedDuring::Queue
                                         : core::EndedDuring::Announcement;
        all.calls.push_back(std::move(each));
    }
    all.reachable.assign(reachable_.begin(), reachable_.end());
    return all;
}

} // namespace sangdam::pbx
