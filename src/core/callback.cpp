// SPDX-License-Identifier: MIT

#include "core/callback.h"

#include "core/named_enum.h"

namespace sangdam::core {
namespace {

constexpr EnumNames<CallbackStatus, 4> kStatuses{{{CallbackStatus::Open, "open"},
                                                  {CallbackStatus::Done, "done"},
                                                  {CallbackStatus::Failed, "failed"},
                                                  {CallbackStatus::Cancelled, "cancelled"}}};

constexpr EnumNames<CallbackScope, 2> kScopes{
    {{CallbackScope::Mine, "mine"}, {CallbackScope::Visible, "visible"}}};

constexpr EnumNames<CallbackAlert, 3> kAlerts{{{CallbackAlert::Soon, "soon"},
                                               {CallbackAlert::Due, "due"},
                                               {CallbackAlert::Escalated, "escalated"}}};

} // namespace

std::string_view name(CallbackStatus status) { return name_in(kStatuses, status); }
std::optional<CallbackStatus> parse_callback_status(std::string_view text) {
    return parse_in(kStatuses, text);
}

std::string_view name(CallbackScope scope) { return name_in(kScopes, scope); }
std::optional<CallbackScope> parse_callback_scope(std::string_view text) {
    return parse_in(kScopes, text);
}

std::string_view name(CallbackAlert alert) { return name_in(kAlerts, alert); }
std::optional<CallbackAlert> parse_callback_alert(std::string_view text) {
    return parse_in(kAlerts, text);
}

} // namespace sangdam::core
