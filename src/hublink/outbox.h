// SPDX-License-Identifier: MIT
//
// Wrap-ups on their way to the hub, one at a time and in order. What the hub cannot be asked about
// now waits; the key made from its content makes a second sending harmless. In memory: the draft on
// disk outlives the program (core::DraftBox), and is dropped only after the hub has answered.
// Net thread only.
#pragma once

#include "base/result.h"
#include "base/timers.h"
#include "base/uuid.h"
#include "core/ports/centre.h"
#include "core/wrap_up.h"

#include <cstddef>
#include <deque>
#include <functional>

namespace sangdam::hublink {

class Outbox {
public:
    static constexpr std::size_t kMost = 200; // When full, a new one is Unavailable at once.

    using Send = std::function<void(const core::WrapUp&, core::Reply<core::WrapUp>)>;
    Outbox(base::Timers&, base::Random&, Send);

    void add(core::WrapUp, core::Reply<core::WrapUp>);
    void try_now(); // The link is back.
    void give_up(); // Signed out: everybody who waits gets Unavailable, and keeps the draft.

private:
    struct Item {
        core::WrapUp wrap_up;
        core::Reply<core::WrapUp> done;
    };
    void answered(const base::Result<core::WrapUp>&);

    base::Timers& timers_;
    base::Random& random_;
    Send send_;
    std::deque<Item> items_;
    bool sending_ = false;
    int failures_ = 0;
    base::Timer again_;
};

} // namespace sangdam::hublink
