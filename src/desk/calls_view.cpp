// SPDX-License-Identifier: MIT

#include "desk/calls_view.h"

namespace sangdam::desk {

const CallView* find(const CallsView& view, core::CallId id) {
    for (const auto* list : {&view.live, &view.ended})
        for (const auto& each : *list)
            if (each.call.id == id) return &each;
    return nullptr;
}

} // namespace sangdam::desk
