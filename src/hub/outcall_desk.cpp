// SPDX-License-Identifier: MIT

#include "hub/outcall_desk.h"

#include "base/log.h"

#include <algorithm>
#include <utility>

namespace sangdam::hub {

using core::OutcallFailure;
using core::OutcallRecord;
using core::OutcallStage;
using wire::problem;
namespace code = wire::code;

OutcallDesk::OutcallDesk(store::CentreStore& store, EventFeed& feed, Roster& roster,
                         core::SwitchPort* the_switch, const base::Clock& clock,
                         base::Executor& strand)
    : store_(store), feed_(feed), roster_(roster), switch_(the_switch), clock_(clock),
      strand_(strand) {}

void OutcallDesk::start(core::OutcallRequest request, const Viewer& viewer,
                        const std::string& address, Told told) {
    // The same wish sent again, because its answer was lost.
    if (const auto again = going_on_.find(request.ref);
        again != going_on_.end() && again->second.agent == viewer.agent)
        return told(again->second);
    auto outcome = allowed(request, viewer, address);
    if (std::holds_alternative<wire::Problem>(outcome)) return told(std::move(outcome));
    const auto& call = std::get<OutcallRecord>(outcome);
    going_on_[call.ref] = call;
    switch_->place_outcall(core::Outcall{call.ref, call.agent, call.callee, call.shown},
                           [this, ref = call.ref, told = std::move(told),
                            alive = std::weak_ptr(alive_),
                            &strand = strand_](const base::Status& status) {
                               strand.post([this, ref, told, alive, status] {
                                   if (!alive.expired()) placed(ref, status, told);
                               });
                           });
}

OutcallDesk::Outcome OutcallDesk::allowed(const core::OutcallRequest& request, const Viewer& viewer,
                                          const std::string& address) {
    if (!switch_) return problem(code::kUnavailable, "no switch is connected");
    if (request.callee.hidden() || request.callee.kind() == core::NumberKind::Unknown)
        return problem(code::kBadRequest, "callee: must be a number that can be called");
    if (store_.calls.find(request.ref) || going_on_.contains(request.ref))
        return problem(code::kCallGone, "a call of this ref was made already");
    const auto mine = [&](const auto& each) { return each.second.agent == viewer.agent; };
    if (std::ranges::any_of(going_on_, mine)) return problem(code::kOutcallGoingOn);
    const auto me = roster_.find(viewer.agent);
    if (!me) return wire::problem_of(me.error());
    const auto numbers = store_.settings.numbers_of(viewer.agent, clock_.wall());
    if (!numbers) return wire::problem_of(numbers.error());
    OutcallRecord call;
    call.ref = request.ref;
    call.agent = viewer.agent;
    call.callee = request.callee;
    call.callback = request.callback;
    call.stage_since = clock_.wall();
    call.shown = request.shown.empty() ? shown_number(*me, *numbers) : request.shown;
    if (call.shown.empty() || std::ranges::count(*numbers, call.shown, &core::OwnNumber::key) == 0)
        return problem(code::kNotApproved, "shown: is none of your approved numbers");
    const auto customer = store_.customers.find_by_number(request.callee);
    if (!customer) return wire::problem_of(customer.error());
    if (*customer) {
        call.customer = (*customer)->id;
        if (auto refused = wants_calls(request, **customer, viewer, address)) return *refused;
    }
    return call;
}

std::optional<wire::Problem> OutcallDesk::wants_calls(const core::OutcallRequest& request,
                                                      const core::Customer& customer,
                                                      const Viewer& viewer,
                                                      const std::string& address) {
    if (!customer.do_not_call) return std::nullopt;
    std::string why = request.despite_do_not_call;
    if (why.empty() && !request.callback.empty()) {
        // The customer asked for this very call.
        const auto promise = store_.callbacks.find(request.callback);
        if (promise && promise->customer == customer.id) why = "promised call back";
    }
    if (why.empty()) return problem(code::kDoNotCall);
    const auto noted = store_.access_log.append(
        {clock_.wall(), viewer.agent, address, "call", customer.id, "despite do-not-call: " + why});
    if (!noted) return wire::problem_of(noted.error());
    return std::nullopt;
}

void OutcallDesk::placed(const core::CallRef& ref, const base::Status& status, const Told& told) {
    const auto found = going_on_.find(ref);
    if (status) {
        // It may be over already: then the stages have told how.
        if (found != going_on_.end()) return told(found->second);
        return told(problem(code::kCallGone));
    }
    if (found != going_on_.end()) going_on_.erase(found);
    base::log::info("hub", "an outgoing call was not placed: {}", status.error().what);
    switch (status.error().code) {
    case base::Errc::Conflict: return told(problem(code::kOutcallGoingOn, status.error().what));
    case base::Errc::Unavailable: return told(problem(code::kSeatUnreachable, status.error().what));
    case base::Errc::BadInput: return told(problem(code::kBadRequest, status.error().what));
    default: return told(problem(code::kUnavailable, status.error().what));
    }
}

OutcallDesk::Outcome OutcallDesk::find(const core::CallRef& ref, const Viewer& viewer) const {
    const auto found = going_on_.find(ref);
    if (found == going_on_.end() ||
        (found->second.agent != viewer.agent && !leads(viewer, found->second.agent)))
        return problem(code::kNotFound);
    return found->second;
}

std::optional<wire::Problem> OutcallDesk::cancel(const core::CallRef& ref, const Viewer& viewer) {
    auto found = find(ref, viewer);
    if (auto* refused = std::get_if<wire::Problem>(&found)) return std::move(*refused);
    switch_->hang_up(ref); // Both legs; the stage Ended follows.
    return std::nullopt;
}

void OutcallDesk::heard(const core::SwitchNotice& notice) {
    if (const auto* stage = std::get_if<core::SwitchOutcallStage>(&notice.event)) {
        const auto found = going_on_.find(stage->ref);
        if (found != going_on_.end()) step(found->second, stage->stage, stage->failure, notice.at);
        if (found != going_on_.end() && stage->stage == OutcallStage::Ended) going_on_.erase(found);
        return;
    }
    // An engine that lost its connection may tell the end only.
    if (const auto* over = std::get_if<core::SwitchEnded>(&notice.event)) {
        const auto found = going_on_.find(over->ref);
        if (found == going_on_.end()) return;
        const bool talked = found->second.stage == OutcallStage::Talking;
        step(found->second, OutcallStage::Ended,
             talked ? OutcallFailure::None : OutcallFailure::NetworkTrouble, notice.at);
        going_on_.erase(found);
    }
}

void OutcallDesk::step(OutcallRecord& call, OutcallStage stage, OutcallFailure failure,
                       base::WallTime at) {
    if (call.stage == stage && stage != OutcallStage::SeatRinging) return;
    call.stage = stage;
    call.stage_since = at;
    call.failure = failure;
    auto change = Change::begin(store_, feed_);
    const bool told = change && change->tell(core::OutcallChanged{call}) && change->commit();
    if (!told) feed_.missed(); // The desk reads it again after the reset.
}

} // namespace sangdam::hub
