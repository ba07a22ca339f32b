// SPDX-License-Identifier: MIT
//
// G.722 as a stream's codec, with the concealment that the recommendation itself lacks.
#pragma once

#include "media/codec.h"

namespace sangdam::media {

std::unique_ptr<Encoder> make_g722_encoder();
std::unique_ptr<Decoder> make_g722_decoder();

} // namespace sangdam::media
