// SPDX-License-Identifier: MIT
//
// One direction of an ALSA device, never waiting: every call of ours returns, also when the device
// has been pulled out. Opened and configured on the audio thread, then used on the card's thread.
#pragma once

#include "audio/card_choice.h"
#include "audio/card_format.h"
#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <poll.h>
#include <span>
#include <string>
#include <vector>

struct _snd_pcm;

namespace sangdam::audio {

class AlsaPcm {
public:
    enum class Way { Capture, Playback };

    // Unavailable: another program holds it. NotFound: it is not there (any more).
    static base::Result<AlsaPcm> open(const std::string& name, Way);

    int most_channels() const noexcept { return most_channels_; }
    int usual_rate() const noexcept { return usual_rate_; } // 48 kHz where the device can.
    // 16 bit, interleaved; two periods between us and the card. Again with another format if not.
    base::Status configure(int rate, int channels, std::size_t period);

    // Card's thread from here. False: the device is gone.
    bool begin() noexcept; // The ear is first given two periods of silence.
    void halt() noexcept;
    std::size_t descriptors(std::span<pollfd>) const noexcept;
    void woken(std::span<pollfd>) noexcept; // Those of descriptors(), after poll().
    // True: a whole period can be moved now. After an under-run it begins anew, by itself.
    enum class Ready { No, Yes, Gone };
    Ready ready() noexcept;
    bool read(std::span<std::int16_t> period) noexcept;
    bool write(std::span<const std::int16_t> period) noexcept;
    std::uint64_t interruptions() const noexcept { return interruptions_; } // xruns

private:
    struct Close {
        void operator()(_snd_pcm*) const;
    };
    AlsaPcm(_snd_pcm* pcm, Way way) : pcm_(pcm), way_(way) {}
    bool recover(long error) noexcept;

    std::unique_ptr<_snd_pcm, Close> pcm_;
    Way way_;
    int most_channels_ = 0;
    int usual_rate_ = 0;
    std::size_t period_ = 0;
    std::size_t room_ = 0;              // Frames the device holds.
    std::vector<std::int16_t> silence_; // Two periods.
    std::uint64_t interruptions_ = 0;
};

} // namespace sangdam::audio
