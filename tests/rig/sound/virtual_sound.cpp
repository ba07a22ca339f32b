// SPDX-License-Identifier: MIT
//
// sdc_virtual_sound: creates virtual sound cards, speaks into their microphones and listens at
// their ears, from the command line. Answers are one line of JSON; exit code 1 means "no".

#include "markers.h"
#include "media/tones.h"
#include "media/wav.h"
#include "virtual_card.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <iostream>

namespace {

using namespace sangdam;
using std::chrono::milliseconds;

rig::VirtualCard opened(const std::string& path) {
    auto card = rig::VirtualCard::open(path);
    if (!card) throw CLI::ValidationError("CARD", path + " is not a virtual sound card");
    return std::move(*card);
}

media::Pcm ear_of(const rig::VirtualCard& card, double last_ms) {
    const auto to = card.now();
    const auto length = std::min(card.frames(last_ms / 1000), to);
    return {static_cast<int>(card.header().rate), card.heard(to - length, to)};
}

double loudness(const media::Pcm& sound) { // dBFS of the mean power.
    double sum = 1;
    for (const double s : sound.samples) sum += s * s;
    const double mean = sum / static_cast<double>(std::max<std::size_t>(1, sound.samples.size()));
    return 10 * std::log10(mean / (32768.0 * 32768.0));
}

struct Options {
    std::string card;
    std::string other;
    std::string file;
    rig::CardShape shape;
    double hertz = 440;
    double last_ms = 500;
    double at = 0;
    double level = 0.3;
    double every = 0.25;
    double ppm = 0;
    double least = 0.5;
    bool loop = false;
    std::vector<std::string> cards;
};

void add_create(CLI::App& app, Options& o) {
    auto* const c = app.add_subcommand("create", "A new card, silent");
    c->add_option("CARD", o.card, "Its file, best in /dev/shm")->required();
    c->add_option("--rate", o.shape.rate);
    c->add_option("--capture-channels", o.shape.capture_channels, "0: no microphone");
    c->add_option("--playback-channels", o.shape.playback_channels, "0: no ear");
    c->add_option("--seconds", o.shape.seconds, "Of memory");
    c->add_option("--ppm", o.shape.ppm, "How much faster than the computer's clock");
    c->callback([&o] {
        if (!rig::VirtualCard::create(o.card, o.shape))
            throw CLI::RuntimeError("cannot create " + o.card, 2);
    });
}

void add_config(CLI::App& app, Options& o) {
    auto* const c =
        app.add_subcommand("config", "Writes an ALSA configuration for ALSA_CONFIG_PATH");
    c->add_option("FILE", o.file)->required();
    c->add_option("CARDS", o.cards, "name=file ...; the first is the default")->required();
    c->callback([&o] {
        std::vector<rig::NamedCard> cards;
        for (const auto& text : o.cards) {
            const auto equals = text.find('=');
            if (equals == std::string::npos)
                throw CLI::ValidationError("CARDS", "name=file, please");
            cards.push_back({text.substr(0, equals), text.substr(equals + 1)});
        }
        std::ofstream(o.file) << rig::alsa_config(SDC_ALSA_PLUGIN, cards);
    });
}

void add_speaking(CLI::App& app, Options& o) {
    auto* const tone = app.add_subcommand("tone", "A sine before the microphone");
    tone->add_option("CARD", o.card)->required();
    tone->add_option("--hz", o.hertz);
    tone->add_option("--level", o.level, "Peak, 1 = full scale");
    tone->callback([&o] {
        auto card = opened(o.card);
        // A whole number of turns, so that the loop has no seam; from now on, all the time.
        const auto sound = media::sines({std::round(o.hertz)}, milliseconds(3000), o.level);
        auto inner = media::at_rate(sound, static_cast<int>(card.header().rate));
        const auto second = static_cast<std::ptrdiff_t>(card.header().rate);
        const std::vector<media::Sample> turn(inner.samples.begin() + second,
                                              inner.samples.begin() + 2 * second);
        card.speak(card.now(), turn, true);
    });
    auto* const wav = app.add_subcommand("wav", "A WAV file before the microphone");
    wav->add_option("CARD", o.card)->required();
    wav->add_option("FILE", o.file)->required();
    wav->add_option("--in", o.at, "Seconds from now");
    wav->add_flag("--loop", o.loop);
    wav->callback([&o] {
        auto card = opened(o.card);
        const auto sound = media::read_wav(o.file);
        if (!sound) throw CLI::RuntimeError(sound.error().what, 2);
        const auto fitting = media::at_rate(*sound, static_cast<int>(card.header().rate));
        card.speak(card.now() + card.frames(o.at), fitting.samples, o.loop);
    });
    auto* const markers =
        app.add_subcommand("markers", "Chirps before the microphone, for `latency`");
    markers->add_option("CARD", o.card)->required();
    markers->add_option("--every", o.every, "Seconds");
    markers->callback([&o] {
        auto card = opened(o.card);
        auto sound = rig::chirp(card.header().rate);
        sound.resize(card.frames(std::max(0.1, o.every)), 0);
        card.speak(card.now(), sound, true);
    });
    auto* const hush = app.add_subcommand("hush", "Silence before the microphone");
    hush->add_option("CARD", o.card)->required();
    hush->callback([&o] { opened(o.card).hush(); });
}

void add_listening(CLI::App& app, Options& o) {
    auto* const level = app.add_subcommand("ear-level", "How much of what the ear hears is a tone");
    level->add_option("CARD", o.card)->required();
    level->add_option("--hz", o.hertz);
    level->add_option("--last-ms", o.last_ms);
    level->add_option("--least", o.least, "Less than this share is exit code 1");
    level->callback([&o] {
        const auto sound = ear_of(opened(o.card), o.last_ms);
        const double share = media::tone_share(sound, o.hertz, sound.length());
        std::cout << "{\"hz\":" << o.hertz << ",\"share\":" << share
                  << ",\"dbfs\":" << loudness(sound) << "}\n";
        if (share < o.least) throw CLI::RuntimeError(1);
    });
    auto* const dump = app.add_subcommand("ear", "What the ear heard, as a WAV file");
    dump->add_option("CARD", o.card)->required();
    dump->add_option("FILE", o.file)->required();
    dump->add_option("--last-ms", o.last_ms);
    dump->callback([&o] {
        if (const auto done = media::write_wav(o.file, ear_of(opened(o.card), o.last_ms)); !done)
            throw CLI::RuntimeError(done.error().what, 2);
    });
    auto* const lat = app.add_subcommand("latency", "From one card's microphone to another's ear");
    lat->add_option("MOUTH", o.card)->required();
    lat->add_option("EAR", o.other)->required();
    lat->add_option("--last-ms", o.last_ms);
    lat->callback([&o] {
        const auto found = rig::latency(opened(o.card), opened(o.other), o.last_ms);
        std::cout << "{\"markers\":" << found.markers << ",\"found\":" << found.ms.size();
        if (!found.ms.empty())
            std::cout << ",\"min_ms\":" << found.ms.front()
                      << ",\"p50_ms\":" << found.ms[found.ms.size() / 2]
                      << ",\"max_ms\":" << found.ms.back();
        std::cout << "}\n";
        if (found.ms.empty()) throw CLI::RuntimeError(1);
    });
}

void add_wiring(CLI::App& app, Options& o) {
    const auto plug = [&](const char* name, const char* help, unsigned unplugged) {
        auto* const c = app.add_subcommand(name, help);
        c->add_option("CARD", o.card)->required();
        c->callback([&o, unplugged] { opened(o.card).header().unplugged = unplugged; });
    };
    plug("unplug", "Every call to the card fails from now on", 1);
    plug("plug", "The card works again", 0);
    auto* const stat = app.add_subcommand("stat", "What the card has seen");
    stat->add_option("CARD", o.card)->required();
    stat->callback([&o] {
        const auto card = opened(o.card);
        const auto& h = card.header();
        const auto side = [](std::uint32_t opens, std::uint32_t starts, std::uint32_t xruns,
                             std::uint32_t period, std::uint64_t frames) {
            std::cout << "{\"opens\":" << opens << ",\"starts\":" << starts
                      << ",\"xruns\":" << xruns << ",\"period\":" << period
                      << ",\"frames\":" << frames << "}";
        };
        std::cout << "{\"rate\":" << h.rate << ",\"unplugged\":" << h.unplugged << ",\"capture\":";
        side(h.capture_opens, h.capture_starts, h.capture_xruns, h.capture_period,
             h.capture_frames);
        std::cout << ",\"playback\":";
        side(h.playback_opens, h.playback_starts, h.playback_xruns, h.playback_period,
             h.playback_frames);
        std::cout << "}\n";
    });
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app("Virtual sound cards for tests");
    app.require_subcommand(1);
    Options options;
    add_create(app, options);
    add_config(app, options);
    add_speaking(app, options);
    add_listening(app, options);
    add_wiring(app, options);
    CLI11_PARSE(app, argc, argv);
    return 0;
}
