// SPDX-License-Identifier: MIT
//
// Outgoing calls (guide S10–S12). With a centre they go in two legs, so that the number shown is an
// approved one and the record is the centre's: my own phone rings, I lift, the customer is called.
// Extensions, and seats without a centre, are dialled by this phone itself. Presenters' executor.
#pragma once

#include "base/clock.h"
#include "base/timers.h"
#include "base/uuid.h"
#include "core/ports/centre.h"
#include "desk/agent_desk.h"
#include "desk/call_controls.h"
#include "desk/centre_feed.h"
#include "desk/lifeline.h"
#include "desk/signal.h"

#include <chrono>
#include <optional>
#include <string>

namespace sangdam::desk {

enum class OutcallTrouble {
    None,
    NotANumber,
    NoNumberToShow, // No approved number is mine.
    Refused,        // The number may not be shown, or may not be called.
    DoNotCall,      // 수신거부: call_anyway() with a reason.
    Busy,           // One is going on.
    Unreachable     // Hub or phone; nothing was dialled.
};

struct OutcallView {
    std::optional<core::OutcallRecord> outcall; // Going on; or the last one, until the next call.
    core::CallRef ref;                          // Of the last wish: my own phone rings with it.
    std::chrono::seconds in_stage{0};
    core::PhoneNumber wanted; // The last wish, also the one that was refused.
    OutcallTrouble trouble = OutcallTrouble::None;
    bool asking = false; // The hub has not answered yet.

    bool going_on() const {
        return asking || (outcall && outcall->stage != core::OutcallStage::Ended);
    }
    friend bool operator==(const OutcallView&, const OutcallView&) = default;
};

// Calls in two legs make sense for what the public network can reach. Pure.
bool is_public_number(const core::PhoneNumber&);

class OutcallDesk {
public:
    struct Ports {
        core::Centre& centre;
        CentreFeed& feed;
        AgentDesk& agent;
        CallControls& controls;
        base::Timers& timers;
        const base::Clock& clock;
        base::Random& random;
    };
    explicit OutcallDesk(const Ports&);

    const OutcallView& view() const { return view_.get(); }
    [[nodiscard]] Subscription watch(std::function<void(const OutcallView&)> f) {
        return view_.watch(std::move(f));
    }

    void call(const std::string& text, const core::CallbackId& keeps = {});
    void call_anyway(const std::string& reason); // After DoNotCall.
    void cancel();
    void forget_trouble();
    // My own phone rings only because I asked for it.
    bool is_mine(const core::CallRef&) const;

private:
    void start(core::OutcallRequest);
    void answered(const base::Result<core::OutcallRecord>&, const core::OutcallRequest&);
    void changed(const core::OutcallRecord&);
    void refresh();

    Ports ports_;
    core::OutcallRequest request_; // The last one.
    std::optional<core::OutcallRecord> outcall_;
    core::PhoneNumber wanted_;
    OutcallTrouble trouble_ = OutcallTrouble::None;
    bool asking_ = false;
    base::Timer tick_;
    Observed<OutcallView> view_;
    Subscription events_, link_;
    Lifeline life_;
};

} // namespace sangdam::desk
