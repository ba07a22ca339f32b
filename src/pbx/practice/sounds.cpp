// SPDX-License-Identifier: MIT

#include "pbx/practice/sounds.h"

#include "media/tones.h"
#include "media/wav.h"

namespace sangdam::pbx {
namespace {

base::Result<SharedPcm> load(const std::filesystem::path& file) {
    SDC_TRY(const auto sound, media::read_wav(file));
    if (sound.samples.empty())
        return base::Error{base::Errc::BadInput, file.string() + " has no sound in it"};
    return SharedPcm(std::make_shared<media::Pcm>(media::at_rate(sound, media::kRate)));
}

} // namespace

base::Result<SharedPcm> load_sound(const std::filesystem::path& folder, const std::string& name) {
    return load(folder / (name + ".wav"));
}

base::Result<SwitchSounds> load_switch_sounds(const std::filesystem::path& folder,
                                              const std::filesystem::path& welcome) {
    SwitchSounds sounds;
    SDC_TRY(sounds.welcome, welcome.empty() ? load_sound(folder, "welcome") : load(welcome));
    SDC_TRY(sounds.closed, load_sound(folder, "closed"));
    SDC_TRY(sounds.goodbye, load_sound(folder, "goodbye"));
    SDC_TRY(sounds.starting, load_sound(folder, "starting"));
    sounds.ringback = std::make_shared<media::Pcm>(media::ringback_of_korea());
    sounds.music = std::make_shared<media::Pcm>(waiting_music());
    return sounds;
}

} // namespace sangdam::pbx
