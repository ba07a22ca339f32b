// SPDX-License-Identifier: MIT

#include "base/resampler.h"

#include <cassert>
#include <speex/speex_resampler.h>

namespace sangdam::base {

struct Resampler::Impl {
    Impl(int from, int to, int quality) {
        int error = 0;
        state = speex_resampler_init(1, static_cast<spx_uint32_t>(from),
                                     static_cast<spx_uint32_t>(to), quality, &error);
        assert(state != nullptr); // Only for want of memory or a quality out of range.
        // Without this the first samples out would be half a filter of zeros: delay for nothing.
        speex_resampler_skip_zeros(state);
    }
    ~Impl() { speex_resampler_destroy(state); }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    SpeexResamplerState* state = nullptr;
};

Resampler::Resampler(int from, int to, int quality)
    : impl_(std::make_unique<Impl>(from, to, quality)) {}
Resampler::~Resampler() = default;
Resampler::Resampler(Resampler&&) noexcept = default;
Resampler& Resampler::operator=(Resampler&&) noexcept = default;

Resampler::Moved Resampler::run(std::span<const std::int16_t> in,
                                std::span<std::int16_t> out) noexcept {
    auto taken = static_cast<spx_uint32_t>(in.size());
    auto made = static_cast<spx_uint32_t>(out.size());
    speex_resampler_process_int(impl_->state, 0, in.data(), &taken, out.data(), &made);
    return {taken, made};
}

void Resampler::forget() noexcept {
    speex_resampler_reset_mem(impl_->state);
    speex_resampler_skip_zeros(impl_->state);
}

} // namespace sangdam::base
