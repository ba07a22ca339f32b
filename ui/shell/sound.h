// SPDX-License-Identifier: MIT
//
// The desk's sound card: which one is meant, whether it works, and the line that the media engine
// plays on. The card itself lives on its own thread (audio::SoundCards). Presenters' executor.
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/result.h"
#include "base/timers.h"
#include "config/desktop.h"
#include "core/handset.h"
#include "core/ports/sound.h"

#include <memory>
#include <string>
#include <vector>

namespace sangdam::audio {
struct CardInUse;
class SoundCards;
} // namespace sangdam::audio

namespace sangdam::shell {

class Sound {
public:
    Sound(const config::DesktopSettings&, base::Executor& presenters, base::Timers&,
          const base::Clock&);
    ~Sound();

    // A call works on it whether or not there is a card; then it is silent.
    std::shared_ptr<core::SoundLine> line() const { return line_; }
    // The sound of the handset in use, where the settings name no card. One in use already stays as
    // long as it is there.
    void follow(const std::vector<core::HandsetDevice>&);
    const std::string& device() const; // "" while there is none.
    // English sentence that says what to do; "" when it works. With a device beside it: sound is
    // there, but not where the agent wants it (the chosen one was pulled out, and comes back).
    const std::string& trouble() const;

private:
    struct Report {
        std::string device;
        std::string trouble;
    };
    void use();
    static void note(Report&, const base::Result<audio::CardInUse>&);

    std::shared_ptr<Report> report_ = std::make_shared<Report>();
    std::string microphone_, speaker_; // As the settings name them.
    std::string usb_path_;             // Of the handset.
    base::Timers& timers_;
    base::Timer settling_;
    std::unique_ptr<audio::SoundCards> cards_;
    std::shared_ptr<core::SoundLine> line_;
};

} // namespace sangdam::shell
