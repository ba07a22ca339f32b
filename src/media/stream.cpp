// SPDX-License-Identifier: MIT

#include "media/stream.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace sangdam::media {
namespace {

using base::TimePoint;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int kMostPerBeat = 64; // Datagrams; a flood must not stop the beat.
// A far end that moved (NAT rebinding, a transfer behind its PBX) is followed once the old address
// has been quiet for so long; before, a second sender is an intruder.
constexpr milliseconds kMayMoveAfter{500};

// No user, no host: a name that tells nothing (RFC 7022). Between two, the SSRC is name enough.
constexpr std::string_view kCname = "sangdamcall";

} // namespace

Stream::Stream(StreamId id, Ports ports, Listener& listener, std::uint32_t seed)
    : id_(id), ports_(std::move(ports)), listener_(listener), random_(seed), reports_(seed) {}

base::Status Stream::configure(const StreamConfig& config, TimePoint now) {
    NetAddress remote;
    if (config.remote.port != 0) {
        const auto parsed = parse_ip(config.remote.ip, config.remote.port);
        if (!parsed)
            return base::Error{base::Errc::BadInput, "not an IP address: " + config.remote.ip};
        remote = *parsed;
    }
    const bool first = !started();
    if (first || config.receive != config_.receive) {
        const auto formats = config.receive.empty() ? std::vector{config.send} : config.receive;
        SDC_TRY(buffer_, make_jitter_buffer(formats));
    }
    if (first || config.srtp != config_.srtp) {
        std::unique_ptr<SrtpSession> session;
        if (config.srtp) {
            SDC_TRY(session, SrtpSession::open(*config.srtp));
        }
        srtp_ = std::move(session);
    }
    const Sender::Setup setup{.format = config.send,
                              .events = config.send_events,
                              .events_clock = config.events_clock,
                              .ptime = config.ptime,
                              .ssrc = static_cast<std::uint32_t>(random_()),
                              .first_sequence = static_cast<std::uint16_t>(random_() & 0x7FFF),
                              .first_timestamp = static_cast<std::uint32_t>(random_())};
    if (first) {
        SDC_TRY(sender_, Sender::make(setup, *this));
        reports_.start(now);
    } else if (config.send != config_.send || config.ptime != config_.ptime ||
               config.send_events != config_.send_events ||
               config.events_clock != config_.events_clock) {
        SDC_CHECK(sender_->change(setup));
    }
    if (first || config.remote != config_.remote) {
        remote_ = remote;
        latched_ = false;
    }
    if (first || config.direction != config_.direction) last_rtp_ = now; // Silence starts anew.
    config_ = config;
    sender_->set_mute(muted_);
    sender_->set_sending(sends());
    return base::Done{};
}

void Stream::send_rtp(std::span<const std::uint8_t> packet) noexcept {
    if (remote_.port == 0) return;
    if (!srtp_) {
        ports_.rtp.send(packet, remote_);
        return;
    }
    std::array<std::uint8_t, kLargestDatagram + kSrtpRoom> sealed;
    std::ranges::copy(packet, sealed.begin());
    if (const auto size = srtp_->protect_rtp(sealed, packet.size()))
        ports_.rtp.send(std::span(sealed).first(*size), remote_);
}

void Stream::receive(TimePoint now, TimePoint::duration late) noexcept {
    std::array<std::uint8_t, kLargestDatagram> buffer;
    for (UdpSocket* socket : {&ports_.rtp, &ports_.rtcp}) {
        for (int i = 0; i < kMostPerBeat; ++i) {
            const auto datagram = socket->receive(buffer);
            if (!datagram) break;
            if (!started()) continue; // Early media before the answer: not ours to play yet.
            auto bytes = std::span(buffer).first(datagram->size);
            const bool report = socket == &ports_.rtcp || looks_like_rtcp(bytes);
            if (srtp_) { // Before anything else: who has no key must not even move our target.
                const auto size = report ? srtp_->open_rtcp(bytes) : srtp_->open_rtp(bytes);
                if (!size) {
                    ++refused_;
                    continue;
                }
                bytes = bytes.first(*size);
            }
            if (report) {
                take_rtcp(bytes, *datagram, now);
            } else {
                take(bytes, *datagram, now, late);
            }
        }
    }
}

bool Stream::admits(const NetAddress& from, TimePoint now) noexcept {
    if (from == remote_) {
        latched_ = true;
        return true;
    }
    if (!config_.symmetric || (latched_ && now - last_rtp_ < kMayMoveAfter)) return false;
    remote_ = from;
    latched_ = true;
    return true;
}

void Stream::take(std::span<const std::uint8_t> bytes, const Datagram& datagram, TimePoint now,
                  TimePoint::duration late) noexcept {
    const auto packet = parse_rtp(bytes);
    if (!packet || packet->ssrc == sender_->ssrc() || !admits(datagram.from, now)) {
        ++refused_; // Our own SSRC: our packets come back to us.
        return;
    }
    take_rtp(*packet, now + late - datagram.age, now);
}

void Stream::take_rtp(const RtpPacket& packet, TimePoint arrived, TimePoint now) noexcept {
    last_rtp_ = now;
    if (std::exchange(silent_, false)) listener_.rtp_resumed(id_);
    if (reception_.ssrc() != packet.ssrc) digits_ = {};
    const int rate =
        clock_rate(config_.receive.empty() ? config_.send.codec : config_.receive.front().codec);
    if (config_.receive_events == packet.payload_type) {
        // A press keeps its first timestamp: it would count as jitter. Its number counts.
        reception_.count_untimed(packet);
        if (const auto event = parse_telephone_event(packet.payload))
            if (const auto digit = digits_.hear(packet.timestamp, *event))
                listener_.digit_heard(id_, *digit);
        return;
    }
    const auto lost = reception_.lost();
    reception_.count(packet, rate, arrived);
    if (reception_.lost() > lost) reports_.lost_something(now);
    if (receives()) buffer_->insert(packet, arrived, std::max(arrived, now));
}

NetAddress Stream::rtcp_remote() const {
    if (remote_.port == 0 || config_.rtcp_mux) return remote_;
    return with_port(remote_, static_cast<std::uint16_t>(remote_.port + 1));
}

void Stream::take_rtcp(std::span<const std::uint8_t> bytes, const Datagram& datagram,
                       TimePoint now) noexcept {
    const auto report = parse_rtcp(bytes);
    // NAT may change RTCP's port, but it comes from the host that RTP comes from.
    if (!report || !same_host(datagram.from, remote_)) {
        ++refused_;
        return;
    }
    if (report->sender) reception_.heard_sender_report(*report->sender, now);
    for (std::size_t i = 0; i < report->block_count; ++i) {
        const auto& block = report->blocks[i];
        if (block.ssrc != sender_->ssrc()) continue;
        far_loss_ = block.fraction_lost / 256.0;
        sender_->expect_loss(far_losses_.reported(*far_loss_));
        if (block.last_report == 0) continue;
        const auto round_trip = static_cast<std::int32_t>(
            middle_of(ntp_of(now)) - block.last_report - block.since_last_report);
        if (round_trip >= 0) rtt_ms_ = round_trip * 1000.0 / 65536;
    }
}

void Stream::pull(std::span<Sample> out, TimePoint now) noexcept {
    if (!started() || !receives()) {
        std::ranges::fill(out, Sample{0});
    } else {
        buffer_->pull(out, now);
    }
    if (kept_.empty()) return;
    for (const Sample s : out) kept_[kept_total_++ % kept_.size()] = s;
}

void Stream::feed(std::span<const Sample> sound) noexcept {
    if (started()) sender_->feed(sound);
}

void Stream::feed_mixed(std::span<const Sample> sound) noexcept {
    if (!started()) return;
    sender_->set_mute(false);
    sender_->feed(sound);
    sender_->set_mute(muted_);
}

void Stream::look_at_clock(TimePoint now) noexcept {
    if (!started()) return;
    if (receives() && !silent_ && now - last_rtp_ >= config_.silence_after) {
        silent_ = true;
        listener_.rtp_silent(id_);
    }
    if (reports_.due(now)) {
        send_report(now, false);
        reports_.sent(now);
    }
}

void Stream::say_bye(TimePoint now) noexcept {
    if (started()) send_report(now, true);
}

void Stream::send_report(TimePoint now, bool bye) noexcept {
    const auto to = rtcp_remote();
    if (to.port == 0) return;
    RtcpReport report;
    report.from = sender_->ssrc();
    report.bye = bye;
    if (sender_->packets() > 0)
        report.sender = SenderInfo{.ntp = ntp_of(now),
                                   .timestamp = sender_->timestamp(),
                                   .packets = sender_->packets(),
                                   .octets = sender_->octets()};
    if (reception_.ssrc()) report.blocks[report.block_count++] = reception_.report(now);
    const auto text = format_rtcp(report, kCname);
    auto& socket = config_.rtcp_mux ? ports_.rtp : ports_.rtcp;
    if (!srtp_) {
        socket.send(text.span(), to);
        return;
    }
    std::array<std::uint8_t, kLargestDatagram + kSrtpRoom> sealed;
    std::ranges::copy(text.span(), sealed.begin());
    if (const auto size = srtp_->protect_rtcp(sealed, text.span().size()))
        socket.send(std::span(sealed).first(*size), to);
}

void Stream::set_mute(bool on) noexcept {
    muted_ = on;
    if (started()) sender_->set_mute(on);
}

void Stream::send_digit(char digit, milliseconds duration) noexcept {
    if (started()) sender_->send_digit(digit, duration);
}

void Stream::keep_heard(milliseconds limit) {
    constexpr milliseconds kMost{10 * 60 * 1000};
    const auto ms = std::clamp(limit, milliseconds(0), kMost).count();
    kept_.assign(static_cast<std::size_t>(ms) * kRate / 1000, 0);
    kept_total_ = 0;
}

Pcm Stream::heard() const {
    Pcm out;
    const auto size = std::min<std::uint64_t>(kept_total_, kept_.size());
    out.samples.reserve(size);
    for (auto i = kept_total_ - size; i < kept_total_; ++i)
        out.samples.push_back(kept_[i % kept_.size()]);
    return out;
}

StreamStats Stream::stats() const {
    StreamStats out;
    out.packets_received = reception_.packets();
    out.packets_lost = reception_.lost();
    out.packets_refused = refused_;
    out.jitter_ms = reception_.jitter_ms();
    out.rtt_ms = rtt_ms_;
    out.far_loss = far_loss_;
    if (sender_) out.packets_sent = sender_->packets();
    if (buffer_) {
        const auto play = buffer_->stats();
        out.packets_late = play.late;
        out.packets_refused += play.unknown;
        out.buffer_ms = play.delay_ms;
        out.played = milliseconds(play.played * 1000 / kRate);
        out.concealed = milliseconds(play.concealed * 1000 / kRate);
    }
    return out;
}

} // namespace sangdam::media
