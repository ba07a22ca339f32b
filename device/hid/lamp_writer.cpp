// SPDX-License-Identifier: MIT

#include "hid/lamp_writer.h"

#include "base/log.h"

#include <chrono>
#include <memory>
#include <utility>

namespace sangdam::hid {

namespace {

constexpr int kTries = 4;
constexpr std::chrono::milliseconds kRetryAfter{20};

base::Status send(HidHandle& handle, const LampReport& report) {
    return report.feature ? handle.send_feature(report.bytes) : handle.write(report.bytes);
}

} // namespace

LampWriter::LampWriter(std::function<void(const std::string&)> failed)
    : failed_(std::move(failed)), strand_("hid-lamps") {}

LampWriter::~LampWriter() {
    // The last lamps go out on the way; no second try, nobody waits for the outcome. Timers belong
    // to the strand's thread, so they go there too.
    strand_.post([this] {
        for (auto& [id, port] : ports_)
            while (const auto report = port.queue.pop())
                static_cast<void>(send(*port.handle, *report));
        ports_.clear();
    });
}

void LampWriter::open(const std::string& id, std::unique_ptr<HidHandle> handle) {
    // std::function copies its contents; a handle does not let itself be copied.
    auto given = std::make_shared<std::unique_ptr<HidHandle>>(std::move(handle));
    strand_.post([this, id, given] {
        Port port;
        port.handle = std::move(*given);
        ports_.insert_or_assign(id, std::move(port));
    });
}

void LampWriter::close(const std::string& id) {
    strand_.post([this, id] { ports_.erase(id); });
}

void LampWriter::write(const std::string& id, std::vector<LampReport> reports) {
    strand_.post([this, id, reports = std::move(reports)] {
        const auto port = ports_.find(id);
        if (port == ports_.end()) return; // Unplugged meanwhile.
        for (const auto& report : reports) port->second.queue.push(report);
        if (!std::exchange(port->second.busy, true)) write_next(id);
    });
}

void LampWriter::write_next(const std::string& id) {
    const auto port = ports_.find(id);
    if (port == ports_.end()) return;
    auto report = port->second.queue.pop();
    if (!report) {
        port->second.busy = false;
        return;
    }
    port->second.current = std::move(*report);
    port->second.tries = 0;
    try_current(id);
}

void LampWriter::try_current(const std::string& id) {
    const auto found = ports_.find(id);
    if (found == ports_.end()) return;
    auto& port = found->second;
    const auto written = send(*port.handle, port.current);
    if (written) {
        // Posted, not called: what came in during a slow write is merged into the queue first.
        if (port.queue.empty())
            port.busy = false;
        else
            strand_.post([this, id] { write_next(id); });
        return;
    }
    if (++port.tries < kTries) {
        port.retry = strand_.after(kRetryAfter, [this, id] { try_current(id); });
        return;
    }
    base::log::warn("hid", "{}: a lamp report could not be written: {}", id, written.error().what);
    port.queue.clear();
    port.busy = false;
    failed_(id);
}

} // namespace sangdam::hid
