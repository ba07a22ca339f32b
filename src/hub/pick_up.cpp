// SPDX-License-Identifier: MIT

#include "hub/pick_up.h"

#include "base/log.h"

#include <utility>

namespace sangdam::hub {

using wire::problem;
namespace code = wire::code;

PickUp::PickUp(store::CentreStore& store, CallKeeper& keeper, Roster& roster,
               core::SwitchPort* the_switch, const base::Clock& clock, base::Executor& strand,
               base::Timers& timers)
    : store_(store), keeper_(keeper), roster_(roster), switch_(the_switch), clock_(clock),
      strand_(strand), timers_(timers) {}

void PickUp::pull(const core::CallRef& ref, const core::AgentId& agent, Told told) {
    if (!switch_) return told(problem(code::kUnavailable, "no switch is connected"));
    if (auto refused = claim(ref, agent)) return told(std::move(refused));
    const auto id = next_++;
    auto& pull = pulls_[id];
    pull = {ref, agent, std::move(told), timers_.after(kQuickly, [this, id] { tell(id, {}); })};
    switch_->pick_up(
        ref, agent,
        [this, id, alive = std::weak_ptr(alive_), &strand = strand_](const base::Status& status) {
            strand.post([this, id, alive, status] {
                if (!alive.expired()) delivered(id, status);
            });
        });
}

void PickUp::tell(std::uint64_t pull, std::optional<wire::Problem> problem) {
    if (const auto told = std::exchange(pulls_.at(pull).told, nullptr)) told(std::move(problem));
}

std::optional<wire::Problem> PickUp::claim(const core::CallRef& ref, const core::AgentId& agent) {
    const auto* call = keeper_.find(ref);
    if (!call) {
        const auto known = store_.calls.find(ref);
        if (known) return problem(code::kCallGone);
        return wire::problem_of(known.error());
    }
    if (ended(*call)) return problem(code::kCallGone);
    if (call->record.answered_at) return taken_by(call->record.agent);
    if (!waits(*call)) return problem(code::kNotFound, "the customer did not ask for an agent yet");
    const auto won = store_.calls.claim(ref, agent, clock_.wall());
    if (!won) return wire::problem_of(won.error());
    if (*won) return std::nullopt;
    const auto winner = store_.calls.claimed_by(ref);
    if (!winner) return wire::problem_of(winner.error());
    return taken_by(*winner);
}

wire::Problem PickUp::taken_by(const core::AgentId& agent) const {
    auto taken = problem(code::kAlreadyTaken);
    taken.winner = roster_.name_of(agent);
    return taken;
}

void PickUp::delivered(std::uint64_t id, const base::Status& status) {
    if (!pulls_.contains(id)) return;
    if (status) {
        tell(id, std::nullopt);
    } else {
        const auto& pull = pulls_.at(id);
        base::log::info("hub", "a pulled call was not delivered: {}", status.error().what);
        const auto released = store_.calls.release(pull.ref, pull.agent);
        if (!released) base::log::warn("hub", "a claim stays: {}", released.error().what);
        const bool gone = status.error().code == base::Errc::NotFound;
        tell(id,
             gone ? problem(code::kCallGone) : problem(code::kUnavailable, status.error().what));
    }
    pulls_.erase(id);
}

} // namespace sangdam::hub
