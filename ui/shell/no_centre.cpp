// SPDX-License-Identifier: MIT

#include "shell/no_centre.h"

#include <utility>

namespace sangdam::shell {

using namespace core;

void NoCentre::sign_in(std::string, base::Secret, Reply<SessionGranted> r) { none_(std::move(r)); }
void NoCentre::sign_out(Reply<base::Done> r) { none_(std::move(r)); }
void NoCentre::set_state(AgentState, std::string, Reply<Agent> r) { none_(std::move(r)); }
void NoCentre::agents(Reply<std::vector<Agent>> r) { none_(std::move(r)); }
void NoCentre::queue(Reply<std::vector<WaitingCall>> r) { none_(std::move(r)); }
void NoCentre::pick_up(const CallRef&, Reply<base::Done> r) { none_(std::move(r)); }
void NoCentre::customer_card(const PhoneNumber&, Reply<CustomerCard> r) { none_(std::move(r)); }
void NoCentre::save_customer(const Customer&, Reply<Customer> r) { none_(std::move(r)); }
void NoCentre::recent_calls(Reply<std::vector<HistoryEntry>> r) { none_(std::move(r)); }
void NoCentre::wrap_up_choices(Reply<WrapUpChoices> r) { none_(std::move(r)); }
void NoCentre::wrap_up(const CallRef&, Reply<WrapUp> r) { none_(std::move(r)); }
void NoCentre::save_wrap_up(const WrapUp&, Reply<WrapUp> r) { none_(std::move(r)); }
void NoCentre::extend_wrap_up(Reply<Agent> r) { none_(std::move(r)); }
void NoCentre::show_number(std::string, Reply<Agent> r) { none_(std::move(r)); }
void NoCentre::set_state_of(const AgentId&, AgentState, std::string, Reply<Agent> r) {
    none_(std::move(r));
}

} // namespace sangdam::shell
