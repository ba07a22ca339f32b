// SPDX-License-Identifier: MIT
//
// G.711 (ITU-T, 11/88): 8 kHz, one byte per sample, A-law and mu-law. Pure.
#pragma once

#include <cstdint>

namespace sangdam::media {

std::uint8_t to_alaw(std::int16_t linear);
std::int16_t from_alaw(std::uint8_t code);
std::uint8_t to_ulaw(std::int16_t linear);
std::int16_t from_ulaw(std::uint8_t code);

} // namespace sangdam::media
