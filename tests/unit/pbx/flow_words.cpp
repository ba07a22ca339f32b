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
    }
    return "?";
}

std::string word(const FlowAction& action) {
    return std::visit(
        base::Match{
            [](const AnswerFar& a) { return "answer " + a.call.value; },
            [](const Play& a) { return "play " + word(a.sound) + ' ' + a.call.value; },
            [](const RingSeat& a) { return "ring " + a.agent.value + ' ' + a.call.value; },
            [](const EndSeat& a) {
                return "end seat " + a.agent.value + ' ' + a.call.value +
                       (a.status != 0 ? ' ' + std::to_string(a.status) : "") +
                       (a.farewell == Farewell::Elsewhere ? " elsewhere" : "");
            },
            [](const EndFar& a) { return "end far " + a.call.value; },
            [](const RingOutside& a) { return "ring outside " + a.target + ' ' + a.call.value; },
            [](const RingColleague& a) {
                return "ring colleague " + a.agent.value + ' ' + a.call.value;
            },
            [](const TellDiallerItRings& a) { return "it rings " + a.agent.value; },
            [](const AnswerDialler& a) { return "answer dialler " + a.agent.value; },
            [](const Bridge& a) { return "bridge " + a.call.value + ' ' + a.agent.value; },
            [](const Tell& a) { return "tell " + fakes::word(a.event); },
            [](const PickUpDone& a) {
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

Words FlowBench::operator()(const FlowEvent& event) { return words(step(floor, event, now)); }

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

void FlowBench::all_unavailable() {
    for (auto& [id, each] : floor.seats) each.available = false;
}

} // namespace sangdam::pbx
