// SPDX-License-Identifier: MIT

#include "desk/outcall_desk.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace sangdam::desk {
namespace {

using std::chrono::seconds;

OutcallTrouble trouble_of(base::Errc code) {
    switch (code) {
    case base::Errc::BadInput: return OutcallTrouble::NotANumber;
    case base::Errc::Refused: return OutcallTrouble::Refused;
    case base::Errc::Conflict: return OutcallTrouble::Busy;
    default: return OutcallTrouble::Unreachable;
    }
}

} // namespace

bool is_public_number(const core::PhoneNumber& number) {
    return !number.hidden() && number.kind() != core::NumberKind::Unknown;
}

OutcallDesk::OutcallDesk(const Ports& ports) : ports_(ports) {
    events_ = ports_.feed.watch_events([this](const core::CentreEventBody& body) {
        if (const auto* stage = std::get_if<core::OutcallChanged>(&body)) changed(stage->outcall);
    });
    link_ = ports_.feed.watch_link([this](core::LinkState link) {
        // Stages that were told while the link was down are asked for.
        if (link != core::LinkState::Online || !outcall_ || !view_.get().going_on()) return;
        ports_.centre.outcalls().find(
            outcall_->ref, life_.guard([this](const base::Result<core::OutcallRecord>& answer) {
                if (answer) return changed(*answer);
                if (answer.error().code != base::Errc::NotFound) return;
                outcall_.reset(); // Over meanwhile.
                refresh();
            }));
    });
}

bool OutcallDesk::is_mine(const core::CallRef& ref) const {
    return !ref.empty() && ref == request_.ref;
}

void OutcallDesk::call(const std::string& text, const core::CallbackId& keeps) {
    wanted_ = core::PhoneNumber::parse(text);
    trouble_ = OutcallTrouble::None;
    const auto& agent = ports_.agent.view();
    if (agent.sign_in != SignIn::In || !is_public_number(wanted_)) {
        refresh();
        return ports_.controls.dial(text);
    }
    if (view_.get().going_on()) {
        trouble_ = OutcallTrouble::Busy;
        return refresh();
    }
    if (agent.chosen_number.empty()) {
        trouble_ = OutcallTrouble::NoNumberToShow;
        return refresh();
    }
    core::OutcallRequest request;
    request.ref = core::CallRef(base::uuid_v7(ports_.clock.wall(), ports_.random));
    request.callee = wanted_;
    request.shown = agent.chosen_number;
    request.callback = keeps;
    start(std::move(request));
}

void OutcallDesk::call_anyway(const std::string& reason) {
    if (trouble_ != OutcallTrouble::DoNotCall || reason.empty()) return;
    trouble_ = OutcallTrouble::None;
    auto request = request_;
    request.despite_do_not_call = reason;
    start(std::move(request));
}

void OutcallDesk::start(core::OutcallRequest request) {
    request_ = request;
    asking_ = true;
    outcall_.reset();
    refresh();
    ports_.centre.outcalls().start(
        request, life_.guard([this, request](const base::Result<core::OutcallRecord>& answer) {
            answered(answer, request);
        }));
}

void OutcallDesk::answered(const base::Result<core::OutcallRecord>& answer,
                           const core::OutcallRequest& request) {
    if (request.ref != request_.ref) return;
    asking_ = false;
    if (answer) return changed(*answer);
    request_.ref = {};
    // A centre whose telephone system cannot call in two legs: this phone dials by itself.
    if (answer.error().code == base::Errc::NotFound) {
        refresh();
        return ports_.controls.dial(request.callee.key());
    }
    trouble_ = trouble_of(answer.error().code);
    if (trouble_ == OutcallTrouble::Refused && request.despite_do_not_call.empty() &&
        answer.error().what.find("do_not_call") != std::string::npos)
        trouble_ = OutcallTrouble::DoNotCall;
    if (trouble_ == OutcallTrouble::DoNotCall) // Said yes to, it is the same wish under a new id.
        request_.ref = core::CallRef(base::uuid_v7(ports_.clock.wall(), ports_.random));
    refresh();
}

void OutcallDesk::changed(const core::OutcallRecord& outcall) {
    if (outcall.ref != request_.ref) return;
    if (outcall_ && outcall_->stage > outcall.stage) return; // An old answer after a new event.
    outcall_ = outcall;
    refresh();
}

void OutcallDesk::cancel() {
    if (!view_.get().going_on() || request_.ref.empty()) return;
    ports_.centre.outcalls().cancel(request_.ref,
                                    life_.guard([this](const base::Result<base::Done>& done) {
                                        if (done) return;
                                        // The hub is away, my own leg is here: hang it up.
                                        ports_.controls.hang_up();
                                    }));
}

void OutcallDesk::forget_trouble() {
    trouble_ = OutcallTrouble::None;
    refresh();
}

void OutcallDesk::refresh() {
    OutcallView next;
    next.outcall = outcall_;
    next.ref = request_.ref;
    next.wanted = wanted_;
    next.trouble = trouble_;
    next.asking = asking_;
    tick_.reset();
    if (outcall_ && outcall_->stage != core::OutcallStage::Ended) {
        next.in_stage = std::max(
            seconds{0}, std::chrono::floor<seconds>(ports_.clock.wall() - outcall_->stage_since));
        tick_ = ports_.timers.after(seconds{1}, [this] { refresh(); });
    }
    view_.set(std::move(next));
}

} // namespace sangdam::desk
