// SPDX-License-Identifier: MIT
//
// How a stream is received, as RFC 3550 counts it (appendices A.1, A.3, A.8): losses by sequence
// number, interarrival jitter, and the report block made of them. Pure; media thread.
#pragma once

#include "base/clock.h"
#include "media/rtcp.h"
#include "media/rtp.h"
#include "media/unwrap.h"

#include <cstdint>
#include <optional>

namespace sangdam::media {

class Reception {
public:
    void count(const RtpPacket&, int clock_rate, base::TimePoint arrived);
    void count_untimed(const RtpPacket&); // Its timestamp says nothing about its arrival.
    void heard_sender_report(const SenderInfo&, base::TimePoint now);

    std::uint64_t packets() const { return packets_before_ + packets_; }
    std::uint64_t lost() const; // Never negative: duplicates do not make up for losses.
    double jitter_ms() const;
    std::optional<std::uint32_t> ssrc() const { return ssrc_; }

    // For the next report. "Since the last one" is counted from the call before.
    ReportBlock report(base::TimePoint now);

private:
    std::int64_t expected() const;

    std::optional<std::uint32_t> ssrc_;
    Unwrap<std::uint16_t> unwrap_;
    std::int64_t first_ = 0;
    std::int64_t highest_ = 0;
    std::uint64_t packets_ = 0;        // Of this SSRC;
    std::uint64_t packets_before_ = 0; // and of those before it.
    std::uint64_t lost_before_ = 0;
    std::int64_t expected_reported_ = 0;
    std::uint64_t packets_reported_ = 0;

    int clock_rate_ = 8000;
    std::optional<std::int64_t> transit_; // Arrival - timestamp, in timestamp units, modulo 2^32.
    double jitter_ = 0;

    std::optional<std::uint64_t> sender_ntp_;
    base::TimePoint sender_at_;
};

// The middle 32 bits of an NTP time, as LSR and DLSR use them: units of 1/65536 s.
std::uint32_t middle_of(std::uint64_t ntp);
// RFC 3550 §4 allows a clock without a date: the time since this machine started will do.
std::uint64_t ntp_of(base::TimePoint);

} // namespace sangdam::media
