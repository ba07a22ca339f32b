// SPDX-License-Identifier: MIT
//
// How long a press and a lamp take on the real hidapi, and what the parser costs. One JSON line.
// Run it with umockdev's preload library (`cmake --build … --target bench_hid` does).

#include "base/strand.h"
#include "hid/describe.h"
#include "hid/handsets.h"
#include "places.h"
#include "rig/hid/virtual_handset.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <future>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::hid {
namespace {

using namespace std::chrono_literals;
using core::HandsetView;
using Line = core::HandsetView::Line;

class Desk final : public core::HandsetListener {
public:
    void handset_command(const core::HandsetCommand&) override {
        answered.set_value(rig::monotonic_ns());
    }
    void handsets_changed(const std::vector<core::HandsetDevice>& devices) override {
        if (!devices.empty() && devices[0].usable) plugged.set_value();
    }
    std::promise<std::int64_t> answered;
    std::promise<void> plugged;
};

struct Spread {
    double p50, p95, p99;
};
Spread spread(std::vector<std::int64_t> ns) {
    std::sort(ns.begin(), ns.end());
    const auto at = [&](std::size_t percent) {
        return static_cast<double>(ns[std::min(ns.size() - 1, ns.size() * percent / 100)]) / 1e6;
    };
    return {at(50), at(95), at(99)};
}

// What the thread of that name has used so far; nothing when there is none.
std::optional<double> thread_cpu_seconds(const std::string& name) {
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::string comm;
        std::getline(std::ifstream(task.path() / "comm"), comm);
        std::uint64_t ns = 0;
        if (comm == name && std::ifstream(task.path() / "schedstat") >> ns)
            return static_cast<double>(ns) / 1e9;
    }
    return std::nullopt;
}

// As long as the descriptor of a real headset with everything: ours one after another.
std::vector<std::uint8_t> long_descriptor() {
    std::vector<std::uint8_t> out;
    while (out.size() < 900)
        for (const char* name : {"yealink_like", "poly_like", "epos_like"}) {
            const auto part =
                rig::read_hex_file(std::string(SANGDAM_ROOT "/tests/data/hid/") + name + ".hex");
            out.insert(out.end(), part.begin(), part.end());
        }
    return out;
}

double descriptors_per_ms(const std::vector<std::uint8_t>& bytes) {
    constexpr int kTimes = 20000;
    std::size_t fields = 0;
    const auto from = rig::monotonic_ns();
    for (int i = 0; i < kTimes; ++i) {
        const auto model = parse_descriptor(bytes);
        fields += model ? model->fields.size() : 0;
    }
    const auto spent = static_cast<double>(rig::monotonic_ns() - from) / 1e6;
    return fields == 0 ? 0 : kTimes / spent;
}

int run() {
    constexpr int kCalls = 300;
    rig::VirtualBus bus;
    if (!bus.visible_here()) {
        std::fprintf(stderr, "umockdev's preload library is not there\n");
        return 2;
    }
    rig::VirtualHandset handset(bus, *rig::find_profile("jabra_like"));
    base::SystemClock clock;
    base::Strand call("call");
    Desk desk;
    std::unique_ptr<Handsets> handsets;
    call.post([&] {
        handsets = open_handsets(call, call, clock).value();
        handsets->set_listener(&desk);
    });
    desk.plugged.get_future().wait();
    std::promise<void> settled;
    base::Timer timer;
    const auto idle_from = thread_cpu_seconds("hid");
    call.post([&] { timer = call.after(5000ms, [&] { settled.set_value(); }); });
    settled.get_future().wait();
    const auto idle_to = thread_cpu_seconds("hid");
    if (!idle_from || !idle_to) return 1;
    const double idle = (*idle_to - *idle_from) / 5.0;

    std::vector<std::int64_t> lamp;
    std::vector<std::int64_t> press;
    for (int i = 0; i < kCalls; ++i) {
        handset.device().forget_outputs();
        const auto rang = rig::monotonic_ns();
        call.post([&] { handsets->show({Line::Ringing, false, false}); });
        const auto lit = handset.wait_lamp("ring", true, 2s);
        desk.answered = {};
        const auto lifted = handset.lift();
        const auto answered = desk.answered.get_future().get();
        if (!lit) return 1;
        lamp.push_back(*lit - rang);
        press.push_back(answered - lifted);
        handset.cradle(); // A bounce to the machine: nobody is that fast.
        std::promise<void> over;
        call.post([&] {
            handsets->show({});
            over.set_value();
        });
        over.get_future().wait();
    }
    call.post([&] {
        timer.reset();
        handsets.reset();
    });
    const auto p = spread(press);
    const auto l = spread(lamp);
    const auto descriptor = long_descriptor();
    std::printf("{\"press_to_command_ms\":{\"p50\":%.3f,\"p95\":%.3f,\"p99\":%.3f},"
                "\"call_to_lamp_ms\":{\"p50\":%.3f,\"p95\":%.3f,\"p99\":%.3f},"
                "\"hid_thread_idle_cpu_percent\":%.4f,"
                "\"parser\":{\"descriptor_bytes\":%zu,\"descriptors_per_ms\":%.1f}}\n",
                p.p50, p.p95, p.p99, l.p50, l.p95, l.p99, idle * 100, descriptor.size(),
                descriptors_per_ms(descriptor));
    return 0;
}

} // namespace
} // namespace sangdam::hid

int main() { return sangdam::hid::run(); }
