// SPDX-License-Identifier: MIT
//
// Private to hublink: core::CallbackBook over HTTP.
#pragma once

#include "core/ports/callback_book.h"
#include "hublink/hub_door.h"

namespace sangdam::hublink {

class HubCallbacks final : public core::CallbackBook {
public:
    explicit HubCallbacks(const HubDoor& door) : door_(door) {}

    void list(core::CallbackQuery, core::PageAsked,
              core::Reply<core::Page<core::Callback>>) override;
    void find(core::CallbackId, core::Reply<core::Callback>) override;
    void save(core::Callback, core::Reply<core::Callback>) override;
    void snooze(core::CallbackId, base::WallTime until, core::Reply<core::Callback>) override;
    void finish(core::CallbackId, core::CallbackStatus, std::optional<std::string> note,
                core::Reply<core::Callback>) override;
    void reassign(core::CallbackId, core::AgentId to, core::Reply<core::Callback>) override;

private:
    const HubDoor& door_;
};

} // namespace sangdam::hublink
