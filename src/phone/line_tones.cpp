// SPDX-License-Identifier: MIT

#include "phone/line_tones.h"

#include "media/tones.h"

#include <memory>
#include <utility>

namespace sangdam::phone {

LineTones::LineTones(media::Engine& engine, base::Timers& timers)
    : engine_(engine), timers_(timers) {}

LineTones::~LineTones() { quiet(); }

void LineTones::ringback(bool on) {
    if (on) {
        play(Tone::Ringback);
    } else if (now_ == Tone::Ringback) {
        play(Tone::None);
    }
}

void LineTones::busy() {
    play(Tone::Busy);
    end_ = timers_.after(kBusyToneLasts, [this] { play(Tone::None); });
}

void LineTones::quiet() { play(Tone::None); }

void LineTones::play(Tone tone) {
    end_.reset();
    if (std::exchange(now_, tone) == tone) return;
    if (tone == Tone::None) return engine_.stop_on_line();
    engine_.play_on_line(std::make_shared<const media::Pcm>(tone == Tone::Ringback
                                                                ? media::ringback_of_korea()
                                                                : media::busy_of_korea()),
                         media::Repeat::Loop);
}

} // namespace sangdam::phone
