// SPDX-License-Identifier: MIT

#include "media/packet_store.h"

#include <algorithm>

namespace sangdam::media {
namespace {

std::size_t slot_of(std::int64_t sequence) {
    return static_cast<std::uint64_t>(sequence) % PacketStore::kSlots;
}

} // namespace

PacketStore::Put PacketStore::put(std::int64_t sequence, std::int64_t timestamp,
                                  const RtpPacket& packet) noexcept {
    if (packet.payload.size() > kMostPayload) return Put::TooLarge;
    auto& slot = (*slots_)[slot_of(sequence)];
    if (slot.sequence == sequence) return Put::Duplicate;
    if (slot.sequence < 0) ++count_;
    slot.sequence = sequence;
    slot.timestamp = timestamp;
    slot.payload_type = packet.payload_type;
    slot.size = packet.payload.size();
    std::ranges::copy(packet.payload, slot.bytes.begin());
    return Put::Kept;
}

const PacketStore::Kept* PacketStore::first(std::int64_t from) const noexcept {
    if (count_ == 0) return nullptr;
    for (std::size_t i = 0; i < kSlots; ++i) {
        const auto sequence = from + static_cast<std::int64_t>(i);
        const auto& slot = (*slots_)[slot_of(sequence)];
        if (slot.sequence == sequence) return &slot;
    }
    return nullptr;
}

void PacketStore::drop(std::int64_t sequence) noexcept {
    auto& slot = (*slots_)[slot_of(sequence)];
    if (slot.sequence != sequence) return;
    slot.sequence = -1;
    --count_;
}

void PacketStore::clear() noexcept {
    for (auto& slot : *slots_) slot.sequence = -1;
    count_ = 0;
}

} // namespace sangdam::media
