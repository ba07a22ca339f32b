// SPDX-License-Identifier: MIT
//
// WAV files (RIFF, 16-bit PCM): announcements in, recordings out. Parsing is pure and bounded;
// several channels are mixed to one. Any thread that may touch the disk.
#pragma once

#include "base/result.h"
#include "media/pcm.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace sangdam::media {

// BadInput: not a RIFF/WAVE file with 16-bit PCM in it. A file cut short gives what is there.
base::Result<Pcm> parse_wav(std::span<const std::uint8_t> bytes);
std::string format_wav(const Pcm&);

base::Result<Pcm> read_wav(const std::filesystem::path&);
base::Status write_wav(const std::filesystem::path&, const Pcm&);

} // namespace sangdam::media
