// SPDX-License-Identifier: MIT
//
// `--demo`: the same hub that a centre runs, with the practice switch and simulated customers,
// inside this process. The desk talks to it over HTTP and SIP on loopback like to any other
// (decision 0001).
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "config/desktop.h"

#include <memory>
#include <string>

namespace sangdam::desk {
class AgentDesk;
}

namespace sangdam::shell {

class Demo {
public:
    static base::Result<std::unique_ptr<Demo>> open(const base::Clock&);
    ~Demo(); // Ends the centre and forgets its records.

    void change(config::DesktopSettings&) const; // Points the desk at this centre.
    void sign_in(desk::AgentDesk&) const;        // As the practice agent; then available.

private:
    struct Parts;
    explicit Demo(std::unique_ptr<Parts>);
    std::unique_ptr<Parts> parts_;
};

} // namespace sangdam::shell
