// SPDX-License-Identifier: MIT
//
// What an agent may do about an abusive caller (산업안전보건법 41조): warn, warn once more, end the
// call. Each step is marked in the record; afterwards a break is offered. On the presenters'
// executor.
#pragma once

#include "desk/agent_desk.h"
#include "desk/call_controls.h"
#include "desk/calls_view.h"
#include "desk/signal.h"
#include "desk/wrap_up_desk.h"

#include <map>
#include <optional>
#include <string>

namespace sangdam::desk {

enum class Warning { None, First, Second, Ended };

struct AbuseView {
    bool talking = false; // There is a call to speak in.
    Warning stage = Warning::None;
    bool break_offered = false;

    bool can_end() const { return talking && stage == Warning::Second; }
    friend bool operator==(const AbuseView&, const AbuseView&) = default;
};

Warning after_warning(Warning); // The stage that one more warning leads to. Pure.

class AbuseScript {
public:
    AbuseScript(CallControls&, WrapUpDesk&, AgentDesk&);

    const AbuseView& view() const { return view_.get(); }
    [[nodiscard]] Subscription watch(std::function<void(const AbuseView&)> f) {
        return view_.watch(std::move(f));
    }

    // `mark` is the line that goes into the record, in the agent's words.
    void warn(const std::string& mark);
    void end_call(const std::string& mark); // After the second warning only.
    void take_break(const std::string& reason);
    void no_break();

    void calls_changed(const CallsView&);

private:
    void refresh();

    CallControls& controls_;
    WrapUpDesk& wrap_up_;
    AgentDesk& agent_;
    std::optional<core::Call> call_; // In hand.
    std::map<core::CallId, Warning> warned_;
    bool break_offered_ = false;
    Observed<AbuseView> view_;
};

} // namespace sangdam::desk
