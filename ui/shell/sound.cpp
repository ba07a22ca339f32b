// SPDX-License-Identifier: MIT

#include "shell/sound.h"

#include "audio/silent_line.h"
#include "audio/sound_cards.h"
#include "base/log.h"

namespace sangdam::shell {

Sound::Sound(const config::DesktopSettings& settings, base::Executor& presenters,
             const base::Clock& clock) {
    if (!settings.sound_enabled) {
        report_->trouble = "sound is switched off in the settings ([sound] enabled)";
        line_ = std::make_shared<audio::SilentLine>(clock);
        return;
    }
    report_->trouble = "the sound card is being opened";
    cards_ = std::make_unique<audio::SoundCards>(presenters);
    line_ = cards_->line();
    cards_->use({settings.microphone, settings.speaker},
                [report = report_](const base::Result<audio::CardInUse>& opened) {
                    if (!opened) {
                        report->trouble = opened.error().what;
                        base::log::warn("sound", "{}", report->trouble);
                        return;
                    }
                    report->trouble.clear();
                    report->device = opened->playback.empty() ? opened->capture : opened->playback;
                    base::log::info("sound", "microphone '{}', speaker '{}'", opened->capture,
                                    opened->playback);
                });
}

Sound::~Sound() {
    // A hung sound library would keep the whole desk from ending: it is left behind with its
    // thread.
    if (cards_ && cards_->stuck()) static_cast<void>(cards_.release());
}

const std::string& Sound::device() const { return report_->device; }
const std::string& Sound::trouble() const { return report_->trouble; }

} // namespace sangdam::shell
