// SPDX-License-Identifier: MIT
//
// A centre without network: small tables that the test fills, answers that wait on the executor
// until the test runs it, and a link that can be cut.
#pragma once

#include "base/executor.h"
#include "core/ports/centre.h"
#include "fakes/fake_administration.h"
#include "fakes/fake_call_log.h"
#include "fakes/fake_callbacks.h"
#include "fakes/fake_customer_book.h"
#include "fakes/fake_line.h"
#include "fakes/fake_order_book.h"
#include "fakes/fake_outcalls.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sangdam::fakes {

class FakeCentre final : public core::Centre, public FakeLine {
public:
    explicit FakeCentre(base::Executor& executor) : FakeLine(executor) {}

    // --- what the test sets and sees -------------------------------------------------------------
    core::SessionGranted session;
    std::string password = "right";
    std::vector<core::Agent> people;
    std::vector<core::WaitingCall> waiting;
    std::map<std::string, core::CustomerCard> cards; // By number key.
    std::vector<core::HistoryEntry> recent;
    core::WrapUpChoices choices;
    std::map<core::CallRef, core::WrapUp> wrap_ups;
    std::vector<core::WrapUp> saved; // Every wrap-up that arrived.
    FakeCallbacks callback_book{*this};
    FakeOutcalls outcall_desk{*this};
    FakeCallLog log{*this};
    FakeCustomerBook customer_book{*this};
    FakeAdministration office{*this, choices};
    FakeOrderBook order_book{*this};

    void tell(core::CentreEventBody body) {
        if (listener_) listener_->centre_event({++sequence_, std::move(body)});
    }
    void link(core::LinkState state) {
        set_down(state != core::LinkState::Online);
        if (listener_) listener_->link_changed(state);
        if (down()) return;
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
    core::OrderBook& orders() override { return order_book; }
    void save_wrap_up(const core::WrapUp& wrap_up, core::Reply<core::WrapUp> done) override {
        requests.push_back("save_wrap_up " + wrap_up.call.value);
        if (down()) { // The outbox of a real link.
            outbox_.push_back([this, wrap_up, done = std::move(done)]() mutable {
                store(wrap_up, std::move(done));
            });
            return;
        }
        store(wrap_up, std::move(done));
    }
    void extend_wrap_up(core::Reply<core::Agent> done) override {
        requests.emplace_back("extend_wrap_up");
        if (session.me.wrap_up_until && session.me.extensions_left > 0) {
            *session.me.wrap_up_until += std::chrono::seconds(60);
            --session.me.extensions_left;
        } else if (!refuse_next) {
            refuse_next = {base::Errc::Conflict, "no extension left"};
        }
        reply<core::Agent>(std::move(done), session.me);
    }
    void show_number(std::string key, core::Reply<core::Agent> done) override {
        requests.push_back("show_number " + key);
        if (!refuse_next && !down()) session.me.shown = std::move(key);
        reply<core::Agent>(std::move(done), session.me);
    }
    void set_state_of(const core::AgentId& id, core::AgentState state, std::string reason,
                      core::Reply<core::Agent> done) override {
        requests.push_back("set_state_of " + id.value + ' ' + std::string(core::name(state)));
        const auto at = std::ranges::find(people, id, &core::Agent::id);
        if (at == people.end())
            return reply<core::Agent>(std::move(done), base::Error{base::Errc::NotFound, "nobody"});
        at->state = state;
        at->away_reason = std::move(reason);
        reply<core::Agent>(std::move(done), *at);
    }
    core::CallbackBook& callbacks() override { return callback_book; }
    core::Outcalls& outcalls() override { return outcall_desk; }
    core::CallLog& call_log() override { return log; }
    core::CustomerBook& customers() override { return customer_book; }
    core::Administration& administration() override { return office; }

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
    core::CentreListener* listener_ = nullptr;
    std::uint64_t sequence_ = 0;
    std::vector<std::function<void()>> outbox_;
};

} // namespace sangdam::fakes
