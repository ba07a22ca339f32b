// SPDX-License-Identifier: MIT
//
// One direction of one stream's coding. Made when a stream starts; allocates nothing after that.
// One owner, one thread (media).
#pragma once

#include "base/result.h"
#include "media/format.h"
#include "media/pcm.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace sangdam::media {

class Encoder {
public:
    virtual ~Encoder() = default;
    virtual int rate() const noexcept = 0; // Of the samples it wants.
    // One packet's worth of samples. Returns the payload's size; 0: nothing to send (DTX).
    virtual std::size_t encode(std::span<const Sample> frame,
                               std::span<std::uint8_t> out) noexcept = 0;
    // What the far end is expected to lose, 0..1: redundancy costs quality when there is no loss.
    virtual void expect_loss(double) noexcept {}
};

class Decoder {
public:
    virtual ~Decoder() = default;
    virtual int rate() const noexcept = 0; // Of the samples it gives.
    // Samples in this payload; 0: it is not one of this codec's.
    virtual std::size_t length(std::span<const std::uint8_t> payload) const noexcept = 0;
    // Returns how many samples were written; 0: could not be decoded.
    virtual std::size_t decode(std::span<const std::uint8_t> payload,
                               std::span<Sample> out) noexcept = 0;
    // Sound is made up best in pieces of this many samples, when packets are so long. A codec that
    // conceals by itself thinks in packets: asked for two halves it fades twice as fast.
    virtual std::size_t piece(std::size_t packet) const noexcept {
        static_cast<void>(packet);
        return static_cast<std::size_t>(rate()) / 200;
    }
    // Makes up out.size() samples in place of what did not come: a multiple of 2.5 ms, at most 20.
    virtual void conceal(std::span<Sample> out) noexcept = 0;
    // Does this payload know the sound of the packet before it, too (Opus' LBRR)?
    virtual bool knows_previous(std::span<const std::uint8_t> payload) const noexcept {
        static_cast<void>(payload);
        return false;
    }
    // Like conceal(), when the packet behind the gap is there: out.size() is length(next).
    virtual void recover(std::span<const std::uint8_t> next, std::span<Sample> out) noexcept {
        static_cast<void>(next);
        conceal(out);
    }
};

// Internal: the library refused, which it does only for want of memory.
base::Result<std::unique_ptr<Encoder>> make_encoder(const PayloadFormat&);
base::Result<std::unique_ptr<Decoder>> make_decoder(Codec);

} // namespace sangdam::media
