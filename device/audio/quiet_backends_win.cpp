// SPDX-License-Identifier: MIT

#include "audio/quiet_backends.h"

namespace sangdam::audio {

void quiet_backends() {} // WASAPI says nothing by itself.

} // namespace sangdam::audio
