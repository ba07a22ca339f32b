// SPDX-License-Identifier: MIT

#include "media/pcm.h"

#include "base/resampler.h"

namespace sangdam::media {

Pcm at_rate(const Pcm& in, int rate) {
    if (in.rate == rate || in.samples.empty()) return Pcm{rate, in.samples};
    base::Resampler resampler(in.rate, rate, 8);
    const auto wanted =
        static_cast<std::size_t>(static_cast<std::int64_t>(in.samples.size()) * rate / in.rate);
    Pcm out{rate, std::vector<Sample>(wanted)};
    // The filter keeps its last few samples: silence behind the sound pushes them out.
    auto padded = in.samples;
    padded.insert(padded.end(), static_cast<std::size_t>(in.rate / 50), Sample{0});
    const auto moved = resampler.run(padded, out.samples);
    out.samples.resize(moved.out);
    return out;
}

} // namespace sangdam::media
