// SPDX-License-Identifier: MIT
//
// The thread "hid": looks for devices, opens the phones among them, reads their reports and hands
// each to the call thread in one task. It decides nothing. Lamps are written by LampWriter.
//
// When full: at most 64 reports of a device wait for the call thread; of those beyond, the last one
// of each report id is kept, because only the last level matters then.
#pragma once

#include "base/clock.h"
#include "base/mailbox.h"
#include "hid/device_wait.h"
#include "hid/hid_api.h"
#include "hid/hotplug.h"
#include "hid/lamp_writer.h"
#include "hid/transport.h"

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace sangdam::hid {

// What the thread works with; tests bring their own.
struct HidParts {
    std::unique_ptr<HidApi> api;
    std::unique_ptr<DeviceWait> wait;
    std::unique_ptr<Hotplug> hotplug;
    // Without news of plugging, and for permission that comes late.
    std::chrono::milliseconds look_every{2000};
};

class HidThread final : public Transport {
public:
    HidThread(HidParts, const base::Clock&);
    ~HidThread() override;

    void start(base::Executor& call, std::weak_ptr<TransportListener>) override;
    void write(const std::string& id, std::vector<LampReport>) override;
    void hear(const std::string& id, Hearing) override;

private:
    using Report = std::vector<std::uint8_t>;
    struct Device {
        HidEntry entry;
        FoundDevice found;
        std::unique_ptr<HidHandle> handle; // Null: not a phone, or not (yet) to be opened.
        bool watched = false;              // Otherwise it is read with short timeouts.
        Hearing hearing = Hearing::Telephony;
        bool more = false; // A full round was read; there may be more.
        std::shared_ptr<std::atomic<int>> in_flight = std::make_shared<std::atomic<int>>(0);
        std::map<std::uint8_t, Report> held_back; // Id -> the last one that did not fit.
    };

    void run();
    void do_errands();
    static bool wanted(const Device&); // To be opened.
    std::optional<std::chrono::milliseconds> next_wait() const;
    void look();
    void add(const HidEntry&);
    void try_open(Device&);
    void forget(const std::string& path, const std::string& why);
    void read(Device&, std::chrono::milliseconds timeout);
    void read_unwatched();
    void pass_on(Device&, Report);
    void flush_held_back(Device&);
    void tell_found(const Device&);

    template <class F>
    void tell(F what); // F(TransportListener&), on the call thread.

    HidParts parts_;
    const base::Clock& clock_;
    base::Executor* call_ = nullptr;
    std::weak_ptr<TransportListener> listener_;
    std::map<std::string, Device> devices_; // By path. Hid thread only.
    base::TimePoint look_at_{};             // When to look again, if `look_due_`.
    bool look_due_ = false;
    std::chrono::milliseconds retry_every_{50}; // Doubles up to parts_.look_every.
    std::vector<std::uint8_t> buffer_;          // Hid thread only.
    LampWriter lamps_;
    base::Mailbox errands_; // Of the call thread.
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

// One look, for lists: every device with a telephony collection.
FoundDevice examine(HidApi&, const HidEntry&);

} // namespace sangdam::hid
