// SPDX-License-Identifier: MIT
//
// ALSA's cards: "Jabra Link 380: USB Audio (hw:1,0)" is card 1, whose place in sysfs tells the
// rest.

#include "audio/card_place.h"

#include <cstdlib>
#include <memory>
#include <unistd.h>

namespace sangdam::audio {

namespace {

std::string card_number(std::string_view card) {
    const auto at = card.rfind("(hw:");
    if (at == std::string_view::npos) return {};
    const auto digits = card.substr(at + 4);
    return std::string(digits.substr(0, digits.find_first_not_of("0123456789")));
}

} // namespace

std::string usb_path_of(std::string_view card, const std::string& sys) {
    const auto number = card_number(card);
    if (number.empty()) return {};
    const auto link = sys + "/class/sound/card" + number + "/device";
    const std::unique_ptr<char, decltype(&std::free)> real(::realpath(link.c_str(), nullptr),
                                                           &std::free);
    if (!real) return {};
    // The card hangs on an interface; the whole device is the first above it with a vendor.
    for (std::string path = real.get(); path.size() > 1; path.resize(path.rfind('/')))
        if (::access((path + "/idVendor").c_str(), F_OK) == 0) return path;
    return {};
}

} // namespace sangdam::audio
