// SPDX-License-Identifier: MIT
//
// The people of the centre and what they are doing (guide S1).
#pragma once

#include "base/clock.h"
#include "core/ids.h"
#include "core/phone_number.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::core {

enum class Role { Agent, Supervisor, Admin };

enum class AgentState {
    Offline,   // No live desktop.
    Available, // 🟢 수신 가능
    Away,      // ⚪ 자리비움
    OnCall,    // 🔴 통화 중: set by the call itself, never by hand
    WrapUp     // 🟡 후처리: after a call, with a countdown
};

struct Agent {
    AgentId id;
    std::string login;
    std::string name; // 홍길동
    Role role = Role::Agent;
    std::string extension;            // SIP user of the seat.
    std::vector<std::string> numbers; // Keys of the 담당 번호 this agent may show (guide S2).
    AgentState state = AgentState::Offline;
    std::string away_reason;                     // Free text or a label; only when Away.
    base::WallTime since{};                      // When this state began.
    std::optional<base::WallTime> wrap_up_until; // 🟡 The countdown's end; only in WrapUp.
    int extensions_left = 0;                     // 🟡 How often it can be made longer.
    std::string team;          // Label; empty: the only one. A supervisor leads this team.
    std::string shown;         // Key of the selected one of `numbers` (guide S2).
    bool enabled = true;       // False: has left; kept for the records.
    std::int64_t revision = 0; // Of what an administrator edits, not of the state.

    friend bool operator==(const Agent&, const Agent&) = default;
};

// A number that the centre owns and an administrator approved for showing to customers.
struct OwnNumber {
    std::string key; // As PhoneNumber::key()
    std::string label;
    bool approved = false;
    std::string proof;    // What shows the right to use it (통신서비스 이용증명원 …).
    std::string holder{}; // 명의: whose it is.
    std::optional<base::WallTime> expires_at{}; // Of the proof; the number is not shown after it.
    std::int64_t revision = 0;                  // If-Match; 0 = not stored yet.

    friend bool operator==(const OwnNumber&, const OwnNumber&) = default;
};

std::string_view name(AgentState); // "offline", "available", "away", "on_call", "wrap_up"
std::optional<AgentState> parse_agent_state(std::string_view);
std::string_view name(Role);
std::optional<Role> parse_role(std::string_view);

} // namespace sangdam::core
