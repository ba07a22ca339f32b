// SPDX-License-Identifier: MIT

#include "desk/abuse_script.h"

#include "desk/choose.h"

#include <utility>

namespace sangdam::desk {

Warning after_warning(Warning now) {
    return now == Warning::None ? Warning::First : now == Warning::First ? Warning::Second : now;
}

AbuseScript::AbuseScript(CallControls& controls, WrapUpDesk& wrap_up, AgentDesk& agent)
    : controls_(controls), wrap_up_(wrap_up), agent_(agent) {}

void AbuseScript::warn(const std::string& mark) {
    if (!call_) return;
    auto& stage = warned_[call_->id];
    const auto next = after_warning(stage);
    if (next == stage) return; // Twice is enough.
    stage = next;
    wrap_up_.add_line(call_->ref, mark);
    refresh();
}

void AbuseScript::end_call(const std::string& mark) {
    if (!view_.get().can_end()) return;
    warned_[call_->id] = Warning::Ended;
    break_offered_ = true;
    wrap_up_.add_line(call_->ref, mark);
    controls_.hang_up(call_->id);
    refresh();
}

void AbuseScript::take_break(const std::string& reason) {
    if (!std::exchange(break_offered_, false)) return;
    agent_.set_state(core::AgentState::Away, reason);
    refresh();
}

void AbuseScript::no_break() {
    break_offered_ = false;
    refresh();
}

void AbuseScript::calls_changed(const CallsView& calls) {
    call_.reset();
    const auto id = call_in_hand(calls.live);
    const auto* view = id ? find(calls, *id) : nullptr;
    if (view && view->answered) call_ = view->call;
    std::erase_if(warned_, [&](const auto& each) { return !find(calls, each.first); });
    if (call_) break_offered_ = false; // She talks again: the offer has passed.
    refresh();
}

void AbuseScript::refresh() {
    AbuseView next;
    next.talking = call_.has_value();
    next.break_offered = break_offered_;
    if (call_)
        if (const auto at = warned_.find(call_->id); at != warned_.end()) next.stage = at->second;
    view_.set(next);
}

} // namespace sangdam::desk
