// SPDX-License-Identifier: MIT
//
// Who calls the practice centre, when, and in which mood. Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::pbx {

enum class Mood { Calm, Angry, New };
std::string_view name(Mood); // "calm" …: as the sounds are named.

// One customer's call, counted from Customers::call_in().
struct Visit {
    std::chrono::milliseconds after{0};
    std::string number;  // What the customer shows; empty: withheld.
    std::string display; // Caller name as an exchange would send it; usually empty.
    std::string did;     // What the customer dials.
    Mood mood = Mood::Calm;
    std::chrono::milliseconds presses_after{2'500}; // Key 1, after the answer. Zero: never.
    std::chrono::milliseconds gives_up_after{0};    // Nobody answered for so long. Zero: waits.
    std::chrono::milliseconds talks_for{20'000};    // At least; what was begun is said to its end.

    friend bool operator==(const Visit&, const Visit&) = default;
};

// A small shop's afternoon: the same seed gives the same visits. The first caller comes after two
// seconds. Numbers are 010-0…, which are assigned to nobody.
std::vector<Visit> small_afternoon(std::uint64_t seed, const std::string& did);

} // namespace sangdam::pbx
