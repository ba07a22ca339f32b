// SPDX-License-Identifier: MIT
//
// Writes lamp reports, on a strand of its own ("hid-lamps"): a device that takes a second for a
// write, or five (usbhid's time-out), must not keep a press from being heard. It owns a second
// handle per device, opened by the hid thread and given away, so that no handle is used by two
// threads. A failed write is tried three times more, 20 ms apart; then it is told and the rest of
// what waited is dropped.
#pragma once

#include "base/strand.h"
#include "hid/hid_api.h"
#include "hid/lamp_queue.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace sangdam::hid {

class LampWriter {
public:
    // `failed` is called on the strand.
    explicit LampWriter(std::function<void(const std::string& id)> failed);
    ~LampWriter(); // Writes what waits, then joins.

    // From any thread.
    void open(const std::string& id, std::unique_ptr<HidHandle>);
    void close(const std::string& id);
    void write(const std::string& id, std::vector<LampReport>);

private:
    struct Port {
        std::unique_ptr<HidHandle> handle;
        LampQueue queue;
        bool busy = false; // A write_next is posted or a retry is due.
        int tries = 0;
        LampReport current;
        base::Timer retry;
    };
    void write_next(const std::string& id);
    void try_current(const std::string& id);

    std::function<void(const std::string&)> failed_;
    std::map<std::string, Port> ports_; // Strand only.
    base::Strand strand_;               // Last: joins before the rest goes.
};

} // namespace sangdam::hid
