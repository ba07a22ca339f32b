// SPDX-License-Identifier: MIT

#include "media/adaptive_jitter_buffer.h"

#include "media/merge.h"

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
constexpr std::int64_t kBriefly = 10 * kMs;     // A wait that a little more patience had saved.
constexpr std::int64_t kGivenUp = 1000 * kMs;   // Nothing for so long: the far end paused.
constexpr std::int64_t kOtherTime = 1500 * kMs; // A timestamp that far off began anew.
constexpr std::int64_t kMostDelay = 500 * kMs;  // Above this, nobody could talk.
constexpr std::int64_t kLeastMargin = kMs;      // At nothing at all, each rounding would be a gap.
constexpr std::int64_t kMostMargin = 2 * kMs;
constexpr std::int64_t kMarginHolds = 20'000 * kMs;
constexpr std::size_t kLongestPacket = 120 * static_cast<std::size_t>(kMs); // RFC 7587 §4.2

// A packet that can repair a loss before it comes one packet later: that is worth its delay only
// where losses are.
constexpr double kLooksAheadFrom = 0.01;
constexpr double kLooksAheadTo = 0.003;
constexpr double kLossMemory = 1.0 / 250; // Per packet: five seconds.
constexpr std::int64_t kRepairersStay = 5'000 * kMs;
constexpr std::int64_t kMostLookAheadJitter = 10 * kMs;

constexpr double kStretchFrom = 4 * kMs;
constexpr double kUrgentFrom = 20 * kMs;
constexpr std::int64_t kStretchRests = 30 * kMs;
constexpr double kSteadiness = 0.05; // Of the smoothing: about 100 ms of beats.
constexpr double kPpmPerMs = 250;
constexpr double kMostPpm = 1000;

std::int64_t in_samples(base::TimePoint t) {
    using std::chrono::duration_cast;
    using std::chrono::microseconds;
    return duration_cast<microseconds>(t.time_since_epoch()).count() * kMs / 1000;
}

} // namespace

AdaptiveJitterBuffer::AdaptiveJitterBuffer(std::vector<Format> formats)
    : formats_(std::move(formats)), current_(&formats_.front()), margin_(kLeastMargin),
      last_repairer_(-kRepairersStay), scratch_(kLongestPacket) {}

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
    if (format->decoder->knows_previous(packet.payload)) last_repairer_ = arrived;

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
        ++stats_.missed;
        return;
    }
    if (store_.put(sequence, timestamp, packet) == PacketStore::Put::Duplicate) ++stats_.duplicate;
}

std::int64_t AdaptiveJitterBuffer::target() const noexcept {
    auto wanted = estimate_.wanted();
    if (look_ahead_) wanted = std::max(wanted, std::min(wanted, kMostLookAheadJitter) + length_);
    return std::min(wanted + margin_, kMostDelay);
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
    if (state_ == State::Playing && waited_ > 0) look_for_the_late(now);
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

void AdaptiveJitterBuffer::look_for_the_late(std::int64_t now) noexcept {
    const auto* const packet = store_.first(next_sequence_);
    if (packet != nullptr && packet->timestamp <= next_timestamp_) end_wait(*packet, now);
}

void AdaptiveJitterBuffer::refill(std::int64_t now) noexcept {
    const auto* const packet = store_.first(next_sequence_);
    if (packet == nullptr) {
        wait_for_packet(now);
        return;
    }
    std::int64_t gap = packet->timestamp - next_timestamp_;
    if (waited_ > 0 && gap <= 0) {
        end_wait(*packet, now);
        return;
    }
    if (waited_ > 0) {
        // What was made up while waiting stands for what is missing; only then does it add delay.
        const std::int64_t covered = std::clamp<std::int64_t>(gap, 0, waited_);
        next_timestamp_ += covered;
        gap -= covered;
        // A pause of the far end (DTX) takes time but no sequence number: nothing was lost in it.
        if (packet->sequence != next_sequence_) stats_.concealed += waited_;
        waited_ = 0;
    }
    if (gap >= kSliver) {
        fill_gap(gap, *packet);
        return;
    }
    decode(*packet);
}

// The packet that was waited for is here. What was made up and is not played yet is not needed.
void AdaptiveJitterBuffer::end_wait(const PacketStore::Kept& packet, std::int64_t now) noexcept {
    ++stats_.late;
    if (waited_ <= kBriefly) {
        margin_ = std::min(margin_ + kMs, kMostMargin);
        margin_changed_ = now;
    }
    const auto made_up = std::min(queue_.size(), static_cast<std::size_t>(waited_));
    const auto before = queue_.size();
    decode(packet);
    const auto shorter = merge(queue_.sound(), made_up, queue_.size() - before);
    queue_.drop_back(shorter);
    stats_.concealed += waited_ - static_cast<std::int64_t>(shorter);
    waited_ = 0;
}

void AdaptiveJitterBuffer::wait_for_packet(std::int64_t now) noexcept {
    if (waited_ >= kGivenUp) {
        state_ = State::Idle; // Its sound stays in the queue; what was made up is forgotten.
        waited_ = 0;
        return;
    }
    const auto made = static_cast<std::int64_t>(make_up(piece(), nullptr));
    waited_ += made;
    if (delay(now) > kMostDelay) next_timestamp_ += made; // No more patience: time goes on.
}

void AdaptiveJitterBuffer::fill_gap(std::int64_t gap, const PacketStore::Kept& next) noexcept {
    if (gap > kMostDelay) { // Too long to be made up: the far end was silent, or we were asleep.
        next_timestamp_ = next.timestamp;
        return;
    }
    // Only the packet right before this one can be in it; what is missing before that is made up.
    const auto known = repairs(next) ? length_of(next) : 0;
    const bool last = known > 0 && gap >= known && gap - known < kSliver;
    const auto unknown = gap >= known + kSliver ? gap - known : gap;
    const auto length = last ? known : std::min(piece(), unknown) / kSliver * kSliver;
    const auto made = make_up(length, last ? &next : nullptr);
    if (!last) stats_.concealed += static_cast<std::int64_t>(made);
    next_timestamp_ += length;
}

std::int64_t AdaptiveJitterBuffer::length_of(const PacketStore::Kept& packet) const noexcept {
    const auto& decoder = *current_->decoder;
    return static_cast<std::int64_t>(decoder.length(packet.payload())) * kRate / decoder.rate();
}

bool AdaptiveJitterBuffer::repairs(const PacketStore::Kept& next) const noexcept {
    return next.payload_type == current_->payload_type &&
           current_->decoder->knows_previous(next.payload());
}

std::int64_t AdaptiveJitterBuffer::piece() const noexcept {
    const auto& decoder = *current_->decoder;
    const auto packet = static_cast<std::size_t>(length_ * decoder.rate() / kRate);
    return static_cast<std::int64_t>(decoder.piece(packet)) * kRate / decoder.rate();
}

std::size_t AdaptiveJitterBuffer::make_up(std::int64_t samples,
                                          const PacketStore::Kept* next) noexcept {
    auto& decoder = *current_->decoder;
    const auto wanted = static_cast<std::size_t>(samples * decoder.rate() / kRate);
    const auto sound = std::span(scratch_).first(wanted);
    if (next != nullptr) {
        decoder.recover(next->payload(), sound);
    } else {
        decoder.conceal(sound);
    }
    return queue(wanted);
}

void AdaptiveJitterBuffer::decode(const PacketStore::Kept& packet) noexcept {
    if (Format* const format = format_of(packet.payload_type); format != nullptr) current_ = format;
    const std::size_t made = current_->decoder->decode(packet.payload(), scratch_);
    length_ = static_cast<std::int64_t>(made) * kRate / current_->decoder->rate();
    count_lost(packet.sequence - next_sequence_);
    next_sequence_ = packet.sequence + 1;
    next_timestamp_ = packet.timestamp + length_;
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

void AdaptiveJitterBuffer::count_lost(std::int64_t packets) noexcept {
    for (std::int64_t i = 0; i < std::min<std::int64_t>(packets, 50); ++i)
        lost_ += (1 - lost_) * kLossMemory;
    lost_ -= lost_ * kLossMemory;
}

void AdaptiveJitterBuffer::steer(std::int64_t now) noexcept {
    delay_ = delay(now);
    const bool can_repair = now - last_repairer_ < kRepairersStay;
    look_ahead_ = can_repair && lost_ > (look_ahead_ ? kLooksAheadTo : kLooksAheadFrom);
    if (margin_ > kLeastMargin && now - margin_changed_ > kMarginHolds) {
        margin_ -= kMs;
        margin_changed_ = now;
    }
    if (waited_ > 0) return; // Out of sound: nothing to steer.
    const auto off = static_cast<double>(delay_ - target());
    error_ += kSteadiness * (off - error_);
    bend_.set(std::clamp(error_ / kMs * kPpmPerMs, -kMostPpm, kMostPpm));
    if (now < next_stretch_) return;
    const double bound = std::max(kStretchFrom, 0.1 * static_cast<double>(target()));
    if (off > bound && error_ > bound) hurry(off > kUrgentFrom ? Haste::Urgent : Haste::Gentle);
    if (off < -bound && error_ < -bound) dawdle();
    next_stretch_ = now + kStretchRests;
}

void AdaptiveJitterBuffer::hurry(Haste haste) noexcept {
    while (queue_.size() < kStretchLikes) { // More delay than wanted: the packets are there.
        const auto* const packet = store_.first(next_sequence_);
        if (packet == nullptr || packet->timestamp - next_timestamp_ >= kSliver) break;
        decode(*packet);
    }
    if (queue_.size() < kStretchNeeds) return;
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
