// SPDX-License-Identifier: MIT
//
// What SoundCards needs of a sound library. All calls come from one thread, and any of them may
// hang for ever (PortAudio 19.6 does when an ALSA device is pulled): that is why they have a thread
// to themselves.
#pragma once

#include "audio/audio_line.h"
#include "audio/card_choice.h"
#include "base/result.h"

#include <memory>
#include <optional>
#include <vector>

namespace sangdam::audio {

class CardBackend {
public:
    virtual ~CardBackend() = default;
    // Looks anew at what is plugged in. Only while nothing is open, unless looks_while_open().
    virtual base::Result<std::vector<CardInfo>> list() = 0;
    virtual bool looks_while_open() const { return false; }
    // Opens without starting. The line must outlive it; its on_period() is called from start() to
    // stop(). Unavailable: no format works, or another program holds it.
    virtual base::Result<CardFormat> open(const CardPick&, AudioLine&) = 0;
    virtual base::Status start() = 0;
    virtual void stop() = 0;
    virtual void close() = 0;
    // Has the card that was started been pulled out, or failed? Nothing: this library cannot tell;
    // then it is seen by its silence.
    virtual std::optional<bool> gone() const { return std::nullopt; }
};

std::unique_ptr<CardBackend> make_portaudio_backend();
std::unique_ptr<CardBackend> make_card_backend(); // The one for this system.

} // namespace sangdam::audio
