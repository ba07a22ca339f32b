// SPDX-License-Identifier: MIT
//
// Sound libraries write to stderr whatever they try on the way (fifty lines for a machine without a
// card). What failed in the end is in our Result; their chatter is switched off.
#pragma once

namespace sangdam::audio {

void quiet_backends();

} // namespace sangdam::audio
