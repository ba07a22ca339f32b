// SPDX-License-Identifier: MIT

#include "media/codec.h"

#include "media/g711_codec.h"
#include "media/g722_codec.h"
#include "media/opus_codec.h"

namespace sangdam::media {

base::Result<std::unique_ptr<Encoder>> make_encoder(const PayloadFormat& format) {
    switch (format.codec) {
    case Codec::Opus: return make_opus_encoder(parse_opus_fmtp(format.fmtp));
    case Codec::G722: return make_g722_encoder();
    case Codec::Pcma:
    case Codec::Pcmu: break;
    }
    return make_g711_encoder(format.codec);
}

base::Result<std::unique_ptr<Decoder>> make_decoder(Codec codec) {
    switch (codec) {
    case Codec::Opus: return make_opus_decoder();
    case Codec::G722: return make_g722_decoder();
    case Codec::Pcma:
    case Codec::Pcmu: break;
    }
    return make_g711_decoder(codec);
}

} // namespace sangdam::media
