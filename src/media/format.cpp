// SPDX-License-Identifier: MIT

#include "media/format.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace sangdam::media {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view s) {
    const auto first = s.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return s.substr(first, s.find_last_not_of(" \t") - first + 1);
}

std::optional<int> number(std::string_view s) {
    int value = 0;
    const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
    if (error != std::errc{} || end != s.data() + s.size()) return std::nullopt;
    return value;
}

void take(OpusWishes& out, std::string_view key, int value) {
    if (same_word(key, "maxaveragebitrate") && value >= 6000 && value <= 510'000) {
        out.bitrate = std::min(out.bitrate, value);
        out.most_bitrate = value;
    }
    if (same_word(key, "maxplaybackrate") && value >= 8000 && value <= 48'000)
        out.playback_rate = value;
    if (same_word(key, "useinbandfec")) out.inband_fec = value == 1;
    if (same_word(key, "usedtx")) out.dtx = value == 1;
    if (same_word(key, "cbr")) out.constant_bitrate = value == 1;
}

constexpr std::array kCodecs{Codec::Opus, Codec::Pcma, Codec::Pcmu, Codec::G722};

} // namespace

std::string_view name(Codec codec) {
    switch (codec) {
    case Codec::Opus: return "opus";
    case Codec::Pcma: return "PCMA";
    case Codec::Pcmu: return "PCMU";
    case Codec::G722: return "G722";
    }
    return "";
}

std::optional<Codec> codec_named(std::string_view text) {
    for (const Codec codec : kCodecs)
        if (same_word(text, name(codec))) return codec;
    return std::nullopt;
}

int clock_rate(Codec codec) { return codec == Codec::Opus ? 48'000 : 8'000; }

OpusWishes parse_opus_fmtp(std::string_view fmtp) {
    OpusWishes out;
    while (!fmtp.empty()) {
        const auto end = std::min(fmtp.find(';'), fmtp.size());
        const auto item = fmtp.substr(0, end);
        fmtp.remove_prefix(std::min(end + 1, fmtp.size()));
        const auto equals = item.find('=');
        if (equals == std::string_view::npos) continue;
        if (const auto value = number(trimmed(item.substr(equals + 1))))
            take(out, trimmed(item.substr(0, equals)), *value);
    }
    return out;
}

} // namespace sangdam::media
