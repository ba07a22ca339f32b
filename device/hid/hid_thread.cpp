// SPDX-License-Identifier: MIT

#include "hid/hid_thread.h"

#include "base/log.h"
#include "base/strand.h"

#include <algorithm>
#include <utility>

namespace sangdam::hid {

namespace {

using std::chrono::milliseconds;

constexpr int kMaxInFlight = 64;
constexpr int kReportsPerRound = 64;     // So that one chattering device does not starve another.
constexpr milliseconds kReadSlice{20};   // Longest sleep in hidapi, shared by unwatched devices.
constexpr milliseconds kFirstRetry{100}; // udev sets permissions moments after the node appears.
constexpr milliseconds kAfterLoss{50};
constexpr milliseconds kOverflowRetry{5};
constexpr std::size_t kMaxReport = 16384 + 1; // As long as the kernel allows, and the id.

} // namespace

FoundDevice examine(HidApi& api, const HidEntry& entry) {
    FoundDevice out;
    out.name = {entry.vendor, entry.product};
    out.key = fmt::format("{:04x}:{:04x}:{}", entry.vendor, entry.product, entry.serial);
    out.shown.id = entry.path;
    out.shown.name = entry.name;
    out.shown.vid_pid = fmt::format("{:04x}:{:04x}", entry.vendor, entry.product);
    out.shown.usb_path = api.usb_path(entry.path);
    auto map = std::make_shared<TelephonyMap>();
    const auto bytes = api.report_descriptor(entry.path);
    if (!bytes) {
        out.shown.trouble = bytes.error().what;
    } else if (const auto model = parse_descriptor(*bytes); !model) {
        out.shown.trouble = model.error().what;
    } else {
        *map = telephony_map(*model);
        out.shown.is_phone = map->is_phone;
        if (!map->is_phone) out.shown.trouble = "it has no telephone functions";
    }
    out.map = std::move(map);
    out.light = busy_light_for(out.name);
    if (out.light) out.shown.trouble.clear();
    return out;
}

HidThread::HidThread(HidParts parts, const base::Clock& clock)
    : parts_(std::move(parts)), clock_(clock), buffer_(kMaxReport),
      lamps_([this](const std::string& id) {
          tell([id](TransportListener& listener) { listener.write_failed(id); });
      }) {}

HidThread::~HidThread() {
    stopping_ = true;
    parts_.wait->wake();
    if (thread_.joinable()) thread_.join();
}

void HidThread::start(base::Executor& call, std::weak_ptr<TransportListener> listener) {
    call_ = &call;
    listener_ = std::move(listener);
    thread_ = std::thread([this] { run(); });
}

void HidThread::write(const std::string& id, std::vector<LampReport> reports) {
    lamps_.write(id, std::move(reports));
}

void HidThread::hear(const std::string& id, Hearing how) {
    errands_.post([this, id, how] {
        const auto device = devices_.find(id);
        if (device == devices_.end()) return; // Unplugged meanwhile.
        device->second.hearing = how;
        if (wanted(device->second) && !device->second.handle) try_open(device->second);
    });
    parts_.wait->wake();
}

void HidThread::do_errands() {
    std::vector<base::Task> errands;
    errands_.wait_until(base::TimePoint{}, errands); // Long past: takes what is there.
    for (const auto& errand : errands) errand();
}

bool HidThread::wanted(const Device& device) {
    return device.found.shown.is_phone || device.found.light ||
           device.hearing == Hearing::Everything;
}

template <class F>
void HidThread::tell(F what) {
    call_->post([weak = listener_, what = std::move(what)] {
        if (const auto listener = weak.lock()) what(*listener);
    });
}

void HidThread::run() {
    base::name_this_thread("hid");
    if (parts_.hotplug->descriptor() >= 0) parts_.wait->watch_hotplug(parts_.hotplug->descriptor());
    look();
    while (!stopping_) {
        const auto woken = parts_.wait->wait(next_wait());
        if (stopping_) break;
        do_errands();
        for (const auto& path : woken.devices)
            if (const auto device = devices_.find(path); device != devices_.end())
                device->second.more = true;
        std::vector<std::string> ready;
        for (auto& [path, device] : devices_) {
            flush_held_back(device);
            if (device.more) ready.push_back(path);
        }
        for (const auto& path : ready) read(devices_.at(path), milliseconds{0});
        read_unwatched();
        if (woken.hotplug) parts_.hotplug->drain();
        if (woken.hotplug || (look_due_ && clock_.now() >= look_at_)) look();
    }
    // hidapi's handles close on the thread that opened them.
    devices_.clear();
}

std::optional<milliseconds> HidThread::next_wait() const {
    std::optional<milliseconds> wait;
    const auto at_most = [&](milliseconds limit) { wait = wait ? std::min(*wait, limit) : limit; };
    for (const auto& [path, device] : devices_) {
        if (device.handle && (device.more || !device.watched)) return milliseconds{0};
        if (!device.held_back.empty()) at_most(kOverflowRetry);
    }
    if (look_due_) {
        const auto left = std::chrono::ceil<milliseconds>(look_at_ - clock_.now());
        at_most(std::max(left, milliseconds{0}));
    }
    return wait;
}

// Compares what is plugged with what we know. Also after a change that was told: the message says
// only that something happened, and may come before the permissions.
void HidThread::look() {
    const auto entries = parts_.api->enumerate();
    std::vector<std::string> gone;
    for (const auto& [path, device] : devices_) {
        const bool there = std::find(entries.begin(), entries.end(), device.entry) != entries.end();
        if (!there) gone.push_back(path);
    }
    for (const auto& path : gone) forget(path, "unplugged");
    bool waiting = false;
    for (const auto& entry : entries) {
        auto device = devices_.find(entry.path);
        if (device == devices_.end()) {
            add(entry);
            device = devices_.find(entry.path);
        } else if (wanted(device->second) && !device->second.handle) {
            try_open(device->second);
        }
        waiting = waiting || (wanted(device->second) && !device->second.handle);
    }
    const bool silent = parts_.hotplug->descriptor() < 0;
    look_due_ = waiting || silent;
    retry_every_ = waiting ? std::min(retry_every_ * 2, parts_.look_every) : kFirstRetry / 2;
    look_at_ = clock_.now() + (waiting ? retry_every_ : parts_.look_every);
}

void HidThread::add(const HidEntry& entry) {
    auto& device = devices_[entry.path];
    device.entry = entry;
    device.found = examine(*parts_.api, entry);
    if (wanted(device)) {
        try_open(device);
        if (!device.handle) tell_found(device);
    } else if (device.found.map->telephony) {
        tell_found(device);
    }
}

void HidThread::try_open(Device& device) {
    auto& shown = device.found.shown;
    const auto before = shown.trouble;
    auto reader = parts_.api->open(shown.id);
    auto writer = reader ? parts_.api->open(shown.id) : std::move(reader);
    if (!writer) {
        shown.usable = false;
        shown.trouble = writer.error().what;
        if (!before.empty() && before != shown.trouble) tell_found(device);
        return;
    }
    device.handle = std::move(reader).value();
    device.watched = parts_.wait->watch(shown.id);
    device.more = true; // What came before the watch.
    lamps_.open(shown.id, std::move(writer).value());
    shown.usable = true;
    shown.trouble.clear();
    base::log::info("hid", "handset {} ({}) at {}", shown.name, shown.vid_pid, shown.id);
    tell_found(device);
}

void HidThread::tell_found(const Device& device) {
    tell([found = device.found](TransportListener& listener) { listener.device_found(found); });
}

void HidThread::forget(const std::string& path, const std::string& why) {
    const auto device = devices_.find(path);
    if (device == devices_.end()) return;
    const bool known = device->second.found.map->telephony || device->second.found.light;
    if (device->second.handle) {
        base::log::info("hid", "handset {} at {}: {}", device->second.found.shown.name, path, why);
        parts_.wait->unwatch(path);
        lamps_.close(path);
    }
    devices_.erase(device);
    if (known) tell([path](TransportListener& listener) { listener.device_gone(path); });
}

void HidThread::read_unwatched() {
    std::vector<std::string> paths;
    for (const auto& [path, device] : devices_)
        if (device.handle && !device.watched) paths.push_back(path);
    if (paths.empty()) return;
    const auto slice = std::max(kReadSlice / static_cast<int>(paths.size()), milliseconds{1});
    for (const auto& path : paths)
        if (const auto device = devices_.find(path); device != devices_.end())
            read(device->second, slice);
}

void HidThread::read(Device& device, milliseconds timeout) {
    if (!device.handle) return;
    device.more = false;
    for (int i = 0; i < kReportsPerRound; ++i) {
        const auto size = device.handle->read(buffer_, i == 0 ? timeout : milliseconds{0});
        if (!size) {
            forget(std::string(device.entry.path), size.error().what);
            // It may be back already under the same name, and udev may have told us before.
            look_due_ = true;
            look_at_ = clock_.now() + kAfterLoss;
            return;
        }
        if (*size == 0) return;
        const auto end = buffer_.begin() + static_cast<std::ptrdiff_t>(*size);
        pass_on(device, Report(buffer_.begin(), end));
    }
    device.more = true;
}

// Volume keys and vendors' streams stop here; the call thread hears only of telephony.
void HidThread::pass_on(Device& device, Report report) {
    const auto& map = *device.found.map;
    const std::uint8_t id = map.numbered ? report.front() : std::uint8_t{0};
    if (device.hearing == Hearing::Telephony && !map.listens_to(id)) return;
    if (!device.held_back.empty() || *device.in_flight >= kMaxInFlight) {
        device.held_back.insert_or_assign(id, std::move(report));
        return;
    }
    ++*device.in_flight;
    call_->post([weak = listener_, id = device.entry.path, report = std::move(report),
                 in_flight = device.in_flight] {
        --*in_flight;
        if (const auto listener = weak.lock()) listener->report_read(id, report);
    });
}

void HidThread::flush_held_back(Device& device) {
    if (device.held_back.empty() || *device.in_flight >= kMaxInFlight) return;
    auto waiting = std::exchange(device.held_back, {});
    for (auto& [id, report] : waiting) pass_on(device, std::move(report));
}

} // namespace sangdam::hid
