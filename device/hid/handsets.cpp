// SPDX-License-Identifier: MIT

#include "hid/handsets.h"

#include "base/log.h"
#include "base/strand.h"
#include "hid/busy_lights.h"
#include "hid/examiner.h"
#include "hid/fleet.h"
#include "hid/hid_thread.h"
#include "hid/transport.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace sangdam::hid {

// Carries the fleet's orders out. Shared only so that tasks of the hid thread can see that it went.
class Handsets::Desk final : public TransportListener,
                             public std::enable_shared_from_this<Handsets::Desk> {
public:
    Desk(base::Executor& call, base::Timers& timers, const base::Clock& clock, Transport& transport,
         HandsetOptions options)
        : call_(call), timers_(timers), clock_(clock), transport_(transport),
          taught_(std::move(options.taught)), taught_file_(std::move(options.taught_file)),
          fleet_(options.lift_to_dial),
          lights_(timers,
                  [this](const std::string& id, std::vector<LampReport> reports) {
                      transport_.write(id, std::move(reports));
                  }),
          examiner_({[this](const std::string& id, const std::vector<OutputRole>& roles) {
                         carry_out(fleet_.try_out(id, roles));
                     },
                     [this](const std::string& id) { transport_.hear(id, Hearing::Everything); },
                     [this](const std::string& id, const Taught& taught) { learn(id, taught); }}) {}

    void set_listener(core::HandsetListener* listener) {
        listener_ = listener;
        if (!found_.empty()) tell_devices();
    }
    void show(const core::HandsetView& view) {
        carry_out(fleet_.view(view, clock_.now()));
        lights_.show(view);
    }
    void resumed() {
        carry_out(fleet_.resumed(clock_.now()));
        lights_.resumed();
    }

    std::vector<core::HandsetDevice> devices() const {
        std::vector<core::HandsetDevice> out;
        for (const auto& [id, device] : found_) out.push_back(device.shown);
        return out;
    }

    // --- the settings page ------------------------------------------------------------------
    void set_check_listener(core::HandsetCheckListener* listener) {
        examiner_.set_listener(listener);
        carry_out(fleet_.examined(listener != nullptr, clock_.now()));
    }
    void try_lamps(const std::string& id, const std::vector<std::string>& names) {
        if (lights_.has(id)) return lights_.try_out(id, !names.empty());
        std::vector<OutputRole> roles;
        for (const auto& each : names)
            if (const auto role = output_role(each)) roles.push_back(*role);
        carry_out(fleet_.try_out(id, roles));
    }
    void teach(const std::string& id) {
        examiner_.teach(id, clock_.now());
        arm();
    }
    void answer(core::TeachAnswer answer) {
        examiner_.answer(answer, clock_.now());
        arm();
    }
    void forget_taught(const std::string& id) {
        const auto device = found_.find(id);
        if (device == found_.end()) return;
        erase_taught(taught_, device->second.name);
        keep_taught(id);
    }

    // --- the devices ------------------------------------------------------------------------
    void device_found(const FoundDevice& device) override {
        found_.insert_or_assign(device.shown.id, device);
        take_in(device.shown.id);
    }
    void device_gone(const std::string& id) override {
        found_.erase(id);
        carry_out(fleet_.unplugged(id, clock_.now()));
        lights_.unplugged(id);
        examiner_.gone(id);
        tell_devices();
    }
    void report_read(const std::string& id, const std::vector<std::uint8_t>& report) override {
        const auto now = clock_.now();
        carry_out(fleet_.report(id, report, now));
        if (!examiner_.watched()) return;
        examiner_.report(id, report, now);
        arm();
    }
    void write_failed(const std::string& id) override {
        carry_out(fleet_.lamps_lost(id, clock_.now()));
        const auto device = found_.find(id);
        if (device == found_.end()) return;
        device->second.shown.trouble = "its lamps cannot be written";
        tell_devices();
    }

private:
    // The device as the descriptor and what was taught make it.
    void take_in(const std::string& id) {
        auto& device = found_.at(id);
        const auto* taught = find_taught(taught_, device.name);
        auto quirks = quirks_for(device.name);
        if (!quirks.reason.empty()) base::log::info("hid", "{}", quirks.reason);
        ExaminedDevice examined{
            device.shown,     device.name, device.map, device.map, std::string(quirks.reason),
            taught != nullptr};
        if (taught != nullptr) {
            quirks = with_taught(quirks, *taught);
            examined.map = std::make_shared<TelephonyMap>(with_taught(*device.map, *taught));
            device.shown.is_phone = examined.map->is_phone;
            examined.shown = device.shown;
            transport_.hear(id, Hearing::Everything);
        }
        if (device.shown.is_phone && device.shown.usable)
            carry_out(fleet_.plugged({id, device.key, examined.map, quirks}, clock_.now()));
        examined.light = device.light.has_value();
        if (device.light && device.shown.usable) lights_.plugged(id, *device.light);
        examiner_.show(examined);
        tell_devices();
    }

    void learn(const std::string& id, const Taught& taught) {
        put_taught(taught_, taught);
        keep_taught(id);
    }

    // Disks are slow; the call thread does not wait for them.
    void keep_taught(const std::string& id) {
        if (!files_) files_ = std::make_unique<base::Strand>("hid-files");
        files_->post([weak = weak_from_this(), &call = call_, id, file = taught_file_,
                      list = taught_] {
            const auto kept =
                file.empty()
                    ? base::Status(base::Error{base::Errc::Unavailable, "there is no file for it"})
                    : save_taught(file, list);
            if (!kept) base::log::error("hid", "what was taught is lost: {}", kept.error().what);
            call.post([weak, id, file = kept ? file : std::string{}] {
                if (const auto desk = weak.lock()) desk->kept(id, file);
            });
        });
    }
    void kept(const std::string& id, const std::string& file) {
        examiner_.learnt(id, file);
        if (!found_.contains(id)) return;
        carry_out(fleet_.unplugged(id, clock_.now())); // It is another device from here on.
        take_in(id);
    }

    void tell_devices() {
        for (auto& [id, device] : found_) device.shown.used_elsewhere = fleet_.used_elsewhere(id);
        if (listener_ != nullptr) listener_->handsets_changed(devices());
    }

    // Lamps first: they are the acknowledgement a device waits for, and commands may come back here
    // with the next view.
    void carry_out(FleetOrders orders) {
        for (auto& write : orders.writes) transport_.write(write.id, std::move(write.reports));
        arm();
        for (const auto& command : orders.commands)
            if (listener_ != nullptr) listener_->handset_command(command);
        notice_others();
    }

    void notice_others() {
        for (const auto& [id, device] : found_)
            if (fleet_.used_elsewhere(id) != device.shown.used_elsewhere) {
                base::log::info("hid", "{}: {}", device.shown.name,
                                device.shown.used_elsewhere ? "free again"
                                                            : "another program has a call on it");
                return tell_devices();
            }
    }

    void arm() {
        auto next = fleet_.next_deadline();
        if (const auto lesson = examiner_.next_deadline())
            next = next ? std::min(*next, *lesson) : *lesson;
        if (!next) return timer_.reset();
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*next - clock_.now());
        timer_ = timers_.after(std::max(left, std::chrono::milliseconds{0}), [this] {
            examiner_.time_passed(clock_.now());
            carry_out(fleet_.time_passed(clock_.now()));
        });
    }

    base::Executor& call_;
    base::Timers& timers_;
    const base::Clock& clock_;
    Transport& transport_;
    TaughtList taught_;
    std::string taught_file_;
    Fleet fleet_;
    BusyLights lights_;
    Examiner examiner_;
    std::map<std::string, FoundDevice> found_;
    core::HandsetListener* listener_ = nullptr;
    base::Timer timer_;
    std::unique_ptr<base::Strand> files_; // Only once something was taught.
};

Handsets::Handsets(base::Executor& call, base::Timers& timers, const base::Clock& clock,
                   std::unique_ptr<Transport> transport, HandsetOptions options)
    : desk_(std::make_shared<Desk>(call, timers, clock, *transport, std::move(options))),
      transport_(std::move(transport)) {
    transport_->start(call, desk_);
}

Handsets::~Handsets() {
    desk_->set_listener(nullptr);
    desk_->set_check_listener(nullptr);
    desk_->show({});
}

void Handsets::set_listener(core::HandsetListener* listener) { desk_->set_listener(listener); }
void Handsets::show(const core::HandsetView& view) { desk_->show(view); }
void Handsets::resumed() { desk_->resumed(); }
void Handsets::set_check_listener(core::HandsetCheckListener* listener) {
    desk_->set_check_listener(listener);
}
void Handsets::try_lamps(const std::string& device, const std::vector<std::string>& roles) {
    desk_->try_lamps(device, roles);
}
void Handsets::teach(const std::string& device) { desk_->teach(device); }
void Handsets::answer(core::TeachAnswer answer) { desk_->answer(answer); }
void Handsets::forget_taught(const std::string& device) { desk_->forget_taught(device); }
std::vector<core::HandsetDevice> Handsets::devices() const { return desk_->devices(); }

base::Result<std::unique_ptr<Handsets>> open_handsets(base::Executor& call, base::Timers& timers,
                                                      const base::Clock& clock,
                                                      HandsetOptions options) {
    SDC_TRY(auto api, open_hidapi());
    auto transport = std::make_unique<HidThread>(
        HidParts{std::move(api), make_device_wait(), make_hotplug()}, clock);
    return std::make_unique<Handsets>(call, timers, clock, std::move(transport),
                                      std::move(options));
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
