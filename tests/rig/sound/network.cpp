// SPDX-License-Identifier: MIT

#include "network.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sangdam::rig {
namespace {

// An access point that scans, or a busy channel: rare long stalls over frequent short back-offs.
struct Wifi {
    double busy;        // Share of packets that meet a busy channel,
    double busy_mean;   // and how long, ms.
    double stall_every; // Mean, s
    double stall;       // Mean, ms
};
constexpr std::array<Wifi, 4> kWifi{Wifi{0, 1, 1, 0}, Wifi{0.03, 6, 20, 60}, Wifi{0.10, 12, 6, 100},
                                    Wifi{0.20, 25, 2.5, 160}};

} // namespace

const std::vector<Network::Shape>& Network::shapes() {
    static const std::vector<Shape> all{
        {.name = "clean"},
        {.name = "iid5", .to_bad = 0.05, .to_good = 0.95},
        {.name = "ge5", .to_bad = 0.02, .to_good = 0.38},
        {.name = "ge10", .to_bad = 0.035, .to_good = 0.315},
        {.name = "exp10", .base = 20, .exponential = 10},
        {.name = "wifi1",
         .base = 5,
         .wifi = 1,
         .in_order = true,
         .to_bad = 0.005,
         .to_good = 0.995},
        {.name = "wifi2", .base = 5, .wifi = 2, .in_order = true, .to_bad = 0.005, .to_good = 0.45},
        {.name = "wifi3", .base = 5, .wifi = 3, .in_order = true, .to_bad = 0.01, .to_good = 0.4},
    };
    return all;
}

std::vector<std::string_view> network_profiles() {
    return {"clean", "iid5", "ge5", "ge10", "exp10", "wifi1", "wifi2", "wifi3"};
}

Network::Network(const Shape& shape, std::uint64_t seed)
    : shape_(shape), jitter_(seed * 2), loss_(seed * 2 + 1'000'003) {}

std::optional<Network> Network::profile(std::string_view name, std::uint64_t seed) {
    const auto at = std::ranges::find(shapes(), name, &Shape::name);
    if (at == shapes().end()) return std::nullopt;
    return Network(*at, seed);
}

bool Network::lose() {
    const double u = uniform(loss_);
    bad_ = bad_ ? u >= shape_.to_good : u < shape_.to_bad;
    return bad_;
}

double Network::jitter(double ms) {
    const double u = std::max(uniform(jitter_), 1e-12);
    const double v = std::max(uniform(jitter_), 1e-12);
    if (shape_.exponential > 0) return -shape_.exponential * std::log(u);
    if (shape_.wifi == 0) return 0;
    const auto& wifi = kWifi[static_cast<std::size_t>(shape_.wifi)];
    if (next_stall_ < 0) next_stall_ = ms + wifi.stall_every * 500;
    double delay = 0.3 - 0.8 * std::log(v);
    if (u < wifi.busy) delay -= wifi.busy_mean * std::log(u / wifi.busy);
    if (ms >= next_stall_) {
        stall_until_ = ms + wifi.stall * (0.5 + uniform(jitter_));
        next_stall_ = ms - wifi.stall_every * 1000 * std::log(1 - uniform(jitter_));
    }
    return ms < stall_until_ ? std::max(delay, stall_until_ - ms) : delay;
}

std::optional<double> Network::delay(double ms) {
    const bool lost = lose();
    const double jitter_now = jitter(ms);
    if (lost) return std::nullopt;
    double out = ms + shape_.base + jitter_now;
    if (shape_.in_order) out = last_out_ = std::max(out, last_out_);
    return out - ms;
}

} // namespace sangdam::rig
