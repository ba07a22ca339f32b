// SPDX-License-Identifier: MIT

#include "pbx/practice/seats.h"

#include <algorithm>

namespace sangdam::pbx {
namespace {

bool may_ring(const SeatState& seat) {
    return seat.available && seat.reachable && seat.busy.empty();
}

} // namespace

std::optional<core::AgentId> next_seat(const Seats& seats, const std::set<core::AgentId>& tried,
                                       base::TimePoint now) {
    const SeatState* best = nullptr;
    bool best_tried = true;
    for (const auto& [agent, seat] : seats) {
        if (!may_ring(seat) || seat.rests_until > now) continue;
        const bool was_tried = tried.contains(agent);
        const bool better = best == nullptr || (best_tried && !was_tried) ||
                            (best_tried == was_tried && seat.idle_since < best->idle_since);
        if (!better) continue;
        best = &seat;
        best_tried = was_tried;
    }
    if (best == nullptr) return std::nullopt;
    return best->seat.agent;
}

std::optional<base::TimePoint> next_rested(const Seats& seats, base::TimePoint now) {
    std::optional<base::TimePoint> first;
    for (const auto& [agent, seat] : seats)
        if (may_ring(seat) && seat.rests_until > now)
            first = first ? std::min(*first, seat.rests_until) : seat.rests_until;
    return first;
}

SeatState* find_seat(Seats& seats, const core::AgentId& agent) {
    const auto it = seats.find(agent);
    return it == seats.end() ? nullptr : &it->second;
}

const SeatState* seat_of_extension(const Seats& seats, const std::string& extension) {
    for (const auto& [agent, seat] : seats)
        if (seat.seat.extension == extension) return &seat;
    return nullptr;
}

void occupy(Seats& seats, const core::AgentId& agent, const core::CallRef& call) {
    if (auto* seat = find_seat(seats, agent)) seat->busy = call;
}

void release(Seats& seats, const core::AgentId& agent, const core::CallRef& call,
             base::TimePoint now, std::chrono::milliseconds rest) {
    auto* seat = find_seat(seats, agent);
    if (seat == nullptr || seat->busy != call) return;
    seat->busy = {};
    seat->idle_since = now;
    seat->rests_until = now + rest;
}

Seats replaced(const Seats& before,
               const std::vector<std::pair<core::Seat, bool>>& seats_and_reachable,
               base::TimePoint now) {
    Seats after;
    for (const auto& [seat, reachable] : seats_and_reachable) {
        SeatState state;
        state.idle_since = now;
        if (const auto it = before.find(seat.agent); it != before.end()) state = it->second;
        state.seat = seat;
        state.reachable = reachable;
        after.emplace(seat.agent, std::move(state));
    }
    return after;
}

} // namespace sangdam::pbx
