// SPDX-License-Identifier: MIT

#include "unit/pbx/flow_words.h"

#include "base/match.h"
#include "fakes/switch_words.h"

#include <algorithm>

namespace sangdam::pbx {
namespace {

std::string word(Sound sound) {
    switch (sound) {
    case Sound::Welcome: return "welcome";
    case Sound::Goodbye: return "goodbye";
    case Sound::Music: return "music";
    case Sound::Closed: return "closed";
    case Sound::Starting: return "starting";
    case Sound::Ringback: return "ringback";
    case Sound::WhoCalls: return "who calls";
    case Sound::QueuePlace: return "place";
    }
    return "?";
}

std::string word(const FlowAction& action) {
    return std::visit(
        base::Match{
            [](const AnswerFar& a) { return "answer " + a.call.value; },
            [](const Play& a) {
                return "play " + word(a.sound) + ' ' +
                       (a.place != 0 ? std::to_string(a.place) + ' ' : "") + a.call.value +
                       (a.agent.empty() ? "" : " to " + a.agent.value);
            },
            [](const RingSeat& a) { return "ring " + a.agent.value + ' ' + a.call.value; },
            [](const EndSeat& a) {
                return "end seat " + a.agent.value + ' ' + a.call.value +
                       (a.status != 0 ? ' ' + std::to_string(a.status) : "") +
                       (a.farewell == Farewell::Elsewhere ? " elsewhere" : "");
            },
            [](const EndFar& a) { return "end far " + a.call.value; },
            [](const RingOutside& a) {
                return "ring outside " + a.target + ' ' + a.call.value +
                       (a.as.empty() ? "" : " as " + a.as.value);
            },
            [](const MoveFarLeg& a) {
                return "move " + a.from.value + " to " + a.to.value + ' ' + a.agent.value;
            },
            [](const TellTransferor& a) {
                return "transferor " + a.agent.value + ' ' + std::to_string(a.status);
            },
            [](const SetRecording& a) {
                static constexpr const char* kOrders[] = {"start", "stop", "pause", "resume"};
                return "record " + a.call.value + ' ' + kOrders[static_cast<int>(a.order)];
            },
            [](const RingColleague& a) {
                return "ring colleague " + a.agent.value + ' ' + a.call.value;
            },
            [](const TellDiallerItRings& a) { return "it rings " + a.agent.value; },
            [](const AnswerDialler& a) { return "answer dialler " + a.agent.value; },
            [](const Bridge& a) { return "bridge " + a.call.value + ' ' + a.agent.value; },
            [](const Tell& a) { return "tell " + fakes::word(a.event); },
            [](const Reply& a) {
                return "picked " + std::to_string(a.ticket) + ' ' +
                       (a.status ? std::string("ok") : std::string(name(a.status.error().code)));
            }},
        action);
}

Words words(const FlowActions& actions) {
    Words out;
    for (const auto& each : actions) out.push_back(word(each));
    return out;
}

} // namespace

core::CallRef call(const std::string& ref) { return core::CallRef(ref); }
core::AgentId agent(const std::string& name) { return core::AgentId(name); }
core::Seat seat(const std::string& name, const std::string& extension) {
    return {agent(name), extension, base::Secret("geheim"), name, {}};
}

FlowBench::FlowBench(int seats) {
    using namespace std::chrono_literals;
    floor.rules.queue = "Q";
    floor.rules.has_trunk = true;
    now += 1h;
    SeatsChanged changed;
    for (int i = 0; i < seats; ++i)
        changed.seats.emplace_back(
            seat(std::string(1, static_cast<char>('A' + i)), std::to_string(201 + i)), true);
    (*this)(changed);
    for (const auto& [each, reachable] : changed.seats) {
        now += 1s;
        (*this)(SeatAvailable{each.agent, true});
    }
}

Words FlowBench::operator()(const FlowEvent& event) {
    last = step(floor, event, now);
    return words(last);
}

Words FlowBench::after(std::chrono::milliseconds time, const FlowEvent& event) {
    now += time;
    return (*this)(event);
}

Words FlowBench::let_pass(std::chrono::milliseconds time) {
    const auto end = now + time;
    Words out;
    for (auto due = next_due(floor, now); due && *due <= end; due = next_due(floor, now)) {
        now = std::max(now, *due);
        const auto more = (*this)(Tick{});
        out.insert(out.end(), more.begin(), more.end());
    }
    now = end;
    return out;
}

core::CallRef FlowBench::waiting_call(const std::string& ref) {
    (*this)(CustomerCame{call(ref), core::PhoneNumber::parse("010-0000-1111"), "15880000"});
    (*this)(KeyPressed{call(ref), '1'});
    return call(ref);
}

core::CallRef FlowBench::talk(const std::string& ref, const core::AgentId& with) {
    for (auto& [id, each] : floor.seats) each.available = id == with;
    waiting_call(ref);
    (*this)(SeatAnswered{call(ref), with});
    for (auto& [id, each] : floor.seats) each.available = true;
    return call(ref);
}

std::string FlowBench::rings_at(const std::string& ref) const {
    std::string seats;
    for (const auto& [agent, ring] : floor.flows.at(call(ref)).rings) seats += agent.value;
    return seats;
}

void FlowBench::all_unavailable() {
    for (auto& [id, each] : floor.seats) each.available = false;
}

} // namespace sangdam::pbx
