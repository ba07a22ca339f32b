// SPDX-License-Identifier: MIT

#include "media/reception.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace sangdam::media {
namespace {

using std::chrono::duration_cast;
using std::chrono::nanoseconds;

std::int64_t in_units(base::TimePoint t, int rate) {
    const auto us = duration_cast<std::chrono::microseconds>(t.time_since_epoch()).count();
    return us / 1'000'000 * rate + us % 1'000'000 * rate / 1'000'000;
}

} // namespace

std::uint64_t ntp_of(base::TimePoint t) {
    const auto ns =
        static_cast<std::uint64_t>(duration_cast<nanoseconds>(t.time_since_epoch()).count());
    const std::uint64_t seconds = ns / 1'000'000'000;
    return seconds << 32 | ((ns % 1'000'000'000) << 32) / 1'000'000'000;
}

std::uint32_t middle_of(std::uint64_t ntp) { return static_cast<std::uint32_t>(ntp >> 16); }

void Reception::count_untimed(const RtpPacket& packet) {
    if (ssrc_ != packet.ssrc) {
        lost_before_ = lost();
        packets_before_ += packets_;
        packets_ = 0;
        ssrc_ = packet.ssrc;
        unwrap_ = {};
        transit_.reset();
        expected_reported_ = 0;
        packets_reported_ = 0;
        first_ = highest_ = unwrap_(packet.sequence);
    } else {
        const auto sequence = unwrap_(packet.sequence);
        highest_ = std::max(highest_, sequence);
        first_ = std::min(first_, sequence); // The first two came in the wrong order.
    }
    ++packets_;
}

void Reception::count(const RtpPacket& packet, int clock_rate, base::TimePoint arrived) {
    count_untimed(packet);
    clock_rate_ = clock_rate;
    // §A.8. All modulo 2^32: the timestamp starts anywhere.
    const auto transit = static_cast<std::int64_t>(
        static_cast<std::uint32_t>(in_units(arrived, clock_rate) - std::int64_t{packet.timestamp}));
    if (transit_) {
        const auto step =
            static_cast<std::int32_t>(static_cast<std::uint32_t>(transit - *transit_));
        // A sender that starts its clock anew is not jitter.
        if (const double d = std::abs(static_cast<double>(step)); d < 2.0 * clock_rate)
            jitter_ += (d - jitter_) / 16;
    }
    transit_ = transit;
}

void Reception::heard_sender_report(const SenderInfo& info, base::TimePoint now) {
    sender_ntp_ = info.ntp;
    sender_at_ = now;
}

std::int64_t Reception::expected() const { return ssrc_ ? highest_ - first_ + 1 : 0; }

std::uint64_t Reception::lost() const {
    const auto missing = expected() - static_cast<std::int64_t>(packets_);
    return lost_before_ + static_cast<std::uint64_t>(std::max<std::int64_t>(missing, 0));
}

double Reception::jitter_ms() const { return jitter_ * 1000 / clock_rate_; }

ReportBlock Reception::report(base::TimePoint now) {
    ReportBlock out;
    out.ssrc = ssrc_.value_or(0);
    const auto expected_now = expected() - expected_reported_;
    const auto received_now = static_cast<std::int64_t>(packets_ - packets_reported_);
    expected_reported_ = expected();
    packets_reported_ = packets_;
    if (expected_now > received_now && expected_now > 0) {
        const auto share = (expected_now - received_now) * 256 / expected_now;
        out.fraction_lost = static_cast<std::uint8_t>(std::min<std::int64_t>(share, 255));
    }
    out.lost = static_cast<std::int32_t>(std::clamp<std::int64_t>(
        expected() - static_cast<std::int64_t>(packets_), -0x800000, 0x7FFFFF));
    out.highest_sequence = static_cast<std::uint32_t>(highest_);
    out.jitter = static_cast<std::uint32_t>(std::lround(jitter_));
    if (sender_ntp_) {
        out.last_report = middle_of(*sender_ntp_);
        const auto ns = duration_cast<nanoseconds>(now - sender_at_).count();
        out.since_last_report = static_cast<std::uint32_t>(ns / 1000 * 65536 / 1'000'000);
    }
    return out;
}

} // namespace sangdam::media
