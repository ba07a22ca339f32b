// SPDX-License-Identifier: MIT
//
// Opus (RFC 6716) for speech, mono, 48 kHz. The only file pair that knows libopus.
#pragma once

#include "media/codec.h"

namespace sangdam::media {

base::Result<std::unique_ptr<Encoder>> make_opus_encoder(const OpusWishes&);
base::Result<std::unique_ptr<Decoder>> make_opus_decoder();

} // namespace sangdam::media
