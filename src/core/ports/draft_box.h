// SPDX-License-Identifier: MIT
//
// What the agent has typed and not yet sent. Every keystroke is safe within 250 ms, also from
// kill -9. Implemented by src/store on a sealed SQLite file, on the disk thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/phone_number.h"
#include "core/wrap_up.h"

#include <functional>
#include <string>
#include <vector>

namespace sangdam::core {

struct Draft {
    WrapUp wrap_up;
    PhoneNumber caller;  // So that the list of unfinished ones can be read without the hub.
    std::string heading; // Name or masked number, as the agent knew it.
    base::WallTime changed{};
};

// From any thread; `done` and `loaded` are called on the disk thread.
class DraftBox {
public:
    virtual ~DraftBox() = default;
    virtual void keep(Draft,
                      std::function<void(base::Status)> done) = 0; // Replaces that call's draft.
    virtual void drop(const CallRef&) = 0;                         // Sent or thrown away.
    virtual void
    all(std::function<void(base::Result<std::vector<Draft>>)> loaded) = 0; // Oldest first.
};

} // namespace sangdam::core
