// SPDX-License-Identifier: MIT
//
// Call progress tones as Korea's exchanges play them (ITU-T E.180 supplement 2), and the measuring
// of a tone in a sound. Pure; any thread.
#pragma once

#include "media/pcm.h"

#include <chrono>
#include <initializer_list>

namespace sangdam::media {

// Sum of sines, faded in and out over 5 ms so that it does not click. `level` is the peak of each
// sine, 1.0 = full scale.
Pcm sines(std::initializer_list<double> hertz, std::chrono::milliseconds length,
          double level = 0.1);
Pcm silence(std::chrono::milliseconds length);
Pcm joined(const Pcm& first, const Pcm& second); // Of the same rate.

// One period each: to be played in a loop.
Pcm ringback_of_korea(); // 440 + 480 Hz, 1 s on, 2 s off
Pcm busy_of_korea();     // 480 + 620 Hz, 0.5 s on, 0.5 s off

// How much of the sound's power over its last `window` is a sine of `hertz`: 0 none, 1 nothing
// else. A sound that is nearly silent has none of anything.
double tone_share(const Pcm&, double hertz, std::chrono::milliseconds window);

} // namespace sangdam::media
