// SPDX-License-Identifier: MIT
//
// The sound line of a machine without a sound card: nobody speaks, nobody listens, and time passes
// all the same, so that a call behaves as always. Media thread.
#pragma once

#include "base/clock.h"
#include "core/ports/sound.h"

#include <cstdint>

namespace sangdam::audio {

class SilentLine final : public core::SoundLine {
public:
    explicit SilentLine(const base::Clock&); // Must outlive the line.

    std::size_t heard(std::span<std::int16_t> out) noexcept override;
    std::size_t play(std::span<const std::int16_t> in) noexcept override;
    std::size_t queued() const noexcept override;
    void wake() noexcept override;

private:
    std::int64_t now() const; // In samples.

    const base::Clock& clock_;
    std::int64_t heard_until_;
    std::int64_t played_until_;
};

} // namespace sangdam::audio
