// SPDX-License-Identifier: MIT
//
// logind's word of sleep: org.freedesktop.login1.Manager.PrepareForSleep(b) on the system bus
// (systemd's org.freedesktop.login1(5)). Used on one thread.
#pragma once

#include <memory>
#include <vector>

namespace sangdam::os {

class Logind {
public:
    static std::unique_ptr<Logind> open(); // Null: no system bus here.
    virtual ~Logind() = default;
    virtual int descriptor() const = 0;   // Readable: call read().
    virtual std::vector<bool> read() = 0; // True: goes to sleep now; false: has woken up.
    virtual bool lost() const = 0;        // The bus went away.
};

} // namespace sangdam::os
