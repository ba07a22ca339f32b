// SPDX-License-Identifier: MIT

#include "media/patchbay.h"

#include "base/log.h"
#include "base/match.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sangdam::media {
namespace {

namespace log = base::log;
using Beat = std::array<Sample, kBeatSamples>;

} // namespace

Patchbay::Patchbay(Listener& listener) : listener_(listener) {}

void Patchbay::add(StreamId id, Ports ports, std::uint32_t seed) {
    plugged_.try_emplace(id, std::make_unique<Stream>(id, std::move(ports), listener_, seed));
}

void Patchbay::configure(StreamId id, const StreamConfig& config, base::TimePoint now) {
    Stream* const found = stream(id);
    if (found == nullptr) return;
    if (const auto done = found->configure(config, now); !done)
        log::error("media", "stream {} stays silent: {}", static_cast<unsigned>(id),
                   done.error().what);
}

std::optional<StreamStats> Patchbay::remove(StreamId id, base::TimePoint now) {
    const auto at = plugged_.find(id);
    if (at == plugged_.end()) return std::nullopt;
    unplug(id);
    at->second.stream->say_bye(now);
    const auto stats = at->second.stream->stats();
    plugged_.erase(at);
    return stats;
}

void Patchbay::remove_all(base::TimePoint now) {
    while (!plugged_.empty()) remove(plugged_.begin()->first, now);
}

Stream* Patchbay::stream(StreamId id) {
    const auto at = plugged_.find(id);
    return at == plugged_.end() ? nullptr : at->second.stream.get();
}

void Patchbay::unplug(StreamId id) {
    auto& plugged = plugged_.at(id);
    if (const auto* const bridge = std::get_if<Bridge>(&plugged.target)) {
        const auto other = plugged_.find(bridge->other);
        if (other != plugged_.end()) other->second.target = Silence{};
    }
    line_.remove(*plugged.stream);
    plugged.target = Silence{};
    plugged.position = 0;
}

void Patchbay::connect(StreamId id, const Target& target) {
    const auto at = plugged_.find(id);
    if (at == plugged_.end()) return;
    if (const auto* const bridge = std::get_if<Bridge>(&target)) {
        const auto other = plugged_.find(bridge->other);
        if (other == plugged_.end() || other == at) return;
        unplug(id);
        unplug(bridge->other);
        at->second.target = target;
        other->second.target = Bridge{id};
        return;
    }
    unplug(id);
    at->second.target = target;
    if (std::holds_alternative<SoundLine>(target)) line_.add(*at->second.stream);
}

void Patchbay::tap(StreamId id, std::shared_ptr<BridgeTap> tap) {
    const auto at = plugged_.find(id);
    if (at != plugged_.end()) at->second.tap = std::move(tap);
}

bool Patchbay::busy() const {
    return line_.busy() || std::ranges::any_of(plugged_, [](const auto& entry) {
               return entry.second.stream->started();
           });
}

void Patchbay::beat(base::TimePoint now, base::TimePoint::duration late) {
    for (auto& [id, plugged] : plugged_) {
        plugged.stream->receive(now, late);
        plugged.moved = false;
    }
    line_.beat(now);
    for (auto& [id, plugged] : plugged_)
        if (!plugged.moved) serve(plugged, now);
    for (auto& [id, plugged] : plugged_) plugged.stream->look_at_clock(now);
}

void Patchbay::serve(Plugged& plugged, base::TimePoint now) {
    static constexpr Beat kNothing{};
    Beat unheard;
    std::visit(
        base::Match{
            [&](const Silence&) {
                plugged.stream->pull(unheard, now);
                plugged.stream->feed(kNothing);
            },
            [](const SoundLine&) {}, // At the card's pace: LineMix has done it.
            [&](const Bridge& bridge) { serve_bridge(plugged, plugged_.at(bridge.other), now); },
            [&](const Player& player) {
                plugged.stream->pull(unheard, now);
                serve_player(plugged, player);
            },
        },
        plugged.target);
}

void Patchbay::serve_bridge(Plugged& one, Plugged& other, base::TimePoint now) {
    Beat sound, back;
    one.stream->pull(sound, now);
    other.stream->feed(sound);
    other.stream->pull(back, now);
    one.stream->feed(back);
    if (one.tap) one.tap->put(sound, back);
    if (other.tap) other.tap->put(back, sound);
    other.moved = true;
}

void Patchbay::serve_player(Plugged& plugged, const Player& player) {
    const auto& samples = player.sound->samples;
    Beat sound{};
    std::size_t filled = 0;
    while (filled < sound.size() && plugged.position < samples.size()) {
        const auto n = std::min(sound.size() - filled, samples.size() - plugged.position);
        std::copy_n(samples.begin() + static_cast<std::ptrdiff_t>(plugged.position), n,
                    sound.begin() + static_cast<std::ptrdiff_t>(filled));
        filled += n;
        plugged.position += n;
        if (plugged.position == samples.size() && player.repeat == Repeat::Loop)
            plugged.position = 0;
    }
    plugged.stream->feed(sound);
    if (plugged.position < samples.size()) return;
    const auto tag = player.tag;
    plugged.target = Silence{}; // `player` lived in there.
    listener_.playback_done(plugged.stream->id(), tag);
}

} // namespace sangdam::media
