// SPDX-License-Identifier: MIT
//
// One RTP session with one far end: its two sockets, what it sends and what it receives (RFC 3550,
// 4961, 5761). Knows nothing of where the sound comes from or goes to. Media thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "media/engine.h"
#include "media/far_loss.h"
#include "media/jitter_buffer.h"
#include "media/reception.h"
#include "media/report_clock.h"
#include "media/sender.h"
#include "media/udp_socket.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <span>
#include <vector>

namespace sangdam::media {

struct Ports {
    UdpSocket rtp;
    UdpSocket rtcp;
};

class Stream final : private PacketOut {
public:
    // What the stream found in its packets. Media thread.
    class Listener {
    public:
        virtual ~Listener() = default;
        virtual void digit_heard(StreamId, char digit) = 0;
        virtual void rtp_silent(StreamId) = 0;
        virtual void rtp_resumed(StreamId) = 0;
    };

    Stream(StreamId, Ports, Listener&, std::uint32_t seed);

    // Also again, after a re-INVITE. On failure the stream is as before.
    base::Status configure(const StreamConfig&, base::TimePoint now);
    bool started() const { return sender_ != nullptr; }

    // Reads both sockets empty. `late`: how long after `now` that really happens.
    void receive(base::TimePoint now, base::TimePoint::duration late) noexcept;
    void pull(std::span<Sample> out, base::TimePoint now) noexcept;
    void feed(std::span<const Sample>) noexcept;
    // The same for sound that is not only the microphone's: our mute does not silence the others.
    void feed_mixed(std::span<const Sample>) noexcept;
    bool muted() const { return muted_; }
    void look_at_clock(base::TimePoint now) noexcept; // RTCP and silence: every beat will do.
    void say_bye(base::TimePoint now) noexcept;

    void set_mute(bool on) noexcept;
    void send_digit(char digit, std::chrono::milliseconds duration) noexcept;
    void keep_heard(std::chrono::milliseconds limit);
    Pcm heard() const;
    StreamStats stats() const;
    StreamId id() const { return id_; }

private:
    void send_rtp(std::span<const std::uint8_t> packet) noexcept override;
    bool sends() const {
        return config_.direction == Direction::SendReceive ||
               config_.direction == Direction::SendOnly;
    }
    bool receives() const {
        return config_.direction == Direction::SendReceive ||
               config_.direction == Direction::ReceiveOnly;
    }

    void take(std::span<const std::uint8_t> bytes, const Datagram&, base::TimePoint now,
              base::TimePoint::duration late) noexcept;
    void take_rtp(const RtpPacket&, base::TimePoint arrived, base::TimePoint now) noexcept;
    void take_rtcp(std::span<const std::uint8_t> bytes, const Datagram&,
                   base::TimePoint now) noexcept;
    bool admits(const NetAddress& from, base::TimePoint now) noexcept;
    void send_report(base::TimePoint now, bool bye) noexcept;
    NetAddress rtcp_remote() const;

    const StreamId id_;
    Ports ports_;
    Listener& listener_;
    std::minstd_rand random_;

    StreamConfig config_;
    NetAddress remote_;
    std::unique_ptr<SrtpSession> srtp_; // Nothing: in the clear.
    bool latched_ = false; // `remote_` is where packets came from, not only what the SDP said.
    std::unique_ptr<Sender> sender_;
    std::unique_ptr<JitterBuffer> buffer_;
    bool muted_ = false;

    Reception reception_;
    DigitsHeard digits_;
    std::uint64_t refused_ = 0;
    base::TimePoint last_rtp_{};
    bool silent_ = false;
    ReportClock reports_;
    std::optional<double> rtt_ms_;
    std::optional<double> far_loss_; // As last reported,
    FarLoss far_losses_;             // and what is made of it.

    std::vector<Sample> kept_; // A ring of the last that was heard.
    std::uint64_t kept_total_ = 0;
};

} // namespace sangdam::media
