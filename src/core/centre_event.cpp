// SPDX-License-Identifier: MIT

#include "core/centre_event.h"

#include "base/match.h"

namespace sangdam::core {

std::string_view kind(const CentreEventBody& body) {
    using sv = std::string_view;
    return std::visit(base::Match{
                          [](const QueueChanged&) { return sv("queue.changed"); },
                          [](const CallChanged&) { return sv("call.changed"); },
                          [](const AgentChanged&) { return sv("agent.state"); },
                          [](const CustomerChanged&) { return sv("customer.changed"); },
                          [](const SettingsChanged&) { return sv("settings.changed"); },
                          [](const CallbackDue&) { return sv("callback.due"); },
                          [](const CallbackChanged&) { return sv("callback.changed"); },
                          [](const OutcallChanged&) { return sv("outcall.stage"); },
                          [](const Reset&) { return sv("reset"); },
                      },
                      body);
}

} // namespace sangdam::core
