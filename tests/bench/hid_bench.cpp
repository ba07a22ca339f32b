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
#include <ctime>
#include <future>
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

double cpu_seconds() {
    timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

double descriptors_per_ms() {
    const auto bytes = rig::read_hex_file(SANGDAM_ROOT "/tests/data/hid/jabra_like.hex");
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
    const double idle_from = cpu_seconds();
    call.post([&] { timer = call.after(2000ms, [&] { settled.set_value(); }); });
    settled.get_future().wait();
    const double idle = (cpu_seconds() - idle_from) / 2.0;

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
    std::printf("{\"press_to_command_ms\":{\"p50\":%.3f,\"p95\":%.3f,\"p99\":%.3f},"
                "\"call_to_lamp_ms\":{\"p50\":%.3f,\"p95\":%.3f,\"p99\":%.3f},"
                "\"idle_cpu_percent\":%.4f,\"descriptors_per_ms\":%.1f}\n",
                p.p50, p.p95, p.p99, l.p50, l.p95, l.p99, idle * 100, descriptors_per_ms());
    return 0;
}

} // namespace
} // namespace sangdam::hid

int main() { return sangdam::hid::run(); }
