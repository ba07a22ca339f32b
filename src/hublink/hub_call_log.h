// SPDX-License-Identifier: MIT
//
// Private to hublink: core::CallLog over HTTP.
#pragma once

#include "core/ports/call_log.h"
#include "hublink/hub_door.h"

namespace sangdam::hublink {

class HubCallLog final : public core::CallLog {
public:
    explicit HubCallLog(const HubDoor& door) : door_(door) {}

    void calls(core::CallQuery, core::PageAsked,
               core::Reply<core::Page<core::HistoryEntry>>) override;
    void of_customer(core::CustomerId, core::PageAsked,
                     core::Reply<core::Page<core::HistoryEntry>>) override;
    void attempts(core::CallRef, core::Reply<std::vector<core::Attempt>>) override;
    void board(core::Reply<core::Board>) override;

private:
    const HubDoor& door_;
};

} // namespace sangdam::hublink
