// SPDX-License-Identifier: MIT
//
// A centre without network: small tables that the test fills, answers that wait on the executor
// until the test runs it, and a link that can be cut.
#pragma once

#include "base/executor.h"
#include "core/ports/centre.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sangdam::fakes {

class FakeCentre final : public core::Centre {
public:
    explicit FakeCentre(base::Executor& executor) : executor_(executor) {}

    // --- what the test sets and sees -------------------------------------------------------------
    core::SessionGranted session;
    std::string password = "right";
    std::vector<core::Agent> people;
    std::vector<core::WaitingCall> waiting;
    std::map<std::string, core::CustomerCard> cards; // By number key.
    std::vector<core::HistoryEntry> recent;
    core::WrapUpChoices choices;
    std::map<core::CallRef, core::WrapUp> wrap_ups;
    std::optional<base::Error> refuse_next; // The next request gets this.
    std::vector<std::string> requests;      // In order, by name.
    std::vector<core::WrapUp> saved;        // Every wrap-up that arrived.

    void tell(core::CentreEventBody body) {
        if (listener_) listener_->centre_event({++sequence_, std::move(body)});
    }
    void link(core::LinkState state) {
        down_ = state != core::LinkState::Online;
        if (listener_) listener_->link_changed(state);
        if (down_) return;
        for (auto& each : std::exchange(outbox_, {})) each();
    }

    // --- core::Centre ----------------------------------------------------------------------------
    void set_listener(core::CentreListener* listener) override { listener_ = listener; }
    void sign_in(std::string, base::Secret secret,
                 core::Reply<core::SessionGranted> done) override {
        requests.emplace_back("sign_in");
        if (secret.reveal() != password) refuse_next = {base::Errc::Refused, "wrong password"};
        reply<core::SessionGranted>(std::move(done), session);
    }
    void sign_out(core::Reply<base::Done> done) override {
        requests.emplace_back("sign_out");
        reply<base::Done>(std::move(done), base::Done{});
    }
    void set_state(core::AgentState state, std::string reason,
                   core::Reply<core::Agent> done) override {
        requests.push_back("set_state " + std::string(core::name(state)));
        session.me.state = state;
        session.me.away_reason = std::move(reason);
        reply<core::Agent>(std::move(done), session.me);
    }
    void agents(core::Reply<std::vector<core::Agent>> done) override {
        requests.emplace_back("agents");
        reply<std::vector<core::Agent>>(std::move(done), people);
    }
    void queue(core::Reply<std::vector<core::WaitingCall>> done) override {
        requests.emplace_back("queue");
        reply<std::vector<core::WaitingCall>>(std::move(done), waiting);
    }
    void pick_up(const core::CallRef& ref, core::Reply<base::Done> done) override {
        requests.push_back("pick_up " + ref.value);
        reply<base::Done>(std::move(done), base::Done{});
    }
    void customer_card(const core::PhoneNumber& number,
                       core::Reply<core::CustomerCard> done) override {
        requests.push_back("card " + number.key());
        const auto at = cards.find(number.key());
        core::CustomerCard nobody;
        nobody.number = number;
        reply<core::CustomerCard>(std::move(done), at == cards.end() ? nobody : at->second);
    }
    void save_customer(const core::Customer& customer, core::Reply<core::Customer> done) override {
        requests.push_back("save_customer " + customer.name);
        auto stored = customer;
        ++stored.revision;
        reply<core::Customer>(std::move(done), std::move(stored));
    }
    void recent_calls(core::Reply<std::vector<core::HistoryEntry>> done) override {
        requests.emplace_back("recent_calls");
        reply<std::vector<core::HistoryEntry>>(std::move(done), recent);
    }
    void wrap_up_choices(core::Reply<core::WrapUpChoices> done) override {
        requests.emplace_back("choices");
        reply<core::WrapUpChoices>(std::move(done), choices);
    }
    void wrap_up(const core::CallRef& ref, core::Reply<core::WrapUp> done) override {
        requests.push_back("wrap_up " + ref.value);
        const auto at = wrap_ups.find(ref);
        if (at == wrap_ups.end()) refuse_next = {base::Errc::NotFound, "nobody wrote one"};
        reply<core::WrapUp>(std::move(done), at == wrap_ups.end() ? core::WrapUp{} : at->second);
    }
    void save_wrap_up(const core::WrapUp& wrap_up, core::Reply<core::WrapUp> done) override {
        requests.push_back("save_wrap_up " + wrap_up.call.value);
        if (down_) { // The outbox of a real link.
            outbox_.push_back([this, wrap_up, done = std::move(done)]() mutable {
                store(wrap_up, std::move(done));
            });
            return;
        }
        store(wrap_up, std::move(done));
    }

private:
    void store(const core::WrapUp& wrap_up, core::Reply<core::WrapUp> done) {
        saved.push_back(wrap_up);
        auto& row = wrap_ups[wrap_up.call];
        if (!refuse_next && row.revision != wrap_up.revision)
            refuse_next = {base::Errc::Conflict, "somebody was faster"};
        if (!refuse_next) {
            row = wrap_up;
            ++row.revision;
        }
        reply<core::WrapUp>(std::move(done), row);
    }
    template <class T>
    void reply(core::Reply<T> done, T value) {
        auto error = std::exchange(refuse_next, std::nullopt);
        if (!error && down_) error = base::Error{base::Errc::Unavailable, "link is down"};
        base::Result<T> result =
            error ? base::Result<T>(*error) : base::Result<T>(std::move(value));
        executor_.post([done = std::move(done), result = std::move(result)] { done(result); });
    }

    base::Executor& executor_;
    core::CentreListener* listener_ = nullptr;
    bool down_ = false;
    std::uint64_t sequence_ = 0;
    std::vector<std::function<void()>> outbox_;
};

} // namespace sangdam::fakes
