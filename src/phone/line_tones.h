// SPDX-License-Identifier: MIT
//
// What the agent hears of a call that carries no sound yet, or none any more: ringback while the
// far end rings (RFC 3960 §3.2), the busy tone after it refused. Call thread.
#pragma once

#include "base/timers.h"
#include "media/engine.h"

#include <chrono>

namespace sangdam::phone {

inline constexpr std::chrono::seconds kBusyToneLasts{3};

class LineTones {
public:
    LineTones(media::Engine&, base::Timers&);
    ~LineTones();
    LineTones(const LineTones&) = delete;
    LineTones& operator=(const LineTones&) = delete;

    void ringback(bool on);
    void busy();  // For a while, unless something else begins.
    void quiet(); // Somebody is on the line.

private:
    enum class Tone { None, Ringback, Busy };
    void play(Tone);

    media::Engine& engine_;
    base::Timers& timers_;
    Tone now_ = Tone::None;
    base::Timer end_;
};

} // namespace sangdam::phone
