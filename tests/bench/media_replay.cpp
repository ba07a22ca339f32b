// SPDX-License-Identifier: MIT
//
// media_replay: what a listener hears of a recording behind a network, in virtual time.
//   media_replay --codec opus|pcma|pcmu|g722 --trace FILE --in IN.wav --out OUT.wav --json
// The recording goes through the product's sender, the trace (a line per 20 ms packet: its delay in
// ms, -1 = lost; too short a trace begins again) and the product's jitter buffer; receiver reports
// go back as in a call. OUT has IN's rate and length, one channel, and is moved back by the call's
// constant delay, so that it lies on IN.

#include "media/wav.h"
#include "trace.h"
#include "virtual_call.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>

namespace {

using namespace sangdam;
using media::Pcm;
using media::Sample;

constexpr double kTailSeconds = 2; // For what is still on its way at the end.

int fail(const std::string& what) {
    std::cerr << "media_replay: " << what << "\n";
    return 2;
}

// How many samples `heard` is behind `said`: where they are most alike, around `expected`. Both at
// 8 kHz, where a voice has its strength.
std::ptrdiff_t lag(const Pcm& said, const Pcm& heard, std::ptrdiff_t expected) {
    constexpr std::ptrdiff_t kAround = 8 * 40;
    std::ptrdiff_t best = expected;
    double most = 0;
    for (auto at = std::max<std::ptrdiff_t>(0, expected - kAround); at <= expected + kAround;
         ++at) {
        double alike = 0;
        const auto n = std::min(said.samples.size(),
                                heard.samples.size() -
                                    std::min(heard.samples.size(), static_cast<std::size_t>(at)));
        for (std::size_t i = 0; i < n; ++i)
            alike += static_cast<double>(said.samples[i]) *
                     heard.samples[i + static_cast<std::size_t>(at)];
        if (alike <= most) continue;
        most = alike;
        best = at;
    }
    return best;
}

Pcm aligned(const Pcm& in, const Pcm& heard, double delay_ms) {
    const auto behind = lag(media::at_rate(in, 8000), media::at_rate(heard, 8000),
                            static_cast<std::ptrdiff_t>(delay_ms * 8));
    Pcm rest{heard.rate, {}};
    const auto from =
        std::min(heard.samples.size(), static_cast<std::size_t>(behind) * media::kRate / 8000);
    rest.samples.assign(heard.samples.begin() + static_cast<std::ptrdiff_t>(from),
                        heard.samples.end());
    auto out = rest.samples.empty() ? Pcm{in.rate, {}} : media::at_rate(rest, in.rate);
    out.samples.resize(in.samples.size()); // Silence, if so little was heard.
    return out;
}

void print(const std::string& codec, const rig::CallReport& report, double seconds) {
    std::cout << "{\"codec\":\"" << codec << "\",\"seconds\":" << seconds
              << ",\"delay_ms\":" << report.mean_delay_ms
              << ",\"mean_buffer_ms\":" << report.mean_buffer_ms
              << ",\"lost_percent\":" << report.lost_percent
              << ",\"late_percent\":" << report.late_percent
              << ",\"concealed_percent\":" << report.concealed_percent
              << ",\"stretched_percent\":" << report.stretched_percent << "}\n";
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app("A recording through codec, network and receive path, in virtual time");
    std::string codec = "opus";
    std::string trace_file;
    std::string in_file;
    std::string out_file;
    bool json = true;
    app.add_option("--codec", codec, "opus pcma pcmu g722");
    app.add_option("--trace", trace_file, "A line per packet: ms, -1 = lost")->required();
    app.add_option("--in", in_file, "WAV, 16 bit PCM")->required();
    app.add_option("--out", out_file, "WAV to be written")->required();
    app.add_flag("--json", json, "As always");
    CLI11_PARSE(app, argc, argv);

    rig::CallSetup setup;
    const auto spoken = media::codec_named(codec);
    if (!spoken) return fail("no codec '" + codec + "'; there are opus pcma pcmu g722");
    setup.codec = *spoken;
    const auto trace = rig::read_trace(trace_file);
    if (!trace) return fail(trace.error().what);
    const auto in = media::read_wav(in_file);
    if (!in) return fail(in.error().what);
    if (in->samples.empty()) return fail(in_file + ": there is no sound in it");

    auto said = media::at_rate(*in, media::kRate);
    if (said.samples.empty()) said.samples.push_back(0);
    const double seconds = static_cast<double>(in->samples.size()) / in->rate;
    setup.said = rig::Said::Once;
    setup.seconds = seconds + kTailSeconds;
    setup.delay = [&](std::uint64_t number, double) { return (*trace)[number]; };
    auto report = rig::play_call(setup, said);
    const auto out = aligned(*in, report.heard, report.mean_delay_ms);
    if (const auto written = media::write_wav(out_file, out); !written)
        return fail(written.error().what);
    print(codec, report, seconds);
    return 0;
}
