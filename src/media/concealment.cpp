// SPDX-License-Identifier: MIT

#include "media/concealment.h"

#include "media/pitch.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace sangdam::media {
namespace {

constexpr double kFullMs = 10;     // So long at full strength,
constexpr double kGoneMs = 60;     // and silent from here.
constexpr std::size_t kFadeMs = 4; // Back into real sound.

Sample to_sample(double v) {
    return static_cast<Sample>(std::lround(std::clamp(v, -32768.0, 32767.0)));
}

} // namespace

Concealment::Concealment(int rate) : per_ms_(static_cast<std::size_t>(rate / 1000)) {
    assert(per_ms_ * 40 <= kMostHistory);
}

void Concealment::begin() noexcept {
    const auto known = std::span<const Sample>(history_).last(per_ms_ * 40);
    period_ = pitch_at_end(known, static_cast<int>(per_ms_ * 1000)).period;
    const std::size_t start = known.size() - period_;
    for (std::size_t i = 0; i < period_; ++i) cycle_[i] = known[start + i];
    // The end of the cycle is led into what came before its start, so that it can go round.
    const std::size_t lap = period_ / 4;
    for (std::size_t i = 0; i < lap; ++i) {
        const double in = static_cast<double>(i + 1) / static_cast<double>(lap + 1);
        double& tail = cycle_[period_ - lap + i];
        tail = tail * (1 - in) + known[start - lap + i] * in;
    }
    made_up_ = 0;
    step_ = known.back() - known[start - 1]; // Where the cycle would go on, and where we are.
}

Sample Concealment::next() noexcept {
    const double ms = static_cast<double>(made_up_) / static_cast<double>(per_ms_);
    const double gain = std::clamp((kGoneMs - ms) / (kGoneMs - kFullMs), 0.0, 1.0);
    const double value = (cycle_[made_up_ % period_] + step_) * gain;
    step_ *= 0.9;
    ++made_up_;
    return to_sample(value);
}

void Concealment::make_up(std::span<Sample> out) noexcept {
    if (period_ == 0) begin();
    std::ranges::generate(out, [this] { return next(); });
    remember(out);
}

void Concealment::heard(std::span<Sample> sound) noexcept {
    if (period_ != 0) {
        const std::size_t fade = std::min(kFadeMs * per_ms_, sound.size());
        for (std::size_t i = 0; i < fade; ++i) {
            const double in = static_cast<double>(i + 1) / static_cast<double>(fade + 1);
            sound[i] = to_sample(next() * (1 - in) + sound[i] * in);
        }
        period_ = 0;
    }
    remember(sound);
}

void Concealment::remember(std::span<const Sample> sound) noexcept {
    const auto newest = sound.last(std::min(sound.size(), history_.size()));
    std::shift_left(history_.begin(), history_.end(), static_cast<std::ptrdiff_t>(newest.size()));
    std::ranges::copy(newest, history_.end() - static_cast<std::ptrdiff_t>(newest.size()));
}

} // namespace sangdam::media
