// SPDX-License-Identifier: MIT
//
// The agent's calls: keeps the list, decides which call a command means, tells everybody. Window,
// handset and `ctl` all come in here, so that two of them in the same millisecond are one.
// Call thread only. Wrap it in CallCommandsOn for other threads.
#pragma once

#include "base/clock.h"
#include "core/ports/phone.h"
#include "desk/call_commands.h"
#include "desk/calls_view.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::desk {

// Two wishes to "answer" so close together were meant for the same call, not for the next one too.
inline constexpr std::chrono::milliseconds kSameIntent{300};

class CallDesk final : public core::PhoneListener, public CallCommands {
public:
    // Becomes the phone's listener; both references must outlive it.
    CallDesk(core::Phone& phone, const base::Clock& clock);
    ~CallDesk() override;

    // Told the present state at once, and every change. Held weakly.
    void add_listener(const std::shared_ptr<CallsListener>&);
    const CallsView& calls() const { return view_; }

    void answer(Which = {}) override;
    void hang_up(Which = {}) override;
    void decline(Which = {}) override;
    void hold(Switch, Which = {}) override;
    void mute(Switch, Which = {}) override;
    void digit(char, Which = {}) override;
    void dial(std::string target, std::function<void(base::Result<core::CallId>)> done,
              std::string account = {}) override;
    void redial() override;
    void transfer(std::string target, Done done, Which = {}) override;
    void transfer_to_consulted(Done done) override;
    void swap() override;
    void conference(Switch, Done done) override;
    void pick_up(std::string extension,
                 std::function<void(base::Result<core::CallId>)> done) override;
    void watch_seats(std::vector<std::string> extensions) override;

    void call_changed(const core::Call&) override;
    void registration_changed(const core::Registration&) override;
    void digit_heard(core::CallId, char digit) override;
    void accounts_changed(const std::vector<core::Registration>&) override;
    void seat_changed(const core::SeatState&) override;
    void messages_changed(const core::MessagesWaiting&) override;

private:
    std::optional<core::CallId> chosen(Which, std::optional<core::CallId> otherwise) const;
    void
        make_room_for(core::CallId); // Others are held, and what is only being dialled is given up.
    void put_others_on_hold(core::CallId than);
    void end(CallView);
    void publish();

    core::Phone& phone_;
    const base::Clock& clock_;
    CallsView view_;
    std::optional<base::TimePoint> answered_at_; // The last answer(), whoever wanted it.
    std::string last_dialled_;
    std::vector<std::weak_ptr<CallsListener>> listeners_;
    bool publishing_ = false;
    bool stale_ = false; // Changed while listeners were being told.
};

} // namespace sangdam::desk
