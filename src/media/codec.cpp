// SPDX-License-Identifier: MIT

#include "media/codec.h"

#include "media/g711_codec.h"
#include "media/opus_codec.h"

namespace sangdam::media {

base::Result<std::unique_ptr<Encoder>> make_encoder(const PayloadFormat& format) {
    if (format.codec == Codec::Opus) return make_opus_encoder(parse_opus_fmtp(format.fmtp));
    return make_g711_encoder(format.codec);
}

base::Result<std::unique_ptr<Decoder>> make_decoder(Codec codec) {
    if (codec == Codec::Opus) return make_opus_decoder();
    return make_g711_decoder(codec);
}

} // namespace sangdam::media
