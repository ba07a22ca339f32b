// SPDX-License-Identifier: MIT

#include "hid/handsets.h"

#include "base/log.h"
#include "hid/fleet.h"
#include "hid/hid_thread.h"
#include "hid/transport.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace sangdam::hid {

// Carries the fleet's orders out. Shared only so that tasks of the hid thread can see that it went.
class Handsets::Desk final : public TransportListener {
public:
    Desk(base::Timers& timers, const base::Clock& clock, Transport& transport,
         HandsetOptions options)
        : timers_(timers), clock_(clock), transport_(transport), fleet_(options.lift_to_dial) {}

    void set_listener(core::HandsetListener* listener) {
        listener_ = listener;
        if (!found_.empty()) tell_devices();
    }
    void show(const core::HandsetView& view) { carry_out(fleet_.view(view, clock_.now())); }
    void resumed() { carry_out(fleet_.resumed(clock_.now())); }

    std::vector<core::HandsetDevice> devices() const {
        std::vector<core::HandsetDevice> out;
        for (const auto& [id, device] : found_) out.push_back(device.shown);
        return out;
    }

    void device_found(const FoundDevice& device) override {
        found_.insert_or_assign(device.shown.id, device);
        if (device.shown.is_phone && device.shown.usable)
            carry_out(fleet_.plugged({device.shown.id, device.key, device.map, quirks(device)},
                                     clock_.now()));
        tell_devices();
    }
    void device_gone(const std::string& id) override {
        found_.erase(id);
        carry_out(fleet_.unplugged(id, clock_.now()));
        tell_devices();
    }
    void report_read(const std::string& id, const std::vector<std::uint8_t>& report) override {
        carry_out(fleet_.report(id, report, clock_.now()));
    }
    void write_failed(const std::string& id) override {
        carry_out(fleet_.lamps_lost(id, clock_.now()));
        const auto device = found_.find(id);
        if (device == found_.end()) return;
        device->second.shown.trouble = "its lamps cannot be written";
        tell_devices();
    }

private:
    static Quirks quirks(const FoundDevice& device) {
        const auto quirks = quirks_for(device.name);
        if (!quirks.reason.empty()) base::log::info("hid", "{}", quirks.reason);
        return quirks;
    }

    void tell_devices() {
        if (listener_ != nullptr) listener_->handsets_changed(devices());
    }

    // Lamps first: they are the acknowledgement a device waits for, and commands may come back here
    // with the next view.
    void carry_out(FleetOrders orders) {
        for (auto& write : orders.writes) transport_.write(write.id, std::move(write.reports));
        arm();
        for (const auto& command : orders.commands)
            if (listener_ != nullptr) listener_->handset_command(command);
    }

    void arm() {
        const auto next = fleet_.next_deadline();
        if (!next) return timer_.reset();
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*next - clock_.now());
        timer_ = timers_.after(std::max(left, std::chrono::milliseconds{0}),
                               [this] { carry_out(fleet_.time_passed(clock_.now())); });
    }

    base::Timers& timers_;
    const base::Clock& clock_;
    Transport& transport_;
    Fleet fleet_;
    std::map<std::string, FoundDevice> found_;
    core::HandsetListener* listener_ = nullptr;
    base::Timer timer_;
};

Handsets::Handsets(base::Executor& call, base::Timers& timers, const base::Clock& clock,
                   std::unique_ptr<Transport> transport, HandsetOptions options)
    : desk_(std::make_shared<Desk>(timers, clock, *transport, options)),
      transport_(std::move(transport)) {
    transport_->start(call, desk_);
}

Handsets::~Handsets() {
    desk_->set_listener(nullptr);
    desk_->show({});
}

void Handsets::set_listener(core::HandsetListener* listener) { desk_->set_listener(listener); }
void Handsets::show(const core::HandsetView& view) { desk_->show(view); }
void Handsets::resumed() { desk_->resumed(); }
std::vector<core::HandsetDevice> Handsets::devices() const { return desk_->devices(); }

base::Result<std::unique_ptr<Handsets>> open_handsets(base::Executor& call, base::Timers& timers,
                                                      const base::Clock& clock,
                                                      HandsetOptions options) {
    SDC_TRY(auto api, open_hidapi());
    auto transport = std::make_unique<HidThread>(
        HidParts{std::move(api), make_device_wait(), make_hotplug()}, clock);
    return std::make_unique<Handsets>(call, timers, clock, std::move(transport), options);
}

base::Result<std::vector<core::HandsetDevice>> list_handsets() {
    SDC_TRY(const auto api, open_hidapi());
    std::vector<core::HandsetDevice> out;
    for (const auto& entry : api->enumerate()) {
        auto found = examine(*api, entry);
        if (found.shown.is_phone) {
            const auto opened = api->open(entry.path);
            found.shown.usable = opened.has_value();
            if (!opened) found.shown.trouble = opened.error().what;
        }
        if (found.map->telephony) out.push_back(std::move(found.shown));
    }
    return out;
}

} // namespace sangdam::hid
