// SPDX-License-Identifier: MIT
//
// What a stream says: collects sound, codes a packet's worth at a time, puts key presses in its
// place (RFC 4733), counts for the sender report. Media thread; allocates only in its maker.
#pragma once

#include "base/resampler.h"
#include "base/result.h"
#include "media/codec.h"
#include "media/rtp.h"
#include "media/telephone_event.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace sangdam::media {

// Where packets go: the stream's socket, or a test.
class PacketOut {
public:
    virtual ~PacketOut() = default;
    virtual void send_rtp(std::span<const std::uint8_t> packet) noexcept = 0;
};

class Sender {
public:
    struct Setup {
        PayloadFormat format;
        std::optional<std::uint8_t> events; // Payload type of telephone-event.
        int events_clock = 0;               // Hz; 0: the codec's.
        std::chrono::milliseconds ptime{20};
        std::uint32_t ssrc = 0;
        std::uint16_t first_sequence = 0; // Random (RFC 3550 §5.1), so they come from outside.
        std::uint32_t first_timestamp = 0;
    };
    static base::Result<std::unique_ptr<Sender>> make(const Setup&, PacketOut&);

    // As much as there is; packets leave as they become full.
    void feed(std::span<const Sample>) noexcept;
    void set_sending(bool on) noexcept; // Off: time goes on, nothing leaves.
    void set_mute(bool on) noexcept { muted_ = on; }
    void send_digit(char digit, std::chrono::milliseconds duration) noexcept;
    void expect_loss(double loss) noexcept { encoder_->expect_loss(loss); }
    // Another format or packet time, the same stream: numbers go on, the clock does not jump.
    base::Status change(const Setup&);

    std::uint32_t ssrc() const noexcept { return ssrc_; }
    std::uint32_t packets() const noexcept { return packets_; }
    std::uint32_t octets() const noexcept { return octets_; }
    std::uint32_t timestamp() const noexcept { return timestamp_; }

private:
    explicit Sender(PacketOut& out) : out_(out) {}
    void packet_full() noexcept;
    void narrow() noexcept;
    bool send_event() noexcept;
    void send_sound() noexcept;
    void send(RtpPacket header, std::span<const std::uint8_t> payload) noexcept;

    PacketOut& out_;
    std::unique_ptr<Encoder> encoder_;
    std::optional<base::Resampler> from_48k_;
    std::uint8_t payload_type_ = 0;
    std::optional<std::uint8_t> events_;
    int events_clock_ = 0;
    std::uint32_t units_ = 0; // Of the timestamp, per packet.
    int clock_rate_ = 8000;

    std::vector<Sample> frame_; // Being filled, at kRate.
    std::size_t filled_ = 0;
    std::vector<Sample> narrow_; // The same at the codec's rate.
    std::array<std::uint8_t, kLargestDatagram> packet_{};

    DigitsSent digits_;
    bool sending_ = true;
    bool muted_ = false;
    bool marker_ = true; // RFC 3551 §4.1: the first packet after silence.
    std::uint32_t ssrc_ = 0;
    std::uint16_t sequence_ = 0;
    std::uint32_t timestamp_ = 0;
    std::uint32_t packets_ = 0;
    std::uint32_t octets_ = 0;
};

} // namespace sangdam::media
