// SPDX-License-Identifier: MIT
//
// Key presses in RTP (RFC 4733): the payload, hearing one press in many packets, and sending one.
// Pure; the media thread owns the two state machines.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace sangdam::media {

struct TelephoneEvent { // §2.3
    std::uint8_t event = 0;
    bool end = false;
    std::uint8_t volume = 10;   // -dBm0, 0..63
    std::uint16_t duration = 0; // In timestamp units.
};
std::optional<TelephoneEvent> parse_telephone_event(std::span<const std::uint8_t> payload);
std::array<std::uint8_t, 4> format_telephone_event(const TelephoneEvent&);

// 0-9 * # A-D (also a-d); nothing for the events that are not keys (flash, tones).
std::optional<std::uint8_t> event_of(char digit);
std::optional<char> digit_of(std::uint8_t event);

// One press arrives as many packets with one timestamp, some lost, the last three times (§2.5.1).
// Long presses go on in a new segment that starts where the old one ended (§2.5.1.3).
class DigitsHeard {
public:
    // A digit the first time anything of its press is heard.
    std::optional<char> hear(std::uint32_t timestamp, const TelephoneEvent&);

private:
    struct Press {
        std::uint8_t event;
        std::uint32_t timestamp;
        std::uint32_t ends; // Timestamp one past its last known unit.
        bool ended;
    };
    std::optional<Press> last_;
};

// What to send in place of sound, packet by packet.
class DigitsSent {
public:
    struct Out {
        TelephoneEvent event;
        std::uint32_t timestamp; // Of the press; does not move with its packets.
        bool marker;             // §2.5.1.2: the first of a press.
    };

    // `duration` and `pause` in timestamp units. False: not a digit, or 32 are waiting already.
    bool add(char digit, std::uint32_t duration, std::uint32_t pause);
    // Once per packet time. `now`: the timestamp the sound would have; `step`: units per packet.
    // Nothing: no press is under way, sound goes out as always.
    std::optional<Out> next(std::uint32_t now, std::uint32_t step);

private:
    struct Press {
        std::uint8_t event;
        std::uint32_t duration;
        std::uint32_t pause;
    };
    static constexpr std::size_t kMost = 32;
    static constexpr int kEndPackets = 3;

    std::array<Press, kMost> waiting_{}; // A ring: nothing is allocated on the media thread.
    std::size_t first_ = 0;
    std::size_t count_ = 0;
    bool pressing_ = false;
    std::uint32_t began_ = 0;
    int ends_sent_ = 0;
    std::optional<std::uint32_t> quiet_until_; // The pause after a press.
};

} // namespace sangdam::media
