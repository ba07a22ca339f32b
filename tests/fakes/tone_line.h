// SPDX-License-Identifier: MIT
//
// A sound card without hardware, at the pace of the machine's clock: its microphone hears one tone,
// and what reaches its ear is kept to be measured.
#pragma once

#include "core/ports/sound.h"
#include "media/tones.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <numbers>

namespace sangdam::fakes {

class ToneLine final : public core::SoundLine {
public:
    explicit ToneLine(double hertz) : hertz_(hertz) {}

    // core::SoundLine
    std::size_t heard(std::span<std::int16_t> out) noexcept override {
        const auto n = std::min(out.size(), due() - said_);
        for (std::size_t i = 0; i < n; ++i, ++said_) {
            const double turn = hertz_ * static_cast<double>(said_) / core::kSoundRate;
            out[i] = static_cast<std::int16_t>(8000 * std::sin(2 * std::numbers::pi * turn));
        }
        return n;
    }
    std::size_t play(std::span<const std::int16_t> in) noexcept override {
        played_ = std::max(played_, due()) + in.size();
        {
            const std::lock_guard lock(mutex_);
            ear_.samples.insert(ear_.samples.end(), in.begin(), in.end());
            const std::size_t most = core::kSoundRate; // One second.
            if (ear_.samples.size() > most)
                ear_.samples.erase(ear_.samples.begin(),
                                   ear_.samples.end() - static_cast<std::ptrdiff_t>(most));
        }
        changed_.notify_all();
        return in.size();
    }
    std::size_t queued() const noexcept override { return played_ - std::min(played_, due()); }

    // Nobody is on the line: a card that rests gives silence.
    void rest() noexcept override {
        {
            const std::lock_guard lock(mutex_);
            ear_.samples.assign(core::kSoundRate, 0);
        }
        changed_.notify_all();
    }

    // Test's thread: until most of the last 300 ms is that tone.
    bool hears(double hertz, std::chrono::seconds within = std::chrono::seconds{10}) {
        return reaches(
            [&](const media::Pcm& sound) { return media::tone_share(sound, hertz, kWindow) > 0.7; },
            within);
    }
    // The same where others speak, too.
    bool hears_among_others(double hertz, std::chrono::seconds within = std::chrono::seconds{10}) {
        return reaches(
            [&](const media::Pcm& sound) { return media::tone_share(sound, hertz, kWindow) > 0.3; },
            within);
    }
    bool hears_no(double hertz, std::chrono::seconds within = std::chrono::seconds{10}) {
        return reaches(
            [&](const media::Pcm& sound) { return media::tone_share(sound, hertz, kWindow) < 0.1; },
            within);
    }

private:
    static constexpr std::chrono::milliseconds kWindow{300};

    template <class So>
    bool reaches(So so, std::chrono::seconds within) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, within,
                                 [&] { return ear_.length() >= kWindow && so(ear_); });
    }
    std::size_t due() const noexcept { // Samples that a card would have taken by now.
        const auto since = std::chrono::steady_clock::now() - start_;
        return static_cast<std::size_t>(
            std::chrono::duration_cast<std::chrono::microseconds>(since).count() *
            core::kSoundRate / 1'000'000);
    }

    const double hertz_;
    const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::size_t said_ = 0;   // Media thread.
    std::size_t played_ = 0; // Media thread.
    std::mutex mutex_;
    std::condition_variable changed_;
    media::Pcm ear_; // Guarded by mutex_.
};

} // namespace sangdam::fakes
