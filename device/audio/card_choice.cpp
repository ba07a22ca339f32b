// SPDX-License-Identifier: MIT

#include "audio/card_choice.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sangdam::audio {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool contains(std::string_view text, std::string_view part) {
    return !std::ranges::search(text, part, [](char a, char b) {
                return lower(a) == lower(b);
            }).empty();
}

// `channels` and `is_default` name the half of the device that is asked for.
std::optional<CardInfo> pick(const std::vector<CardInfo>& cards, std::string_view name,
                             const std::string& usb_path, int CardInfo::*channels,
                             bool CardInfo::*is_default) {
    const auto fits = [&](const CardInfo& card) {
        return card.*channels > 0 && (name.empty() || contains(card.name, name));
    };
    if (name.empty() && !usb_path.empty()) {
        const auto own = std::ranges::find_if(
            cards, [&](const CardInfo& card) { return fits(card) && card.usb_path == usb_path; });
        if (own != cards.end()) return *own;
    }
    const auto best = std::ranges::find_if(
        cards, [&](const CardInfo& card) { return fits(card) && card.*is_default; });
    if (best != cards.end()) return *best;
    const auto any = std::ranges::find_if(cards, fits);
    if (any != cards.end()) return *any;
    return std::nullopt;
}

// `wish` first. A card that can do less than was asked for is opened as it is.
std::vector<int> channels_to_try(const std::optional<CardInfo>& card, int CardInfo::*most,
                                 std::array<int, 2> wish) {
    if (!card) return {0};
    const int limit = (*card).*most;
    std::vector<int> out;
    for (const int n : {wish[0], wish[1], limit})
        if (n <= limit && std::ranges::find(out, n) == out.end()) out.push_back(n);
    return out;
}

} // namespace

CardPick pick_cards(const std::vector<CardInfo>& cards, const CardChoice& choice) {
    return {pick(cards, choice.capture, choice.usb_path, &CardInfo::capture_channels,
                 &CardInfo::default_capture),
            pick(cards, choice.playback, choice.usb_path, &CardInfo::playback_channels,
                 &CardInfo::default_playback)};
}

std::vector<CardFormat> formats_to_try(const CardPick& pick) {
    std::vector<int> rates{core::kSoundRate};
    const auto add = [&](int rate) {
        if (rate >= 8000 && std::ranges::find(rates, rate) == rates.end()) rates.push_back(rate);
    };
    for (const auto& card : {pick.playback, pick.capture})
        if (card) add(static_cast<int>(std::lround(card->rate)));
    for (const int rate : {44'100, 16'000, 32'000, 8'000}) add(rate);

    // One microphone is enough; with one of two ears, half a headset would stay silent.
    const auto ins = channels_to_try(pick.capture, &CardInfo::capture_channels, {1, 2});
    const auto outs = channels_to_try(pick.playback, &CardInfo::playback_channels, {2, 1});
    std::vector<CardFormat> out;
    for (const int rate : rates)
        for (const int in : ins)
            for (const int to : outs)
                out.push_back({rate, in, to, static_cast<std::size_t>(rate) / 100});
    return out;
}

} // namespace sangdam::audio
