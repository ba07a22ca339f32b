// SPDX-License-Identifier: MIT
//
// Who may work here: signing in with a password, and the token that stands for it afterwards. An
// agent has one live desktop; signing in at another takes it over. Five failures in a row lock a
// login for a while, and one address cannot try for ever (고시 5조⑥).
// Thread: the hub's strand; the slow hash runs on an executor of its own.
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/secret.h"
#include "hub/audience.h"
#include "hub/event_feed.h"
#include "hub/login_throttle.h"
#include "hub/roster.h"
#include "store/centre_store.h"
#include "wire/problem.h"
#include "wire/session.h"

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <variant>

namespace sangdam::hub {

class SignIn {
public:
    using Outcome = std::variant<wire::SessionAnswer, wire::Problem>;
    using Told = std::function<void(Outcome)>;

    SignIn(store::CentreStore&, EventFeed&, Roster&, const base::Clock&, base::Executor& strand,
           base::Executor& hashing);
    void seats_register_at(std::string registrar) { registrar_ = std::move(registrar); }

    void sign_in(wire::SessionRequest, const std::string& address, Told);
    base::Status sign_out(const base::Secret& token, const core::AgentId&);
    // A new password's hash, made where it holds up nobody; told on the strand. Empty for an empty
    // one: the old password stays.
    void hash(const base::Secret& password, std::function<void(base::Result<std::string>)> told);
    // Who shows this token; a problem when nobody does any more.
    std::variant<Viewer, wire::Problem> who(const base::Secret& token);

private:
    struct Try {
        wire::SessionRequest request;
        std::string address;
        store::Credentials credentials; // Without agent: no such login.
        Told told;
    };
    void decide(Try, bool password_is_right);
    base::Result<wire::SessionAnswer> open(const core::AgentId&, const std::string& device);
    void replace_token(const core::AgentId&, const base::Secret& token);

    store::CentreStore& store_;
    EventFeed& feed_;
    Roster& roster_;
    const base::Clock& clock_;
    base::Executor& strand_;
    base::Executor& hashing_;
    std::string registrar_; // As in core::SeatAccount.
    LoginThrottle throttle_;
    int hashing_now_ = 0;
    std::map<core::AgentId, std::string> tokens_; // Hash of the token last seen of each.
    std::deque<std::string> replaced_;            // Hashes; so that an old desktop is told why.
};

} // namespace sangdam::hub
