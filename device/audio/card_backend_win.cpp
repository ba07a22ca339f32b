// SPDX-License-Identifier: MIT

#include "audio/card_backend.h"

namespace sangdam::audio {

std::unique_ptr<CardBackend> make_card_backend() { return make_portaudio_backend(); }

} // namespace sangdam::audio
