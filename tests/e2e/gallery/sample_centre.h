// SPDX-License-Identifier: MIT
//
// A centre that knows a few people, for looking at windows. Answers on the executor it was given.
#pragma once

#include "base/executor.h"
#include "core/ports/centre.h"
#include "core/ports/draft_box.h"
#include "desk/call_commands.h"
#include "fakes/fake_order_book.h"
#include "sample_books.h"

#include <vector>

namespace sangdam::gallery {

// Monday 23 November 2026, 10:31 in Seoul.
base::WallTime now();

class SampleCentre final : public core::Centre {
public:
    explicit SampleCentre(base::Executor& executor);

    std::vector<core::WaitingCall> waiting;
    bool refuse_sign_in = false;
    core::Role role = core::Role::Agent;
    SampleBooks books;
    core::CentreListener* listener = nullptr;
    fakes::FakeLine line;
    core::WrapUpChoices to_choose;
    fakes::FakeOrderBook order_book{line};

    void set_listener(core::CentreListener* to) override { listener = to; }
    void sign_in(std::string, base::Secret, core::Reply<core::SessionGranted>) override;
    void sign_out(core::Reply<base::Done>) override {}
    void set_state(core::AgentState, std::string, core::Reply<core::Agent>) override;
    void agents(core::Reply<std::vector<core::Agent>>) override;
    void queue(core::Reply<std::vector<core::WaitingCall>>) override;
    void pick_up(const core::CallRef&, core::Reply<base::Done>) override;
    void customer_card(const core::PhoneNumber&, core::Reply<core::CustomerCard>) override;
    void save_customer(const core::Customer&, core::Reply<core::Customer>) override;
    void recent_calls(core::Reply<std::vector<core::HistoryEntry>>) override;
    void wrap_up_choices(core::Reply<core::WrapUpChoices>) override;
    void wrap_up(const core::CallRef&, core::Reply<core::WrapUp>) override;
    void save_wrap_up(const core::WrapUp&, core::Reply<core::WrapUp>) override;
    void extend_wrap_up(core::Reply<core::Agent>) override {}
    void show_number(std::string, core::Reply<core::Agent>) override {}
    void set_state_of(const core::AgentId&, core::AgentState, std::string,
                      core::Reply<core::Agent>) override {}
    core::CallbackBook& callbacks() override { return books; }
    core::Outcalls& outcalls() override { return books; }
    core::CallLog& call_log() override { return books; }
    core::CustomerBook& customers() override { return books; }
    core::Administration& administration() override { return books; }
    core::OrderBook& orders() override { return order_book; }

private:
    template <class T>
    void answer(core::Reply<T> reply, base::Result<T> result) {
        executor_.post([reply = std::move(reply), result = std::move(result)] { reply(result); });
    }
    base::Executor& executor_;
};

class SampleDrafts final : public core::DraftBox {
public:
    std::vector<core::Draft> drafts;

    void keep(core::Draft, std::function<void(base::Status)> done) override { done(base::Done{}); }
    void drop(const core::CallRef&) override {}
    void all(std::function<void(base::Result<std::vector<core::Draft>>)> loaded) override {
        loaded(drafts);
    }
};

class NoCommands final : public desk::CallCommands {
public:
    void answer(desk::Which) override {}
    void hang_up(desk::Which) override {}
    void decline(desk::Which) override {}
    void hold(desk::Switch, desk::Which) override {}
    void mute(desk::Switch, desk::Which) override {}
    void digit(char, desk::Which) override {}
    void dial(std::string, std::function<void(base::Result<core::CallId>)>, std::string) override {}
    void transfer(std::string, Done, desk::Which) override {}
    void transfer_to_consulted(Done) override {}
    void swap() override {}
    void conference(desk::Switch, Done) override {}
    void pick_up(std::string, std::function<void(base::Result<core::CallId>)>) override {}
    void watch_seats(std::vector<std::string>) override {}
    void redial() override {}
};

core::WaitingCall waits(const char* ref, const char* number, const char* name,
                        std::chrono::seconds since, const char* ringing_at = "");

} // namespace sangdam::gallery
