// SPDX-License-Identifier: MIT

#include "audio/quiet_backends.h"

#include <dlfcn.h>

namespace sangdam::audio {
namespace {

void ignore_alsa(const char*, int, const char*, int, const char*, ...) {}
void ignore_jack(const char*) {}

// By name in what PortAudio has loaded: whether it was built with ALSA and JACK is not our
// business.
template <class Handler>
void set_handler(const char* setter, Handler* handler) {
    if (void* const found = ::dlsym(RTLD_DEFAULT, setter))
        reinterpret_cast<void (*)(Handler*)>(found)(handler);
}

} // namespace

void quiet_backends() {
    set_handler("snd_lib_error_set_handler", &ignore_alsa);
    set_handler("jack_set_error_function", &ignore_jack);
    set_handler("jack_set_info_function", &ignore_jack);
}

} // namespace sangdam::audio
