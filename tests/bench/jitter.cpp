// SPDX-License-Identifier: MIT
//
// jitter: what the jitter buffer makes of a network, in virtual time. One line of JSON.
//   jitter --profile wifi2 --seed 7 --seconds 600     or     jitter --trace FILE
// A trace has one line per 20 ms packet: its delay in ms, or -1 for lost.

#include "network.h"
#include "virtual_call.h"

#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>

int main(int argc, char** argv) {
    using namespace sangdam;
    CLI::App app("The jitter buffer in virtual time");
    std::string trace;
    std::string profile;
    std::uint64_t seed = 7;
    rig::CallSetup setup;
    bool json = true;
    app.add_option("--trace", trace, "One delay per line, -1 = lost");
    app.add_option("--profile", profile, "clean iid5 ge5 ge10 exp10 wifi1 wifi2 wifi3");
    app.add_option("--seed", seed);
    app.add_option("--seconds", setup.seconds);
    app.add_option("--drift-ppm", setup.drift_ppm);
    app.add_flag("--json", json, "As always");
    CLI11_PARSE(app, argc, argv);

    std::vector<double> delays;
    std::optional<rig::Network> network;
    if (!trace.empty()) {
        std::ifstream file(trace);
        for (double ms = 0; file >> ms;) delays.push_back(ms);
        if (delays.empty()) {
            std::cerr << "no delays in " << trace << "\n";
            return 2;
        }
        setup.seconds = static_cast<double>(delays.size()) * setup.ptime_ms / 1000;
        setup.delay = [&, at = std::size_t{0}](double) mutable -> std::optional<double> {
            const double ms = delays[at++ % delays.size()];
            if (ms < 0) return std::nullopt;
            return ms;
        };
    } else {
        network = rig::Network::profile(profile, seed);
        if (!network) {
            std::cerr << "no profile '" << profile << "'\n";
            return 2;
        }
        setup.delay = [&](double ms) { return network->delay(ms); };
    }
    const auto report = rig::play_call(setup, rig::babble(8, media::kRate));
    std::cout << "{\"mean_buffer_ms\":" << report.mean_buffer_ms
              << ",\"late_percent\":" << report.late_percent
              << ",\"concealed_percent\":" << report.concealed_percent
              << ",\"stretched_percent\":" << report.stretched_percent
              << ",\"smallest_buffer_ms\":" << report.smallest_buffer_ms
              << ",\"largest_buffer_ms\":" << report.largest_buffer_ms << "}\n";
    return 0;
}
