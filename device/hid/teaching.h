// SPDX-License-Identifier: MIT
//
// "Teach my handset": asks for one movement after another and learns from the raw reports which bit
// it moves. Pure: state and input in, state and wishes out; the time is an argument.
//
// A movement is over when something has moved and nothing came for kSettle. A bit that was changed
// by lifting and changed back by putting down is a level; one that went up and down again both
// times is a key that toggles; one bit for each is a pair. Where the descriptor names one of the
// bits, that one is meant; otherwise the first.
#pragma once

#include "base/clock.h"
#include "core/ports/handset_check.h"
#include "hid/taught.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <variant>
#include <vector>

namespace sangdam::hid {

namespace teaching_times {
inline constexpr std::chrono::milliseconds kBefore{500};
inline constexpr std::chrono::milliseconds kSettle{400};
inline constexpr std::chrono::seconds kPatience{60}; // Nothing moves: the agent has gone.
} // namespace teaching_times

struct TeachPupil {
    DeviceName device;
    std::string name;
    TelephonyMap map; // By the descriptor alone.
};

struct BitPlace {
    std::uint8_t report_id = 0;
    std::uint32_t bit = 0;

    friend auto operator<=>(const BitPlace&, const BitPlace&) = default;
};

// What one movement did to the bits.
struct Movement {
    std::set<BitPlace> raised;  // Are 1 now and were 0.
    std::set<BitPlace> lowered; // Are 0 now and were 1.
    std::set<BitPlace> pulsed;  // Were raised on the way and are as before.
};

struct TeachState {
    core::TeachStep step = core::TeachStep::Lift;
    base::TimePoint asked_at{};
    std::optional<base::TimePoint> moved_at;
    std::map<std::uint8_t, std::vector<std::uint8_t>> rest; // Bodies before this step.
    std::map<std::uint8_t, std::vector<std::uint8_t>> now;
    std::map<std::uint8_t, std::vector<std::uint8_t>> seen_up; // Bits that were 1 in this step.
    Movement lift;
    std::optional<OutputRole> lit; // Asks about this one.
    Taught learnt;
};

struct RawReport {
    std::span<const std::uint8_t> bytes;
};
struct TeachTime {};
using TeachInput = std::variant<RawReport, core::TeachAnswer, TeachTime>;

TeachState begin_teaching(const TeachPupil&, base::TimePoint now);
// `lit` of the new state is to be shown; step Saved means: write `learnt`.
TeachState step(TeachState, const TeachPupil&, const TeachInput&, base::TimePoint now);
std::optional<base::TimePoint> next_deadline(const TeachState&);
bool over(const TeachState&);

} // namespace sangdam::hid
