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
    cards_->on_move([report = std::weak_ptr(report_)](const auto& moved) {
        if (const auto alive = report.lock()) note(*alive, moved);
    });
    use();
}

void Sound::follow(const std::vector<core::HandsetDevice>& devices) {
    if (!cards_ || (!microphone_.empty() && !speaker_.empty())) return;
    const auto place = place_of_phone(devices, usb_path_);
    if (std::exchange(usb_path_, place) == place) return;
    settling_ = timers_.after(kCardComes, [this] { use(); });
}

void Sound::use() {
    std::vector<audio::CardChoice> order{{microphone_, speaker_, usb_path_}};
    // Not there, pulled out, or held by another program: the system's way is better than none.
    if (order.front() != audio::CardChoice{}) order.push_back({});
    cards_->use(std::move(order), [report = std::weak_ptr(report_)](const auto& opened) {
        if (const auto alive = report.lock()) note(*alive, opened);
    });
}

void Sound::note(Report& report, const base::Result<audio::CardInUse>& opened) {
    if (!opened) {
        report.device.clear();
        report.trouble = opened.error().what;
        base::log::warn("sound", "{}", report.trouble);
        return;
    }
    report.device = opened->playback.empty() ? opened->capture : opened->playback;
    report.trouble.clear();
    if (opened->stand_in)
        report.trouble = "the chosen sound device is not there or in use by another program; "
                         "sound is on '" +
                         report.device + "' until it is back";
    base::log::info("sound", "microphone '{}', speaker '{}'{}", opened->capture, opened->playback,
                    opened->stand_in ? ", standing in" : "");
}

Sound::~Sound() {
    // A hung sound library would keep the whole desk from ending: it is left behind with its
    // thread.
    if (cards_ && cards_->stuck()) static_cast<void>(cards_.release());
}

const std::string& Sound::device() const { return report_->device; }
const std::string& Sound::trouble() const { return report_->trouble; }

} // namespace sangdam::shell
