// SPDX-License-Identifier: MIT

#include "audio/audio_line.h"

#include <algorithm>

namespace sangdam::audio {
namespace {

constexpr int kQuality = 3;
constexpr std::size_t kBeat = core::kSoundRate / 200; // The media thread fills up every 5 ms.
// Each time the card ran dry, so much more is kept ready; never more than the most.
constexpr std::size_t kStep = core::kSoundRate / 400;
constexpr std::size_t kRelaxSeconds = 30;
constexpr std::size_t kMost = core::kSoundRate * 60 / 1000;

std::size_t at_48k(std::size_t frames, int rate) {
    return frames * static_cast<std::size_t>(core::kSoundRate) / static_cast<std::size_t>(rate);
}

} // namespace

AudioLine::AudioLine(std::function<void(bool)> needed)
    : needed_(std::move(needed)), wanted_(2 * kBeat) {}

void AudioLine::attach(const CardFormat& format) {
    format_ = format;
    to_48k_.reset();
    from_48k_.reset();
    if (format.rate != core::kSoundRate) {
        to_48k_.emplace(format.rate, core::kSoundRate, kQuality);
        from_48k_.emplace(core::kSoundRate, format.rate, kQuality);
    }
    rest_size_ = 0;
    flowing_ = false;
    ear_.skip(ear_.size()); // Between two cards this thread is the reader.
    floor_ = at_48k(format.period, format.rate) + kBeat;
    frames_since_gap_ = 0;
    wanted_.store(floor_, std::memory_order_relaxed);
}

void AudioLine::on_period(const Sample* in, Sample* out, std::size_t frames) noexcept {
    periods_.fetch_add(1, std::memory_order_relaxed);
    if (forget_.exchange(false, std::memory_order_relaxed)) ear_.skip(ear_.size());
    if (out != nullptr || format_.playback_channels == 0) relax(frames);
    const auto in_channels = static_cast<std::size_t>(format_.capture_channels);
    const auto out_channels = static_cast<std::size_t>(format_.playback_channels);
    for (std::size_t at = 0; at < frames; at += kChunk) {
        const auto n = std::min(kChunk, frames - at);
        if (in != nullptr) capture({in + at * in_channels, n * in_channels});
        if (out != nullptr) playback({out + at * out_channels, n * out_channels});
    }
}

void AudioLine::capture(std::span<const Sample> frames) noexcept {
    const auto channels = static_cast<std::size_t>(format_.capture_channels);
    const auto mono = std::span(mono_).first(frames.size() / channels);
    for (std::size_t i = 0; i < mono.size(); ++i) {
        int sum = 0;
        for (std::size_t c = 0; c < channels; ++c) sum += frames[i * channels + c];
        mono[i] = static_cast<Sample>(sum / static_cast<int>(channels));
    }
    auto heard = std::span<const Sample>(mono);
    if (to_48k_) heard = std::span(wide_).first(to_48k_->run(mono, wide_).out);
    const auto fitted = microphone_.write(heard);
    // While the line is not in use nobody fetches, and that is no loss.
    if (in_use_.load(std::memory_order_relaxed))
        dropped_.fetch_add(heard.size() - fitted, std::memory_order_relaxed);
}

void AudioLine::playback(std::span<Sample> frames) noexcept {
    const auto channels = static_cast<std::size_t>(format_.playback_channels);
    const auto mono = std::span(mono_).first(frames.size() / channels);
    fetch(mono);
    for (std::size_t i = 0; i < mono.size(); ++i)
        for (std::size_t c = 0; c < channels; ++c) frames[i * channels + c] = mono[i];
}

void AudioLine::fetch(std::span<Sample> mono) noexcept {
    if (!from_48k_) {
        const auto got = ear_.read(mono);
        std::ranges::fill(mono.subspan(got), Sample{0});
        ran_dry(mono.size() - got);
        if (got == mono.size()) flowing_ = true;
        return;
    }
    while (!mono.empty()) {
        rest_size_ += ear_.read(std::span(rest_).subspan(rest_size_));
        const auto moved = from_48k_->run(std::span(rest_).first(rest_size_), mono);
        std::copy(rest_.begin() + static_cast<std::ptrdiff_t>(moved.in),
                  rest_.begin() + static_cast<std::ptrdiff_t>(rest_size_), rest_.begin());
        rest_size_ -= moved.in;
        mono = mono.subspan(moved.out);
        if (moved.in == 0 && moved.out == 0) break;
    }
    std::ranges::fill(mono, Sample{0});
    ran_dry(at_48k(mono.size(), format_.rate));
    if (mono.empty()) flowing_ = true;
}

void AudioLine::ran_dry(std::size_t samples) noexcept {
    if (samples == 0 || !flowing_) return;
    frames_since_gap_ = 0;
    flowing_ = false; // One gap is one lesson, however long it is.
    if (!in_use_.load(std::memory_order_relaxed)) return;
    missed_.fetch_add(samples, std::memory_order_relaxed);
    const auto more = std::min(wanted_.load(std::memory_order_relaxed) + kStep, kMost);
    wanted_.store(more, std::memory_order_relaxed);
}

void AudioLine::relax(std::size_t frames) noexcept {
    frames_since_gap_ += frames;
    if (frames_since_gap_ < kRelaxSeconds * static_cast<std::size_t>(format_.rate)) return;
    frames_since_gap_ = 0;
    const auto now = wanted_.load(std::memory_order_relaxed);
    wanted_.store(std::max(floor_, now - std::min(now, kStep)), std::memory_order_relaxed);
}

std::size_t AudioLine::heard(std::span<Sample> out) noexcept { return microphone_.read(out); }
std::size_t AudioLine::play(std::span<const Sample> in) noexcept { return ear_.write(in); }
std::size_t AudioLine::queued() const noexcept { return ear_.size(); }
std::size_t AudioLine::wanted() const noexcept { return wanted_.load(std::memory_order_relaxed); }

void AudioLine::wake() noexcept {
    in_use_.store(true, std::memory_order_relaxed);
    if (needed_) needed_(true);
}

void AudioLine::rest() noexcept {
    in_use_.store(false, std::memory_order_relaxed);
    forget_.store(true, std::memory_order_relaxed);
    if (needed_) needed_(false);
}

} // namespace sangdam::audio
