// SPDX-License-Identifier: MIT

#include "markers.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace sangdam::rig {
namespace {

constexpr double kLength = 0.010;
constexpr double kFrom = 400;
constexpr double kSweep = 260'000; // Hz per second
constexpr double kApart = 0.05;    // Two hits closer than this are one.

} // namespace

std::vector<std::int16_t> chirp(std::uint32_t rate) {
    const auto count = static_cast<std::size_t>(rate * kLength);
    std::vector<std::int16_t> out;
    for (std::size_t i = 0; i < count; ++i) {
        const double t = static_cast<double>(i) / rate;
        const double turn = 2 * std::numbers::pi;
        const double window = 0.5 - 0.5 * std::cos(turn * t / kLength);
        out.push_back(static_cast<std::int16_t>(
            20'000 * window * std::sin(turn * (kFrom * t + 0.5 * kSweep * t * t))));
    }
    return out;
}

std::vector<double> find_chirps(std::span<const std::int16_t> sound, std::uint32_t rate,
                                double likeness) {
    const auto pattern = chirp(rate);
    double pattern_energy = 0;
    for (const double p : pattern) pattern_energy += p * p;
    std::vector<double> energy(sound.size() + 1, 0); // Up to each sample.
    for (std::size_t i = 0; i < sound.size(); ++i)
        energy[i + 1] = energy[i] + static_cast<double>(sound[i]) * sound[i];

    std::vector<double> out;
    double best = 0;
    for (std::size_t i = 0; i + pattern.size() < sound.size(); ++i) {
        const double here = energy[i + pattern.size()] - energy[i];
        if (here < 0.004 * pattern_energy) continue; // Too soft to be one.
        const double cross = std::inner_product(
            pattern.begin(), pattern.end(), sound.begin() + static_cast<std::ptrdiff_t>(i), 0.0);
        const double like = cross / std::sqrt(here * pattern_energy);
        if (like < likeness) continue;
        const auto at = static_cast<double>(i);
        if (out.empty() || at - out.back() > kApart * rate) {
            out.push_back(at);
            best = like;
        } else if (like > best) {
            out.back() = at;
            best = like;
        }
    }
    return out;
}

Latency latency(const VirtualCard& mouth, const VirtualCard& ear, double last_ms) {
    const auto seen = [&](const VirtualCard& card, bool spoken, double likeness) {
        const auto to = card.now();
        const auto from = to - std::min({to, card.frames(last_ms / 1000), card.header().length});
        const auto sound = spoken ? card.spoken(from, to) : card.heard(from, to);
        std::vector<double> out;
        for (const double at : find_chirps(sound, card.header().rate, likeness))
            out.push_back(static_cast<double>(card.when(from)) * 1e-6 +
                          at * 1000 / card.header().rate);
        return out;
    };
    const auto said = seen(mouth, true, 0.8);
    const auto heard = seen(ear, false, 0.55);
    Latency out;
    out.markers = said.size();
    for (std::size_t i = 0; i < said.size(); ++i) {
        const double until = i + 1 < said.size() ? said[i + 1] : said[i] + 1000;
        const auto hit = std::ranges::upper_bound(heard, said[i]);
        if (hit != heard.end() && *hit < until) out.ms.push_back(*hit - said[i]);
    }
    std::ranges::sort(out.ms);
    return out;
}

} // namespace sangdam::rig
