// SPDX-License-Identifier: MIT

#include "core/agent.h"

#include "core/named_enum.h"

namespace sangdam::core {
namespace {

constexpr EnumNames<AgentState, 5> kStates{{{AgentState::Offline, "offline"},
                                            {AgentState::Available, "available"},
                                            {AgentState::Away, "away"},
                                            {AgentState::OnCall, "on_call"},
                                            {AgentState::WrapUp, "wrap_up"}}};

constexpr EnumNames<Role, 3> kRoles{
    {{Role::Agent, "agent"}, {Role::Supervisor, "supervisor"}, {Role::Admin, "admin"}}};

} // namespace

std::string_view name(AgentState state) { return name_in(kStates, state); }
std::optional<AgentState> parse_agent_state(std::string_view text) {
    return parse_in(kStates, text);
}

std::string_view name(Role role) { return name_in(kRoles, role); }
std::optional<Role> parse_role(std::string_view text) { return parse_in(kRoles, text); }

} // namespace sangdam::core
