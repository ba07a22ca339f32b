// SPDX-License-Identifier: MIT
//
// mouth_to_ear: two engines with a virtual card each talk over loopback in real time; how long a
// sound takes from one microphone to the other ear. One line of JSON.

#include "audio/sound_cards.h"
#include "base/strand.h"
#include "markers.h"
#include "media/engine.h"
#include "virtual_card.h"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <sys/resource.h>
#include <unistd.h>

namespace {

using namespace sangdam;

double cpu_seconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// One end of the call.
struct Desk {
    base::Strand strand{"desk"};
    audio::SoundCards cards{strand};
    std::unique_ptr<media::Engine> engine = std::move(media::Engine::open({}, strand)).value();
    media::Engine::Reserved port = *engine->reserve("127.0.0.1");

    bool use(const std::string& name) {
        std::promise<bool> answer;
        cards.use({name, name}, [&](const auto& card) {
            if (!card) std::cerr << card.error().what << "\n";
            answer.set_value(card.has_value());
        });
        return answer.get_future().get();
    }
    void talk_to(std::uint16_t remote, media::Codec codec, int ptime) {
        media::StreamConfig config;
        config.remote = {"127.0.0.1", remote};
        config.send = {codec, static_cast<std::uint8_t>(codec == media::Codec::Opus ? 111 : 8), ""};
        config.ptime = std::chrono::milliseconds(ptime);
        engine->set_line(cards.line());
        engine->start(port.id, config);
        engine->connect(port.id, media::SoundLine{});
    }
};

int run(const std::filesystem::path& folder, const std::string& codec, int ptime, int seconds) {
    const auto path = [&](const char* name) { return (folder / name).string(); };
    std::ofstream(path("asound.conf"))
        << rig::alsa_config(SDC_ALSA_PLUGIN, {{"handset_a", path("a")}, {"handset_b", path("b")}});
    ::setenv("ALSA_CONFIG_PATH", path("asound.conf").c_str(), 1);
    rig::CardShape shape;
    shape.seconds = seconds + 5;
    auto mouth = rig::VirtualCard::create(path("a"), shape);
    auto ear = rig::VirtualCard::create(path("b"), shape);
    const auto spoken = media::codec_named(codec);
    if (!mouth || !ear || !spoken) return 2;
    auto marker = rig::chirp(48'000);
    marker.resize(48'000 / 4);
    mouth->speak(0, marker, true);

    Desk a;
    Desk b;
    if (!a.use("handset_a") || !b.use("handset_b")) return 2;
    a.talk_to(b.port.rtp_port, *spoken, ptime);
    b.talk_to(a.port.rtp_port, *spoken, ptime);
    const auto wait = [&](int s) {
        std::promise<void> over;
        base::Timer timer;
        a.strand.post([&] {
            timer = a.strand.after(std::chrono::seconds(s), [&] {
                timer.reset();
                over.set_value();
            });
        });
        over.get_future().wait();
    };
    wait(3); // The first seconds are the buffer's to learn.
    const double before = cpu_seconds();
    wait(seconds - 3);
    const double cpu = (cpu_seconds() - before) / (seconds - 3) * 100;
    const auto found = rig::latency(*mouth, *ear, (seconds - 3) * 1000.0);
    if (found.ms.empty()) return 1;
    std::cout << "{\"codec\":\"" << codec << "\",\"ptime\":" << ptime
              << ",\"markers\":" << found.markers << ",\"found\":" << found.ms.size()
              << ",\"min_ms\":" << found.ms.front()
              << ",\"p50_ms\":" << found.ms[found.ms.size() / 2]
              << ",\"max_ms\":" << found.ms.back() << ",\"cpu_percent_per_end\":" << cpu / 2
              << ",\"missed_samples\":" << a.cards.line()->missed() + b.cards.line()->missed()
              << ",\"card_xruns\":" << ear->header().playback_xruns + mouth->header().capture_xruns
              << "}\n";
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app("Mouth to ear, in real time, over virtual cards");
    std::string codec = "opus";
    int ptime = 20;
    int seconds = 15;
    app.add_option("--codec", codec, "opus pcma pcmu");
    app.add_option("--ptime", ptime);
    app.add_option("--seconds", seconds)->check(CLI::Range(5, 3600));
    CLI11_PARSE(app, argc, argv);
    const auto folder =
        std::filesystem::temp_directory_path() / ("sdc-mouth-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const int code = run(folder, codec, ptime, seconds);
    std::filesystem::remove_all(folder);
    return code;
}
