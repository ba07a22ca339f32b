// SPDX-License-Identifier: MIT
//
// The centre of a phone that has none (a plain SIP PBX): nobody signs in, everything else is
// Unavailable, so that the presenters say so instead of waiting. On the presenters' executor.
#pragma once

#include "base/executor.h"
#include "core/ports/centre.h"
#include "shell/no_centre_parts.h"

namespace sangdam::shell {

class NoCentre final : public core::Centre {
public:
    explicit NoCentre(base::Executor& executor) : none_(executor) {}

    void set_listener(core::CentreListener*) override {}
    void sign_in(std::string, base::Secret, core::Reply<core::SessionGranted>) override;
    void sign_out(core::Reply<base::Done>) override;
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
    void extend_wrap_up(core::Reply<core::Agent>) override;
    void show_number(std::string, core::Reply<core::Agent>) override;
    void set_state_of(const core::AgentId&, core::AgentState, std::string,
                      core::Reply<core::Agent>) override;
    core::CallbackBook& callbacks() override { return callbacks_; }
    core::Outcalls& outcalls() override { return outcalls_; }
    core::CallLog& call_log() override { return call_log_; }
    core::CustomerBook& customers() override { return customers_; }
    core::Administration& administration() override { return administration_; }
    core::OrderBook& orders() override { return orders_; }

private:
    NoAnswer none_;
    NoCallbacks callbacks_{none_};
    NoOutcalls outcalls_{none_};
    NoCallLog call_log_{none_};
    NoCustomerBook customers_{none_};
    NoAdministration administration_{none_};
    NoOrders orders_{none_};
};

} // namespace sangdam::shell
