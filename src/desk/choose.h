// SPDX-License-Identifier: MIT
//
// Which call a command means when it names none, and what a handset must show. Pure.
#pragma once

#include "core/handset.h"
#include "desk/calls_view.h"

#include <optional>
#include <vector>

namespace sangdam::desk {

// nullopt: there is no such call, and the command means nothing.
std::optional<core::CallId> call_to_answer(const std::vector<CallView>& live);  // Rings longest.
std::optional<core::CallId> call_to_decline(const std::vector<CallView>& live); // Rings longest.
std::optional<core::CallId> call_to_hang_up(const std::vector<CallView>& live);
std::optional<core::CallId> call_in_hand(const std::vector<CallView>& live); // Talking or dialling.
std::optional<core::CallId> call_to_hold(const std::vector<CallView>& live);
std::optional<core::CallId> call_to_resume(const std::vector<CallView>& live);  // Held last.
std::optional<core::CallId> call_to_hand_on(const std::vector<CallView>& live); // Talking, or held.
std::optional<core::CallId> call_waiting_longest(const std::vector<CallView>& live);

core::HandsetView handset_view(const std::vector<CallView>& live);

} // namespace sangdam::desk
