// SPDX-License-Identifier: MIT
//
// The desktop's side of the hub: REST calls and the event stream, with resume, over HTTP. Owns the
// net thread; answers and events are called on the executor that open() was given. Close it on that
// executor's thread.
//
// The session is renewed by itself when the hub has forgotten it (restart, 12 h idle), not when the
// agent has signed in at another desktop. The password stays in memory for that until sign_out().
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/result.h"
#include "base/uuid.h"
#include "core/ports/centre.h"
#include "hublink/hub_url.h"

#include <chrono>
#include <memory>
#include <string>

namespace sangdam::hublink {

class HubLink final : public core::Centre {
public:
    struct Settings {
        std::string url;
        PlainHttp plain = PlainHttp::LoopbackOnly;
        std::string ca_file; // Empty: the system's certificates.
        std::string device;  // Name of this machine, for the agent who signs in a second time.
        std::chrono::milliseconds connect_timeout{5'000};
        std::chrono::milliseconds request_timeout{10'000};
        std::chrono::seconds silent_stream{45}; // The hub says something every 15 s.
    };

    // `replies`, clock and random must outlive it. BadInput: the address cannot be used.
    static base::Result<std::unique_ptr<HubLink>> open(Settings, base::Executor& replies,
                                                       const base::Clock&, base::Random&);
    ~HubLink() override; // Joins the net thread. Replies that have not come yet never come.

    void set_listener(core::CentreListener*) override;
    void sign_in(std::string login, base::Secret password,
                 core::Reply<core::SessionGranted>) override;
    void sign_out(core::Reply<base::Done>) override;
    void set_state(core::AgentState, std::string away_reason, core::Reply<core::Agent>) override;
    void agents(core::Reply<std::vector<core::Agent>>) override;
    void queue(core::Reply<std::vector<core::WaitingCall>>) override;
    void pick_up(const core::CallRef&, core::Reply<base::Done>) override;
    void customer_card(const core::PhoneNumber&, core::Reply<core::CustomerCard>) override;
    void save_customer(const core::Customer&, core::Reply<core::Customer>) override;
    void recent_calls(core::Reply<std::vector<core::HistoryEntry>>) override;
    void wrap_up_choices(core::Reply<core::WrapUpChoices>) override;
    void wrap_up(const core::CallRef&, core::Reply<core::WrapUp>) override;
    void save_wrap_up(const core::WrapUp&, core::Reply<core::WrapUp>) override;
    void extend_wrap_up(core::Reply<core::Agent>) override;
    void show_number(std::string key, core::Reply<core::Agent>) override;
    void set_state_of(const core::AgentId&, core::AgentState, std::string away_reason,
                      core::Reply<core::Agent>) override;
    core::CallbackBook& callbacks() override;
    core::Outcalls& outcalls() override;
    core::CallLog& call_log() override;
    core::CustomerBook& customers() override;
    core::Administration& administration() override;
    core::OrderBook& orders() override;

private:
    struct Impl;
    explicit HubLink(std::unique_ptr<Impl>);
    std::unique_ptr<Impl> impl_;
};

} // namespace sangdam::hublink
