// SPDX-License-Identifier: MIT

#include "media/sender.h"

#include <algorithm>
#include <array>

namespace sangdam::media {
namespace {

using std::chrono::milliseconds;

constexpr int kResampleQuality = 3;
constexpr milliseconds kDigitPause{60}; // What a receiver needs to hear two presses as two.

milliseconds usable_ptime(milliseconds wish) {
    constexpr std::array kUsable{milliseconds(10), milliseconds(20), milliseconds(30),
                                 milliseconds(40), milliseconds(60)};
    return std::ranges::find(kUsable, wish) != kUsable.end() ? wish : milliseconds(20);
}

std::uint32_t units_in(milliseconds t, int clock_rate) {
    return static_cast<std::uint32_t>(t.count() * clock_rate / 1000);
}

} // namespace

base::Result<std::unique_ptr<Sender>> Sender::make(const Setup& setup, PacketOut& out) {
    std::unique_ptr<Sender> sender(new Sender(out)); // Private maker.
    sender->ssrc_ = setup.ssrc;
    sender->sequence_ = setup.first_sequence;
    sender->timestamp_ = setup.first_timestamp;
    SDC_CHECK(sender->change(setup));
    return sender;
}

base::Status Sender::change(const Setup& setup) {
    auto format = setup.format;
    auto ptime = usable_ptime(setup.ptime);
    // Opus has frames of 10, 20, 40 and 60 ms.
    if (format.codec == Codec::Opus && ptime == milliseconds(30)) ptime = milliseconds(20);
    SDC_TRY(encoder_, make_encoder(format));
    payload_type_ = format.payload_type;
    events_ = setup.events;
    clock_rate_ = clock_rate(format.codec);
    events_clock_ = setup.events_clock > 0 ? setup.events_clock : clock_rate_;
    units_ = units_in(ptime, clock_rate_);
    frame_.assign(units_in(ptime, kRate), 0);
    narrow_.assign(units_in(ptime, encoder_->rate()), 0);
    filled_ = 0;
    from_48k_.reset();
    if (encoder_->rate() != kRate) from_48k_.emplace(kRate, encoder_->rate(), kResampleQuality);
    marker_ = true;
    return base::Done{};
}

void Sender::feed(std::span<const Sample> sound) noexcept {
    while (!sound.empty()) {
        const auto n = std::min(sound.size(), frame_.size() - filled_);
        std::copy_n(sound.begin(), n, frame_.begin() + static_cast<std::ptrdiff_t>(filled_));
        filled_ += n;
        sound = sound.subspan(n);
        if (filled_ == frame_.size()) {
            packet_full();
            filled_ = 0;
        }
    }
}

void Sender::set_sending(bool on) noexcept {
    if (on && !sending_) marker_ = true;
    sending_ = on;
}

void Sender::send_digit(char digit, milliseconds duration) noexcept {
    if (!events_) return;
    digits_.add(digit, units_in(duration, clock_rate_), units_in(kDigitPause, clock_rate_));
}

void Sender::packet_full() noexcept {
    if (muted_) std::ranges::fill(frame_, Sample{0});
    if (from_48k_) narrow(); // Also while nothing leaves: the filter must not hold old sound.
    if (sending_ && !send_event()) send_sound();
    timestamp_ += units_;
}

void Sender::narrow() noexcept {
    const auto made = from_48k_->run(frame_, narrow_).out;
    // The filter keeps the last few samples of the very first packet: silence goes before them.
    const auto missing = static_cast<std::ptrdiff_t>(narrow_.size() - made);
    std::shift_right(narrow_.begin(), narrow_.end(), missing);
    std::fill_n(narrow_.begin(), missing, Sample{0});
}

bool Sender::send_event() noexcept {
    if (!events_) return false;
    const auto press = digits_.next(timestamp_, units_);
    if (!press) return false;
    // Durations count in the clock of telephone-event, which need not be the codec's.
    auto event = press->event;
    event.duration =
        static_cast<std::uint16_t>(std::int64_t{event.duration} * events_clock_ / clock_rate_);
    const auto payload = format_telephone_event(event);
    send({.payload_type = *events_, .marker = press->marker, .timestamp = press->timestamp},
         payload);
    return true;
}

void Sender::send_sound() noexcept {
    const auto sound =
        from_48k_ ? std::span<const Sample>(narrow_) : std::span<const Sample>(frame_);
    std::array<std::uint8_t, kLargestDatagram - kRtpHeader> payload;
    const auto size = encoder_->encode(sound, payload);
    if (size == 0) { // DTX
        marker_ = true;
        return;
    }
    send({.payload_type = payload_type_, .marker = marker_, .timestamp = timestamp_},
         std::span(payload).first(size));
    marker_ = false;
}

void Sender::send(RtpPacket header, std::span<const std::uint8_t> payload) noexcept {
    header.ssrc = ssrc_;
    header.sequence = sequence_++;
    const auto head = rtp_header(header);
    std::ranges::copy(head, packet_.begin());
    std::ranges::copy(payload, packet_.begin() + kRtpHeader);
    ++packets_;
    octets_ += static_cast<std::uint32_t>(payload.size());
    out_.send_rtp(std::span(packet_).first(kRtpHeader + payload.size()));
}

} // namespace sangdam::media
