// SPDX-License-Identifier: MIT
//
// Thread hops as decorators, so that they are visible in the wiring: a listener or a door whose
// work is done on another executor. The target is held weakly: what arrives after it has gone is
// dropped.
#pragma once

#include "base/executor.h"
#include "desk/call_commands.h"
#include "desk/calls_view.h"
#include "desk/handset_desk.h"

#include <memory>

namespace sangdam::desk {

class CallsListenerOn final : public CallsListener {
public:
    CallsListenerOn(base::Executor& executor, std::weak_ptr<CallsListener> target);
    void calls_changed(const CallsView&) override; // From any thread.

private:
    base::Executor& executor_;
    std::weak_ptr<CallsListener> target_;
};

class HandsetDeskListenerOn final : public HandsetDeskListener {
public:
    HandsetDeskListenerOn(base::Executor& executor, std::weak_ptr<HandsetDeskListener> target);
    void handset_changed(const HandsetDeskView&) override; // From any thread.

private:
    base::Executor& executor_;
    std::weak_ptr<HandsetDeskListener> target_;
};

// From any thread. Every `done` is called on `replies`.
class CallCommandsOn final : public CallCommands {
public:
    CallCommandsOn(base::Executor& executor, std::weak_ptr<CallCommands> target,
                   base::Executor& replies);
    void answer(Which) override;
    void hang_up(Which) override;
    void decline(Which) override;
    void hold(Switch, Which) override;
    void mute(Switch, Which) override;
    void digit(char, Which) override;
    void dial(std::string target, std::function<void(base::Result<core::CallId>)> done,
              std::string account = {}) override;
    void redial() override;
    void transfer(std::string target, Done done, Which) override;
    void transfer_to_consulted(Done done) override;
    void swap() override;
    void conference(Switch, Done done) override;
    void pick_up(std::string extension,
                 std::function<void(base::Result<core::CallId>)> done) override;
    void watch_seats(std::vector<std::string> extensions) override;

private:
    base::Executor& executor_;
    std::weak_ptr<CallCommands> target_;
    base::Executor& replies_;
};

} // namespace sangdam::desk
