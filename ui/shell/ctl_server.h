// SPDX-License-Identifier: MIT
//
// Carries out what `sangdamcall ctl` and second starts ask. Commands about calls go to the call
// thread; the answer is told when they are on their way. On the presenters' executor, except
// handle(), which the local channel calls on the call thread: a frozen window must not keep `ctl
// answer` from answering.
#pragma once

#include "base/executor.h"
#include "desk/call_commands.h"
#include "shell/ctl_protocol.h"

#include <functional>
#include <memory>
#include <string>

namespace sangdam::shell {

class CtlServer {
public:
    using Reply = std::function<void(const std::string& line)>;
    struct Doors {
        std::weak_ptr<desk::CallCommands> calls; // Used on the call thread.
        base::Executor& presenters;
        // All on the presenters' executor:
        std::function<std::string(bool json)> status;
        std::function<std::string(const CtlRequest&)> set_state; // "": done, else what is wrong.
        std::function<void(const std::vector<std::string>& targets)> show;
        std::function<void()> quit;
    };
    explicit CtlServer(Doors doors) : doors_(std::make_shared<Doors>(std::move(doors))) {}

    void handle(const std::string& line, Reply reply) const; // Call thread.

private:
    std::shared_ptr<Doors> doors_;
};

} // namespace sangdam::shell
