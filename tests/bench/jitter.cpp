// SPDX-License-Identifier: MIT
//
// jitter: what the jitter buffer makes of a network, in virtual time. One line of JSON.
//   jitter --profile wifi2 --seed 7 --seconds 600     or     jitter --trace FILE --json
// A trace has one line per 20 ms packet: its delay in ms, or -1 for lost. A packet is late that was
// not there when its turn came, whether play-out then waited for it or went on without it.

#include "network.h"
#include "trace.h"
#include "virtual_call.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace {

using namespace sangdam;

int fail(const std::string& what) {
    std::cerr << "jitter: " << what << "\n";
    return 2;
}

std::string names() {
    std::string out;
    for (const auto name : rig::network_profiles()) out += " " + std::string(name);
    return out;
}

void print(const rig::CallReport& report) {
    std::cout << "{\"mean_buffer_ms\":" << report.mean_buffer_ms
              << ",\"late_percent\":" << report.late_percent
              << ",\"concealed_percent\":" << report.concealed_percent
              << ",\"stretched_percent\":" << report.stretched_percent
              << ",\"lost_percent\":" << report.lost_percent
              << ",\"smallest_buffer_ms\":" << report.smallest_buffer_ms
              << ",\"largest_buffer_ms\":" << report.largest_buffer_ms << "}\n";
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app("The jitter buffer in virtual time");
    std::string file;
    std::string profile;
    std::string codec = "pcma";
    std::uint64_t seed = 7;
    rig::CallSetup setup;
    bool json = true;
    auto* const from_file = app.add_option("--trace", file, "A line per packet: ms, -1 = lost");
    auto* const from_profile = app.add_option("--profile", profile, names())->excludes(from_file);
    app.add_option("--seed", seed, "Of the profile");
    app.add_option("--seconds", setup.seconds, "Of the profile")->check(CLI::Range(1.0, 86400.0));
    app.add_option("--codec", codec, "opus pcma pcmu g722");
    app.add_option("--phase", setup.phase_ms, "Between packets and beats, ms")
        ->check(CLI::Range(0.0, 20.0));
    app.add_option("--drift-ppm", setup.drift_ppm)->check(CLI::Range(-2000.0, 2000.0));
    app.add_flag("--json", json, "As always");
    CLI11_PARSE(app, argc, argv);
    const auto spoken = media::codec_named(codec);
    if (!spoken) return fail("no codec '" + codec + "'");
    setup.codec = *spoken;
    setup.keep_heard = false;

    rig::Trace trace;
    std::optional<rig::Network> network;
    if (from_file->count() > 0) {
        auto read = rig::read_trace(file);
        if (!read) return fail(read.error().what);
        trace = std::move(read).value();
        setup.seconds = static_cast<double>(trace.delays.size() + 1) * setup.ptime_ms / 1000;
        setup.delay = [&](std::uint64_t number, double) { return trace[number]; };
    } else if (from_profile->count() > 0) {
        network = rig::Network::profile(profile, seed);
        if (!network) return fail("no profile '" + profile + "'; there are" + names());
        setup.delay = [&](std::uint64_t, double ms) { return network->delay(ms); };
    } else {
        return fail("say --trace FILE or --profile NAME");
    }
    print(rig::play_call(setup, rig::babble(8, media::kRate)));
    return 0;
}
