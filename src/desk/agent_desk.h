// SPDX-License-Identifier: MIT
//
// The agent's own corner (guide S1, S2): sign-in, name, state, the number shown to customers, and
// whether hub and PBX can be reached. On the presenters' executor.
#pragma once

#include "base/secret.h"
#include "core/agent.h"
#include "core/ports/centre.h"
#include "core/ports/phone.h"
#include "desk/calls_view.h"
#include "desk/centre_feed.h"
#include "desk/lifeline.h"
#include "desk/signal.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::desk {

enum class SignIn { Out, Trying, In };

enum class SignInTrouble {
    None,
    Refused,       // Wrong login or password, or locked out.
    Unreachable,   // The hub does not answer.
    Misconfigured, // The address cannot be used at all.
    Replaced       // Signed in at another desktop; this one was signed out by that.
};

// Why no call can reach this seat although the agent is "available"; the worst one.
enum class Reach { Reachable, NotAvailable, NoHub, NoPhone };

struct AgentView {
    SignIn sign_in = SignIn::Out;
    SignInTrouble trouble = SignInTrouble::None;
    std::string trouble_what; // English, for the details.
    core::Agent me;
    core::AgentState state = core::AgentState::Offline; // OnCall while this desktop talks.
    std::optional<core::AgentState> changing_to;        // Asked for, not confirmed yet.
    bool change_failed = false;                         // The last wish was not granted.
    std::vector<core::OwnNumber> numbers;               // Approved ones only.
    std::string chosen_number;                          // Key; empty when there is none.
    core::LinkState link = core::LinkState::Connecting;
    bool offline_bar = false; // Signed in, and the link is lost.
    core::Registration registration;
    Reach reach = Reach::NotAvailable;

    friend bool operator==(const AgentView&, const AgentView&) = default;
};

class AgentDesk {
public:
    AgentDesk(core::Centre&, CentreFeed&);

    const AgentView& view() const { return view_.get(); }
    [[nodiscard]] Subscription watch(std::function<void(const AgentView&)> f) {
        return view_.watch(std::move(f));
    }
    // The wiring registers the phone with what the hub granted.
    [[nodiscard]] Subscription watch_session(std::function<void(const core::SessionGranted&)> f) {
        return granted_.watch(std::move(f));
    }

    void sign_in(std::string login, base::Secret password);
    void sign_out();
    void set_state(core::AgentState, std::string away_reason = {}); // Available or Away.
    void choose_number(const std::string& key); // Ignored unless it is one of ours.

    void calls_changed(const CallsView&);

private:
    void granted(const core::SessionGranted&);
    void refused(const base::Error&);
    void me_changed(const core::Agent&);
    template <class F>
    void update(F change); // Then works out what follows from it.

    core::Centre& centre_;
    CentreFeed& feed_;
    Observed<AgentView> view_;
    Signal<core::SessionGranted> granted_;
    bool talking_ = false;
    std::uint64_t number_wish_ = 0;
    std::uint64_t wish_ = 0; // Only the answer to the last one counts.
    Subscription link_, names_, ended_;
    Lifeline life_;
};

} // namespace sangdam::desk
