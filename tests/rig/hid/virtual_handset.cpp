// SPDX-License-Identifier: MIT

#include "rig/hid/virtual_handset.h"

#include "places.h"

#include <cctype>
#include <fstream>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace sangdam::rig {

namespace {

constexpr std::chrono::milliseconds kRevertAfter{2000};

bool bit_of(const Bytes& bytes, unsigned bit) {
    const auto at = 1 + bit / 8; // Behind the report id.
    return at < bytes.size() && ((bytes[at] >> (bit % 8)) & 1U) != 0;
}

} // namespace

Bytes read_hex_file(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path);
    Bytes out;
    for (std::string line; std::getline(file, line);) {
        line = line.substr(0, line.find('#'));
        std::string digits;
        for (const char c : line)
            if (std::isxdigit(static_cast<unsigned char>(c)) != 0) digits += c;
        for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
            out.push_back(static_cast<std::uint8_t>(std::stoul(digits.substr(i, 2), nullptr, 16)));
    }
    return out;
}

// What the keys say now; touched by the test's thread and by the firmware's.
struct VirtualHandset::Keys {
    std::mutex mutex;
    Bytes body;
    bool off_hook_lamp = false;
    std::chrono::milliseconds echo_delay{10};
    bool echo = false;
    base::Timer answer;
    base::Timer revert;

    void set(unsigned bit, bool on) {
        auto& byte = body[bit / 8];
        const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
        byte = static_cast<std::uint8_t>(on ? byte | mask : byte & ~mask);
    }
};

VirtualHandset::VirtualHandset(VirtualBus& bus, const HandsetProfile& profile, int node,
                               std::string serial)
    : profile_(profile), keys_(std::make_shared<Keys>()),
      firmware_(std::make_unique<base::Strand>("firmware")) {
    keys_->body.assign(profile.input_bytes, 0);
    auto identity = profile.identity;
    if (!serial.empty()) identity.serial = std::move(serial);
    device_ = bus.plug(
        identity, read_hex_file(SANGDAM_ROOT "/tests/data/hid/" + profile.name + ".hex"), node);
    device_->on_output([this](const OutputReport& output) { echo(output); });
}

VirtualHandset::~VirtualHandset() {
    device_->on_output(nullptr);
    device_->unplug();
    // Timers are the strand's; they go there, and before it.
    firmware_->post([keys = keys_] {
        keys->answer.reset();
        keys->revert.reset();
    });
    firmware_.reset();
}

// Sent under the lock, so that reports keep their order.
std::int64_t VirtualHandset::lift() {
    const std::lock_guard lock(keys_->mutex);
    const auto hook = profile_.keys.at("hook");
    keys_->set(hook, true);
    Bytes report = keys_->body;
    if (profile_.input_id != 0) report.insert(report.begin(), profile_.input_id);
    const auto at = monotonic_ns();
    device_->send(report);
    if (keys_->echo)
        firmware_->post([this] {
            keys_->revert = firmware_->after(kRevertAfter, [this] {
                bool confirmed = false;
                {
                    const std::lock_guard guard(keys_->mutex);
                    confirmed = keys_->off_hook_lamp;
                }
                if (!confirmed) cradle();
            });
        });
    return at;
}

std::int64_t VirtualHandset::cradle() {
    const std::lock_guard lock(keys_->mutex);
    keys_->set(profile_.keys.at("hook"), false);
    Bytes report = keys_->body;
    if (profile_.input_id != 0) report.insert(report.begin(), profile_.input_id);
    const auto at = monotonic_ns();
    device_->send(report);
    return at;
}

bool VirtualHandset::press(const std::string& key) {
    constexpr std::string_view kCodes = "0123456789*#ABCD";
    const auto send = [&](const Bytes& body) {
        Bytes report = body;
        if (profile_.input_id != 0) report.insert(report.begin(), profile_.input_id);
        device_->send(report);
    };
    const std::lock_guard lock(keys_->mutex);
    const Bytes up = keys_->body;
    if (const auto bit = profile_.keys.find(key); bit != profile_.keys.end()) {
        keys_->set(bit->second, true);
    } else if (key.size() == 1 && profile_.keypad_bit && kCodes.find(key) != std::string::npos) {
        const auto code = static_cast<unsigned>(kCodes.find(key)) + 1;
        for (unsigned i = 0; i < 4; ++i)
            if (((code >> i) & 1U) != 0) keys_->set(*profile_.keypad_bit + i, true);
    } else {
        return false;
    }
    send(std::exchange(keys_->body, up));
    send(up);
    return true;
}

bool VirtualHandset::lamp(const std::string& name) const {
    const auto where = profile_.lamps.find(name);
    if (where == profile_.lamps.end()) return false;
    bool lit = false;
    for (const auto& output : device_->outputs())
        if (!output.bytes.empty() && output.bytes.front() == where->second.report_id)
            lit = bit_of(output.bytes, where->second.bit);
    return lit;
}

std::optional<std::int64_t> VirtualHandset::wait_lamp(const std::string& name, bool lit,
                                                      std::chrono::milliseconds limit) const {
    const auto where = profile_.lamps.find(name);
    if (where == profile_.lamps.end()) return std::nullopt;
    // Walks the reports in order, as the lamp itself would; each call begins with the first.
    bool now = false;
    std::int64_t since = 0;
    const auto follow = [&](const std::vector<OutputReport>& outputs) {
        now = false;
        since = 0;
        for (const auto& output : outputs) {
            if (output.bytes.empty() || output.bytes.front() != where->second.report_id) continue;
            const bool next = bit_of(output.bytes, where->second.bit);
            if (next != now || since == 0) since = output.at_ns;
            now = next;
        }
        return now == lit;
    };
    const auto until = monotonic_ns() + std::chrono::nanoseconds(limit).count();
    while (true) {
        const auto outputs = device_->outputs();
        if (follow(outputs)) return since;
        const auto left = std::chrono::nanoseconds(until - monotonic_ns());
        if (left.count() <= 0) return std::nullopt;
        device_->wait_more_than(outputs.size(), std::chrono::ceil<std::chrono::milliseconds>(left));
    }
}

void VirtualHandset::set_echo(bool on, std::chrono::milliseconds delay) {
    const std::lock_guard lock(keys_->mutex);
    keys_->echo = on && profile_.lamps.contains("off_hook");
    keys_->echo_delay = delay;
}

void VirtualHandset::echo(const OutputReport& output) {
    const auto where = profile_.lamps.find("off_hook");
    if (where == profile_.lamps.end() || output.bytes.empty() ||
        output.bytes.front() != where->second.report_id)
        return;
    const bool lit = bit_of(output.bytes, where->second.bit);
    std::chrono::milliseconds delay{0};
    {
        const std::lock_guard lock(keys_->mutex);
        const bool changed = std::exchange(keys_->off_hook_lamp, lit) != lit;
        const auto hook = profile_.keys.at("hook");
        const bool hook_now = ((keys_->body[hook / 8] >> (hook % 8)) & 1U) != 0;
        if (!keys_->echo || !changed || hook_now == lit) return;
        delay = keys_->echo_delay;
    }
    firmware_->post([this, lit, delay] {
        keys_->answer = firmware_->after(delay, [this, lit] { lit ? lift() : cradle(); });
    });
}

} // namespace sangdam::rig
