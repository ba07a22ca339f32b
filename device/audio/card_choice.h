// SPDX-License-Identifier: MIT
//
// Which of the machine's sound devices to use: pure, so that the rules can be read and tested
// without any.
#pragma once

#include "audio/card_format.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::audio {

struct CardInfo {
    int index = 0; // The backend's.
    std::string name{};
    std::string backend{};  // "ALSA", "Windows WASAPI" ...
    std::string usb_path{}; // The USB device it is a part of (card_place.h); empty: not known.
    int capture_channels = 0;
    int playback_channels = 0;
    double rate = 0; // Its default.
    bool default_capture = false;
    bool default_playback = false;
    bool busy = false; // Another program holds it (or a half of it) now.
};

// A part of the device's name, in any case; "" = the system's default.
struct CardChoice {
    std::string capture;
    std::string playback;
    // Of the handset: where no name is given, its own sound goes before the system's default.
    std::string usb_path{};

    friend bool operator==(const CardChoice&, const CardChoice&) = default;
};

struct CardPick {
    std::optional<CardInfo> capture;
    std::optional<CardInfo> playback;
};
// A name that fits nothing leaves that half empty: sound from a device nobody asked for is worse
// than a sentence. With "" and no default: the first that can.
CardPick pick_cards(const std::vector<CardInfo>&, const CardChoice&);

// Formats to try, best first: no resampling before some.
std::vector<CardFormat> formats_to_try(const CardPick&);

} // namespace sangdam::audio
