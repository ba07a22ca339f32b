// SPDX-License-Identifier: MIT
//
// The sound devices of an ALSA system as an agent may choose among them. Audio thread; opens each
// device for a moment, which is the only way to know that it is there.
#pragma once

#include "audio/card_choice.h"

#include <string>
#include <vector>

namespace sangdam::audio {

struct AlsaDevice {
    CardInfo info;
    std::string pcm; // What ALSA opens it by.
};

// CardInfo::index is the place in the list.
std::vector<AlsaDevice> list_alsa_devices();

} // namespace sangdam::audio
