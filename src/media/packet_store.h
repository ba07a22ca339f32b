// SPDX-License-Identifier: MIT
//
// Packets that wait for their turn, by unwrapped sequence number, in room that is there from the
// beginning. Media thread.
#pragma once

#include "media/rtp.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace sangdam::media {

class PacketStore {
public:
    static constexpr std::size_t kSlots = 128;        // 2.5 s of 20 ms packets
    static constexpr std::size_t kMostPayload = 1280; // Opus' largest is 1275.

    struct Kept {
        std::int64_t sequence = -1; // -1: empty
        std::int64_t timestamp = 0; // In samples at kRate, unwrapped.
        std::uint8_t payload_type = 0;
        std::size_t size = 0;
        std::array<std::uint8_t, kMostPayload> bytes{};

        std::span<const std::uint8_t> payload() const { return {bytes.data(), size}; }
    };

    enum class Put { Kept, Duplicate, TooLarge };
    // The caller sees to it that all kept sequence numbers lie within kSlots.
    Put put(std::int64_t sequence, std::int64_t timestamp, const RtpPacket&) noexcept;
    // The first at or behind `from`, or nullptr.
    const Kept* first(std::int64_t from) const noexcept;
    void drop(std::int64_t sequence) noexcept;
    void clear() noexcept;
    std::size_t count() const noexcept { return count_; }

private:
    using Slots = std::array<Kept, kSlots>;
    std::unique_ptr<Slots> slots_ = std::make_unique<Slots>();
    std::size_t count_ = 0;
};

} // namespace sangdam::media
