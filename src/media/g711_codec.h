// SPDX-License-Identifier: MIT
//
// G.711 as a stream's codec: the tables of g711.h, with the concealment that the law itself lacks.
#pragma once

#include "media/codec.h"

namespace sangdam::media {

std::unique_ptr<Encoder> make_g711_encoder(Codec);
std::unique_ptr<Decoder> make_g711_decoder(Codec);

} // namespace sangdam::media
