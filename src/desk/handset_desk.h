// SPDX-License-Identifier: MIT
//
// Joins the handset with the calls: what the person does with it becomes a command, what the calls
// are becomes lamps and ringer. Call thread only, and nothing here knows that windows exist: a call
// is answered and ended while the ui thread is frozen (Law 1).
//
// Keypad dialling without a window: lift, type, then '#' or four seconds of rest dial it.
#pragma once

#include "base/timers.h"
#include "core/ports/handset.h"
#include "desk/call_commands.h"
#include "desk/calls_view.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::desk {

inline constexpr std::chrono::seconds kKeypadRest{4}; // Typing has ended: dial.
inline constexpr std::size_t kMostTyped = 32;         // Digits; more are not a number.

struct HandsetDeskView {
    std::vector<core::HandsetDevice> devices;
    bool lifted = false; // Off hook with no call: the agent wants to dial.
    std::string typed;   // On its keypad, not dialled yet.

    friend bool operator==(const HandsetDeskView&, const HandsetDeskView&) = default;
};

class HandsetDeskListener {
public:
    virtual ~HandsetDeskListener() = default;
    virtual void handset_changed(const HandsetDeskView&) = 0; // On the executor it was wired to.
};

class HandsetDesk final : public core::HandsetListener, public CallsListener {
public:
    // Becomes the handset's listener; all three must outlive it. The wiring adds it to the CallDesk
    // as a listener.
    HandsetDesk(core::Handset& handset, CallCommands& calls, base::Timers& timers);
    ~HandsetDesk() override;

    void add_listener(const std::shared_ptr<HandsetDeskListener>&); // Held weakly.
    const HandsetDeskView& view() const { return view_; }

    void handset_command(const core::HandsetCommand&) override;
    void handsets_changed(const std::vector<core::HandsetDevice>&) override;
    void calls_changed(const CallsView&) override;

private:
    void hold_or_swap();
    void typed(char digit);
    void dial_typed();
    void publish();

    core::Handset& handset_;
    CallCommands& calls_;
    base::Timers& timers_;
    CallsView calls_now_;
    std::optional<core::HandsetView> shown_; // Nothing until the first snapshot.
    HandsetDeskView view_;
    std::vector<std::weak_ptr<HandsetDeskListener>> listeners_;
    base::Timer rest_; // Since the last key.
};

} // namespace sangdam::desk
