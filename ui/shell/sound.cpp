// SPDX-License-Identifier: MIT

#include "shell/sound.h"

#include "audio/silent_line.h"
#include "audio/sound_cards.h"
#include "base/log.h"

#include <chrono>
#include <utility>

namespace sangdam::shell {

namespace {

// A card of the same device appears a moment after its keys.
constexpr std::chrono::milliseconds kCardComes{1000};

std::string place_of_phone(const std::vector<core::HandsetDevice>& devices,
                           const std::string& now) {
    std::string first;
    for (const auto& each : devices) {
        if (!each.is_phone || !each.usable || each.usb_path.empty()) continue;
        if (each.usb_path == now) return now;
        if (first.empty()) first = each.usb_path;
    }
    return first;
}

} // namespace

Sound::Sound(const config::DesktopSettings& settings, base::Executor& presenters,
             base::Timers& timers, const base::Clock& clock)
    : microphone_(settings.microphone), speaker_(settings.speaker), timers_(timers) {
    if (!settings.sound_enabled) {
        report_->trouble = "sound is switched off in the settings ([sound] enabled)";
        line_ = std::make_shared<audio::SilentLine>(clock);
        return;
    }
    report_->trouble = "the sound card is being opened";
    cards_ = std::make_unique<audio::SoundCards>(presenters);
    line_ = cards_->line();
    use();
}

void Sound::follow(const std::vector<core::HandsetDevice>& devices) {
    if (!cards_ || (!microphone_.empty() && !speaker_.empty())) return;
    const auto place = place_of_phone(devices, usb_path_);
    if (std::exchange(usb_path_, place) == place) return;
    settling_ = timers_.after(kCardComes, [this] { use(); });
}

void Sound::use() {
    const audio::CardChoice choice{microphone_, speaker_, usb_path_};
    cards_->use(choice, [this, report = std::weak_ptr(report_),
                         place = usb_path_](const base::Result<audio::CardInUse>& opened) {
        const auto alive = report.lock();
        if (!alive) return; // The desk has closed.
        if (!opened && !place.empty() && place == usb_path_) {
            // Another program holds the handset's sound: then the system's way is better than none.
            base::log::warn("sound", "the handset's own sound: {}", opened.error().what);
            usb_path_.clear();
            return use();
        }
        if (!opened) {
            alive->trouble = opened.error().what;
            base::log::warn("sound", "{}", alive->trouble);
            return;
        }
        alive->trouble.clear();
        alive->device = opened->playback.empty() ? opened->capture : opened->playback;
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
