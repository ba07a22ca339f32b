// SPDX-License-Identifier: MIT
//
// What the practice switch plays, in memory and at the engine's rate. Immutable after loading.
#pragma once

#include "base/result.h"
#include "media/pcm.h"

#include <filesystem>
#include <memory>
#include <string>

namespace sangdam::pbx {

using SharedPcm = std::shared_ptr<const media::Pcm>;

struct SwitchSounds {
    SharedPcm welcome, closed, goodbye, starting, music, ringback;
};

// `welcome`: replaces the one in `folder` when not empty. NotFound, BadInput: which file, and why.
base::Result<SwitchSounds> load_switch_sounds(const std::filesystem::path& folder,
                                              const std::filesystem::path& welcome);

// folder/name.wav at the engine's rate.
base::Result<SharedPcm> load_sound(const std::filesystem::path& folder, const std::string& name);

// Sixteen seconds that can be heard for long: soft plucked fifths, no tune to get tired of. Ends
// where it begins. Made, not recorded, so that nobody's rights are touched.
media::Pcm waiting_music();

} // namespace sangdam::pbx
