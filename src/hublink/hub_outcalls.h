// SPDX-License-Identifier: MIT
//
// Private to hublink: core::Outcalls over HTTP.
#pragma once

#include "core/ports/outcalls.h"
#include "hublink/hub_door.h"

namespace sangdam::hublink {

class HubOutcalls final : public core::Outcalls {
public:
    explicit HubOutcalls(const HubDoor& door) : door_(door) {}

    void start(core::OutcallRequest, core::Reply<core::OutcallRecord>) override;
    void cancel(core::CallRef, core::Reply<base::Done>) override;
    void find(core::CallRef, core::Reply<core::OutcallRecord>) override;

private:
    const HubDoor& door_;
};

} // namespace sangdam::hublink
