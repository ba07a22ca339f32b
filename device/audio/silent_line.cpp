// SPDX-License-Identifier: MIT

#include "audio/silent_line.h"

#include <algorithm>
#include <chrono>

namespace sangdam::audio {

SilentLine::SilentLine(const base::Clock& clock)
    : clock_(clock), heard_until_(now()), played_until_(now()) {}

std::int64_t SilentLine::now() const {
    using std::chrono::duration_cast;
    const auto us =
        duration_cast<std::chrono::microseconds>(clock_.now().time_since_epoch()).count();
    return us * (core::kSoundRate / 1000) / 1000;
}

std::size_t SilentLine::heard(std::span<std::int16_t> out) noexcept {
    const auto passed = static_cast<std::size_t>(std::max<std::int64_t>(0, now() - heard_until_));
    const auto n = std::min(out.size(), passed);
    std::ranges::fill(out.first(n), std::int16_t{0});
    heard_until_ += static_cast<std::int64_t>(n);
    return n;
}

std::size_t SilentLine::play(std::span<const std::int16_t> in) noexcept {
    played_until_ = std::max(played_until_, now()) + static_cast<std::int64_t>(in.size());
    return in.size();
}

std::size_t SilentLine::queued() const noexcept {
    return static_cast<std::size_t>(std::max<std::int64_t>(0, played_until_ - now()));
}

void SilentLine::wake() noexcept { heard_until_ = played_until_ = now(); }

} // namespace sangdam::audio
