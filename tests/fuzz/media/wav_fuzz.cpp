// SPDX-License-Identifier: MIT
//
// A sound file from an administrator's disk.

#include "media/wav.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto sound = sangdam::media::parse_wav({data, size});
    if (sound) sangdam::media::format_wav(*sound);
    return 0;
}
