// SPDX-License-Identifier: MIT

#include "virtual_call.h"

#include "media/sender.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <numbers>
#include <span>
#include <vector>

namespace sangdam::rig {
namespace {

using base::TimePoint;
using media::kRate;
using media::Sample;

TimePoint at(double ms) {
    return TimePoint(std::chrono::duration_cast<TimePoint::duration>(
        std::chrono::duration<double, std::milli>(ms + 1'000'000)));
}

// Packets on their way, by the time they arrive.
class Wire final : public media::PacketOut {
public:
    explicit Wire(const CallSetup& setup) : setup_(setup) {}
    void send_rtp(std::span<const std::uint8_t> packet) noexcept override {
        const auto delay = setup_.delay(now);
        if (!delay) return;
        smallest = std::min(smallest, *delay);
        ++arrived;
        way.emplace(now + *delay, std::vector<std::uint8_t>(packet.begin(), packet.end()));
    }

    double now = 0;
    double smallest = std::numeric_limits<double>::max();
    std::uint64_t arrived = 0;
    std::multimap<double, std::vector<std::uint8_t>> way;

private:
    const CallSetup& setup_;
};

media::PayloadFormat format_of(media::Codec codec) {
    return {codec, static_cast<std::uint8_t>(codec == media::Codec::Opus ? 111 : 8), ""};
}

} // namespace

CallReport play_call(const CallSetup& setup, const media::Pcm& said) {
    Wire wire(setup);
    const auto format = format_of(setup.codec);
    media::Sender::Setup out{.format = format, .events = {}, .ptime = {}, .ssrc = 7};
    out.ptime = std::chrono::milliseconds(static_cast<int>(setup.ptime_ms));
    auto sender = std::move(media::Sender::make(out, wire)).value();
    auto buffer = std::move(media::make_jitter_buffer({format})).value();

    const auto frame = static_cast<std::size_t>(kRate / 1000 * setup.ptime_ms);
    const double sent_every = setup.ptime_ms / (1 + setup.drift_ppm * 1e-6);
    std::vector<Sample> speech(frame);
    std::vector<Sample> heard(static_cast<std::size_t>(kRate / 1000 * setup.pull_ms));
    std::size_t position = 0;
    std::uint64_t frames_sent = 0;
    CallReport report;
    report.smallest_buffer_ms = std::numeric_limits<double>::max();
    double sum = 0;
    std::uint64_t beats = 0;
    for (std::uint64_t beat = 0;; ++beat) {
        const double now = static_cast<double>(beat) * setup.pull_ms;
        if (now > setup.seconds * 1000) break;
        // A frame leaves when its last sample was spoken.
        while ((wire.now = static_cast<double>(frames_sent + 1) * sent_every) <= now) {
            for (auto& s : speech) s = said.samples[position++ % said.samples.size()];
            sender->feed(speech);
            ++frames_sent;
        }
        while (!wire.way.empty() && wire.way.begin()->first <= now) {
            const auto& [arrived, bytes] = *wire.way.begin();
            if (const auto packet = media::parse_rtp(bytes))
                buffer->insert(*packet, at(arrived), at(now));
            wire.way.erase(wire.way.begin());
        }
        buffer->pull(heard, at(now));
        report.heard.samples.insert(report.heard.samples.end(), heard.begin(), heard.end());
        const auto stats = buffer->stats();
        if (stats.played == 0) continue;
        // The far end's sample `position` left with its frame, at this time on our clock:
        const double sent = (static_cast<double>(stats.position) / kRate * 1000 + setup.ptime_ms) /
                            (1 + setup.drift_ppm * 1e-6);
        const double delay = now + setup.pull_ms - sent - wire.smallest;
        sum += delay;
        ++beats;
        if (now < setup.seconds * 500) continue;
        report.smallest_buffer_ms = std::min(report.smallest_buffer_ms, delay);
        report.largest_buffer_ms = std::max(report.largest_buffer_ms, delay);
    }
    const auto stats = buffer->stats();
    const auto percent = [](auto part, auto whole) {
        return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    };
    report.mean_buffer_ms = beats == 0 ? 0 : sum / static_cast<double>(beats);
    report.late_percent = percent(stats.late, wire.arrived);
    report.concealed_percent = percent(stats.concealed, stats.played);
    report.stretched_percent = percent(stats.removed + stats.inserted, stats.played);
    return report;
}

media::Pcm babble(double seconds, int rate) {
    media::Pcm out{rate, {}};
    const double turn = 2 * std::numbers::pi;
    double phase = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(seconds * rate); ++i) {
        const double t = static_cast<double>(i) / rate;
        const double pitch = 120 + 25 * std::sin(turn * 0.7 * t) + 8 * std::sin(turn * 3.1 * t);
        phase += turn * pitch / rate;
        double voice = 0;
        for (int harmonic = 1; harmonic <= 12; ++harmonic) {
            const double f = harmonic * pitch;
            const double formant = std::exp(-std::pow((f - 500) / 300, 2)) +
                                   0.5 * std::exp(-std::pow((f - 1400) / 400, 2));
            voice += formant * std::sin(harmonic * phase);
        }
        const double syllable = std::max(0.0, std::sin(turn * 3.3 * t));
        const bool pause = std::fmod(t, 4.0) > 2.9;
        out.samples.push_back(
            static_cast<Sample>(std::lround(pause ? 0 : 5000 * syllable * voice)));
    }
    return out;
}

} // namespace sangdam::rig
