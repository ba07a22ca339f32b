// SPDX-License-Identifier: MIT
//
// A network in virtual time: the delay of each packet of a call, or its loss. Seeded, so that a
// test that failed fails again. The profiles are those that the design measures other phones with.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string_view>
#include <vector>

namespace sangdam::rig {

// clean, iid5, ge5, ge10 (Gilbert-Elliott, bursts), exp10 (reorders), wifi1 .. wifi3 (back-off and
// stalls, in order).
std::vector<std::string_view> network_profiles();

class Network {
public:
    static std::optional<Network> profile(std::string_view name, std::uint64_t seed);

    // For the packet sent at `ms`, in order. Nothing: lost.
    std::optional<double> delay(double ms);

private:
    struct Shape {
        std::string_view name;
        double base = 0;        // ms
        double exponential = 0; // Mean of the jitter, ms
        int wifi = 0;           // Level; 0: none
        bool in_order = false;
        double to_bad = 0; // Per packet; in the bad state all are lost.
        double to_good = 1;
    };
    static const std::vector<Shape>& shapes();
    Network(const Shape&, std::uint64_t seed);
    double uniform(std::mt19937_64& g) { return static_cast<double>(g() >> 11) * 0x1.0p-53; }
    double jitter(double ms);
    bool lose();

    Shape shape_;
    std::mt19937_64 jitter_;
    std::mt19937_64 loss_;
    bool bad_ = false;
    double stall_until_ = 0;
    double next_stall_ = -1;
    double last_out_ = 0;
};

} // namespace sangdam::rig
