// SPDX-License-Identifier: MIT

#include "media/adaptive_jitter_buffer.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cmath>
#include <cstdlib>

namespace sangdam::media {
namespace {

// Times inside are counted in samples at kRate.
constexpr std::int64_t kMs = kRate / 1000;
constexpr std::int64_t kSliver = 5 * kMs / 2;   // A shorter gap is a rounding, not a loss.
constexpr std::int64_t kPiece = 10 * kMs;       // Sound is made up in pieces of this length.
constexpr std::int64_t kGivenUp = 1000 * kMs;   // Nothing for so long: the far end paused.
constexpr std::int64_t kOtherTime = 1500 * kMs; // A timestamp that far off began anew.
constexpr std::int64_t kMostDelay = 500 * kMs;  // Above this, nobody could talk.
constexpr std::int64_t kLeastMargin = kMs;      // At nothing at all, each rounding would be a gap.
constexpr std::int64_t kMostMargin = 4 * kMs;
constexpr std::int64_t kMarginHolds = 20'000 * kMs;
constexpr std::size_t kLongestPacket = 120 * static_cast<std::size_t>(kMs); // RFC 7587 §4.2

constexpr double kStretchFrom = 10 * kMs;
constexpr double kUrgentFrom = 40 * kMs;
constexpr std::int64_t kStretchRests = 30 * kMs;
constexpr double kSteadiness = 0.05; // Of the smoothing: about 100 ms of beats.
constexpr double kPpmPerMs = 80;
constexpr double kMostPpm = 800;

std::int64_t in_samples(base::TimePoint t) {
    using std::chrono::duration_cast;
    using std::chrono::microseconds;
    return duration_cast<microseconds>(t.time_since_epoch()).count() * kMs / 1000;
}

} // namespace

AdaptiveJitterBuffer::AdaptiveJitterBuffer(std::vector<Format> formats)
    : formats_(std::move(formats)), current_(&formats_.front()), margin_(kLeastMargin),
      scratch_(kLongestPacket) {}

AdaptiveJitterBuffer::Format* AdaptiveJitterBuffer::format_of(std::uint8_t payload_type) noexcept {
    const auto at = std::ranges::find(formats_, payload_type, &Format::payload_type);
    return at == formats_.end() ? nullptr : &*at;
}

void AdaptiveJitterBuffer::restart() noexcept {
    store_.clear();
    estimate_ = {};
    unwrap_sequence_ = {};
    unwrap_timestamp_ = {};
    state_ = State::Idle;
    waited_ = 0;
}

bool AdaptiveJitterBuffer::belongs_to_another_time(std::int64_t sequence,
                                                   std::int64_t transit) const noexcept {
    const auto base = estimate_.base();
    if (!base) return false;
    // A sender that restarts, or skips a pause in its timestamps, makes delays that no network has.
    if (std::abs(transit - *base) > kOtherTime) return true;
    return state_ != State::Idle &&
           std::abs(sequence - next_sequence_) >= static_cast<std::int64_t>(PacketStore::kSlots);
}

void AdaptiveJitterBuffer::insert(const RtpPacket& packet, base::TimePoint arrived_at,
                                  base::TimePoint now) noexcept {
    Format* const format = format_of(packet.payload_type);
    if (format == nullptr || format->decoder->length(packet.payload) == 0) {
        ++stats_.unknown;
        return;
    }
    if (ssrc_ != packet.ssrc) {
        restart();
        ssrc_ = packet.ssrc;
    }
    const std::int64_t per_unit = kRate / format->clock_rate;
    const std::int64_t arrived = in_samples(arrived_at);
    std::int64_t sequence = unwrap_sequence_(packet.sequence);
    std::int64_t timestamp = unwrap_timestamp_(packet.timestamp) * per_unit;
    if (belongs_to_another_time(sequence, arrived - timestamp)) {
        restart();
        sequence = unwrap_sequence_(packet.sequence);
        timestamp = unwrap_timestamp_(packet.timestamp) * per_unit;
    }
    estimate_.observe(timestamp, arrived, in_samples(now));

    if (state_ == State::Idle) {
        state_ = State::Filling;
        next_sequence_ = sequence;
        next_timestamp_ = timestamp;
    } else if (state_ == State::Filling && sequence < next_sequence_) {
        next_sequence_ = sequence; // The first two changed places on the way.
        next_timestamp_ = timestamp;
    }
    if (sequence < next_sequence_) {
        ++stats_.late;
        return;
    }
    if (store_.put(sequence, timestamp, packet) == PacketStore::Put::Duplicate) ++stats_.duplicate;
}

std::int64_t AdaptiveJitterBuffer::target() const noexcept {
    return std::min(estimate_.wanted() + margin_, kMostDelay);
}

// Of the next sample to be decoded, if it were decoded now.
std::int64_t AdaptiveJitterBuffer::delay(std::int64_t now) const noexcept {
    return now + static_cast<std::int64_t>(queue_.size()) - next_timestamp_ -
           estimate_.base().value_or(0);
}

void AdaptiveJitterBuffer::begin_if_due(std::int64_t now) noexcept {
    if (state_ != State::Filling || delay(now) < target()) return;
    state_ = State::Playing;
    waited_ = 0;
    error_ = 0;
}

void AdaptiveJitterBuffer::pull(std::span<Sample> out, base::TimePoint at) noexcept {
    const std::int64_t now = in_samples(at);
    begin_if_due(now);
    const std::size_t needed = Bend::needs(out.size());
    while (state_ == State::Playing && queue_.size() < needed) refill(now);
    if (state_ == State::Playing) steer(now);
    if (queue_.size() < needed) { // Idle, with a rest of sound perhaps.
        const auto space = queue_.space(needed - queue_.size());
        std::ranges::fill(space, Sample{0});
        queue_.add(space.size());
    }
    queue_.drop_front(bend_.run(queue_.sound(), out));
    if (state_ == State::Playing) stats_.played += static_cast<std::int64_t>(out.size());
}

void AdaptiveJitterBuffer::refill(std::int64_t now) noexcept {
    const auto* const packet = store_.first(next_sequence_);
    if (packet == nullptr) {
        wait_for_packet(now);
        return;
    }
    std::int64_t gap = packet->timestamp - next_timestamp_;
    if (waited_ > 0) {
        // What was made up while waiting stands for what is missing; only then does it add delay.
        const std::int64_t covered = std::clamp<std::int64_t>(gap, 0, waited_);
        next_timestamp_ += covered;
        gap -= covered;
        // A pause of the far end (DTX) takes time but no sequence number: nothing was lost in it.
        if (packet->sequence != next_sequence_ || covered == 0) stats_.concealed += waited_;
        if (covered == 0 && waited_ <= kPiece) {
            margin_ = std::min(margin_ + kMs, kMostMargin);
            margin_changed_ = now;
        }
        waited_ = 0;
    }
    if (gap >= kSliver) {
        fill_gap(gap, *packet);
        return;
    }
    decode(*packet);
}

void AdaptiveJitterBuffer::wait_for_packet(std::int64_t now) noexcept {
    if (waited_ >= kGivenUp) {
        state_ = State::Idle; // Its sound stays in the queue; what was made up is forgotten.
        waited_ = 0;
        return;
    }
    const auto made = static_cast<std::int64_t>(make_up(static_cast<std::size_t>(kPiece), nullptr));
    waited_ += made;
    if (delay(now) > kMostDelay) next_timestamp_ += made; // No more patience: time goes on.
}

void AdaptiveJitterBuffer::fill_gap(std::int64_t gap, const PacketStore::Kept& next) noexcept {
    if (gap > kMostDelay) { // Too long to be made up: the far end was silent, or we were asleep.
        next_timestamp_ = next.timestamp;
        return;
    }
    // Only the piece right before the packet can be inside it (LBRR repeats one frame).
    const bool last = gap <= 2 * kPiece;
    const auto length = last ? gap / (kSliver)*kSliver : kPiece;
    const auto made = make_up(static_cast<std::size_t>(length), last ? &next : nullptr);
    stats_.concealed += static_cast<std::int64_t>(made);
    next_timestamp_ += length;
}

std::size_t AdaptiveJitterBuffer::make_up(std::size_t samples,
                                          const PacketStore::Kept* next) noexcept {
    auto& decoder = *current_->decoder;
    const auto wanted = samples * static_cast<std::size_t>(decoder.rate()) / kRate;
    const auto sound = std::span(scratch_).first(wanted);
    if (next != nullptr && format_of(next->payload_type) == current_) {
        decoder.recover(next->payload(), sound);
    } else {
        decoder.conceal(sound);
    }
    return queue(wanted);
}

void AdaptiveJitterBuffer::decode(const PacketStore::Kept& packet) noexcept {
    if (Format* const format = format_of(packet.payload_type); format != nullptr) current_ = format;
    const std::size_t made = current_->decoder->decode(packet.payload(), scratch_);
    const auto length = static_cast<std::int64_t>(made) * kRate / current_->decoder->rate();
    next_sequence_ = packet.sequence + 1;
    next_timestamp_ = packet.timestamp + length;
    store_.drop(packet.sequence);
    queue(made);
}

std::size_t AdaptiveJitterBuffer::queue(std::size_t decoded) noexcept {
    const auto sound = std::span<const Sample>(scratch_).first(decoded);
    std::size_t made = 0;
    if (current_->to_48k) {
        const auto space = queue_.space(decoded * static_cast<std::size_t>(kRate) /
                                        static_cast<std::size_t>(current_->decoder->rate()));
        made = current_->to_48k->run(sound, space).out;
    } else {
        const auto space = queue_.space(decoded);
        made = space.size();
        std::ranges::copy(sound.first(made), space.begin());
    }
    queue_.add(made);
    return made;
}

void AdaptiveJitterBuffer::steer(std::int64_t now) noexcept {
    delay_ = delay(now);
    if (margin_ > kLeastMargin && now - margin_changed_ > kMarginHolds) {
        margin_ -= kMs;
        margin_changed_ = now;
    }
    if (waited_ > 0) return; // Out of sound: nothing to steer.
    const auto off = static_cast<double>(delay_ - target());
    error_ += kSteadiness * (off - error_);
    bend_.set(std::clamp(error_ / kMs * kPpmPerMs, -kMostPpm, kMostPpm));
    if (now < next_stretch_) return;
    const double bound = std::max(kStretchFrom, 0.15 * static_cast<double>(target()));
    if (off > bound && error_ > bound) hurry(off > kUrgentFrom ? Haste::Urgent : Haste::Gentle);
    if (off < -bound && error_ < -bound) dawdle();
    next_stretch_ = now + kStretchRests;
}

void AdaptiveJitterBuffer::hurry(Haste haste) noexcept {
    while (queue_.size() < kStretchNeeds) { // More delay than wanted: the packets are there.
        const auto* const packet = store_.first(next_sequence_);
        if (packet == nullptr || packet->timestamp - next_timestamp_ >= kSliver) return;
        decode(*packet);
    }
    const auto removed = take_out_a_period(queue_.sound(), haste);
    queue_.drop_front(removed);
    stats_.removed += static_cast<std::int64_t>(removed);
    error_ -= static_cast<double>(removed);
}

void AdaptiveJitterBuffer::dawdle() noexcept {
    if (queue_.size() < kStretchNeeds) return;
    std::array<Sample, 2 * kLongestStretch> longer{};
    const auto period = put_in_a_period(queue_.sound(), longer);
    if (period == 0 || queue_.space(period).size() < period) return;
    queue_.add(period);
    const auto sound = queue_.sound();
    std::shift_right(sound.begin(), sound.end(), static_cast<std::ptrdiff_t>(period));
    std::copy_n(longer.begin(), 2 * period, sound.begin());
    stats_.inserted += static_cast<std::int64_t>(period);
    error_ += static_cast<double>(period);
}

PlayOutStats AdaptiveJitterBuffer::stats() const noexcept {
    auto out = stats_;
    out.delay_ms = static_cast<double>(delay_) / static_cast<double>(kMs);
    out.target_ms = static_cast<double>(target()) / static_cast<double>(kMs);
    out.position = next_timestamp_ - static_cast<std::int64_t>(queue_.size());
    return out;
}

base::Result<std::unique_ptr<JitterBuffer>>
make_jitter_buffer(const std::vector<PayloadFormat>& receive) {
    constexpr int kQuality = 3; // Half a filter is 3 ms of delay at 8 kHz; better ones cost more.
    std::vector<AdaptiveJitterBuffer::Format> formats;
    for (const auto& format : receive) {
        SDC_TRY(auto decoder, make_decoder(format.codec));
        const int rate = decoder->rate();
        formats.push_back({format.payload_type, clock_rate(format.codec), std::move(decoder), {}});
        if (rate != kRate) formats.back().to_48k.emplace(rate, kRate, kQuality);
    }
    if (formats.empty())
        return base::Error{base::Errc::BadInput, "a stream that receives needs a codec"};
    return std::unique_ptr<JitterBuffer>(
        std::make_unique<AdaptiveJitterBuffer>(std::move(formats)));
}

} // namespace sangdam::media
