// SPDX-License-Identifier: MIT

#include "media/wav.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>

namespace sangdam::media {
namespace {

using base::Errc;
using base::Error;
using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t kRiffHeader = 12;
constexpr std::size_t kChunkHeader = 8;
constexpr unsigned kPlainPcm = 1;
constexpr unsigned kExtensible = 0xFFFE; // WAVEFORMATEXTENSIBLE: the real format is further on.

unsigned u16(Bytes b, std::size_t at) { return b[at] | unsigned{b[at + 1]} << 8; }
std::uint32_t u32(Bytes b, std::size_t at) { return u16(b, at) | u16(b, at + 2) << 16; }
bool is(Bytes b, std::size_t at, std::string_view id) {
    return std::equal(id.begin(), id.end(), b.begin() + static_cast<std::ptrdiff_t>(at));
}

struct Format {
    int rate = 0;
    unsigned channels = 0;
};

base::Result<Format> parse_format(Bytes chunk) {
    if (chunk.size() < 16) return Error{Errc::BadInput, "WAV: the fmt chunk is too short"};
    auto tag = u16(chunk, 0);
    if (tag == kExtensible && chunk.size() >= 26) tag = u16(chunk, 24);
    const auto rate = u32(chunk, 4);
    const Format out{static_cast<int>(std::min(rate, 1'000'000U)), u16(chunk, 2)};
    if (tag != kPlainPcm || u16(chunk, 14) != 16)
        return Error{Errc::BadInput, "WAV: only 16-bit PCM is understood"};
    if (out.channels < 1 || out.channels > 8 || rate < 4000 || rate > 384'000)
        return Error{Errc::BadInput, "WAV: the rate or the number of channels makes no sense"};
    return out;
}

Pcm mixed(Bytes samples, Format format) {
    const std::size_t frame = 2 * std::size_t{format.channels};
    Pcm out{format.rate, {}};
    out.samples.reserve(samples.size() / frame);
    for (std::size_t at = 0; at + frame <= samples.size(); at += frame) {
        int sum = 0;
        for (std::size_t c = 0; c < frame; c += 2)
            sum += static_cast<std::int16_t>(u16(samples, at + c));
        out.samples.push_back(static_cast<Sample>(sum / static_cast<int>(format.channels)));
    }
    return out;
}

void put(std::string& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
}

} // namespace

base::Result<Pcm> parse_wav(Bytes bytes) {
    if (bytes.size() < kRiffHeader || !is(bytes, 0, "RIFF") || !is(bytes, 8, "WAVE"))
        return Error{Errc::BadInput, "not a WAV file"};
    std::optional<Format> format;
    for (std::size_t at = kRiffHeader; at + kChunkHeader <= bytes.size();) {
        const std::size_t left = bytes.size() - at - kChunkHeader;
        const std::size_t size = std::min<std::size_t>(u32(bytes, at + 4), left);
        const auto chunk = bytes.subspan(at + kChunkHeader, size);
        if (is(bytes, at, "fmt ")) {
            SDC_TRY(format, parse_format(chunk));
        } else if (is(bytes, at, "data")) {
            if (!format) return Error{Errc::BadInput, "WAV: data before its format"};
            return mixed(chunk, *format);
        }
        at += kChunkHeader + size + size % 2; // Chunks are padded to even length.
    }
    return Error{Errc::BadInput, "WAV: no sound in the file"};
}

std::string format_wav(const Pcm& sound) {
    const auto size = static_cast<std::uint32_t>(sound.samples.size() * 2);
    const auto rate = static_cast<std::uint32_t>(sound.rate);
    std::string out = "RIFF";
    put(out, 36 + size, 4);
    out += "WAVEfmt ";
    put(out, 16, 4);
    put(out, kPlainPcm, 2);
    put(out, 1, 2);
    put(out, rate, 4);
    put(out, rate * 2, 4);
    put(out, 2, 2);
    put(out, 16, 2);
    out += "data";
    put(out, size, 4);
    for (const Sample s : sound.samples) put(out, static_cast<std::uint16_t>(s), 2);
    return out;
}

base::Result<Pcm> read_wav(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error{Errc::NotFound, "cannot read the sound file " + path.string()};
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    auto sound = parse_wav(bytes);
    if (!sound) return Error{sound.error().code, path.string() + ": " + sound.error().what};
    return sound;
}

base::Status write_wav(const std::filesystem::path& path, const Pcm& sound) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << format_wav(sound);
    file.close();
    if (!file) return Error{Errc::Unavailable, "cannot write the sound file " + path.string()};
    return base::Done{};
}

} // namespace sangdam::media
