// SPDX-License-Identifier: MIT

#include "media/line_mix.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace sangdam::media {
namespace {

// A card with 10 ms periods skips every other beat; one that does nothing for 100 ms is dead, and
// beats take its place until it moves again.
constexpr int kDeadAfter = 20;
constexpr int kMostBeatsAtOnce = 8; // A card may ask for 40 ms in one go, not for more.

Sample clipped(std::int32_t v) {
    using Range = std::numeric_limits<Sample>;
    return static_cast<Sample>(std::clamp<std::int32_t>(v, Range::min(), Range::max()));
}

} // namespace

void LineMix::set_line(std::shared_ptr<core::SoundLine> line) {
    if (line_ && awake_) line_->rest();
    awake_ = false;
    line_ = std::move(line);
    attend();
}

void LineMix::attend() {
    if (!line_ || awake_ == busy()) return;
    awake_ = busy();
    if (!awake_) {
        line_->rest();
        return;
    }
    line_->wake();
    Beat old; // What the microphone heard before anybody wanted to know.
    while (line_->heard(old) == old.size()) {
    }
    mouth_filled_ = 0;
    deaf_beats_ = full_beats_ = 0;
}

void LineMix::add(Stream& stream) {
    parties_.push_back({&stream, std::make_unique<base::SpscRing<Sample, 2048>>()});
    attend();
}

void LineMix::remove(Stream& stream) {
    std::erase_if(parties_, [&](const Party& party) { return party.stream == &stream; });
    attend();
}

void LineMix::play(std::shared_ptr<const Pcm> tone, Repeat repeat) {
    tone_ = tone && !tone->samples.empty() ? std::move(tone) : nullptr;
    tone_repeat_ = repeat;
    tone_position_ = 0;
    attend();
}

void LineMix::beat(base::TimePoint now) {
    if (!busy()) return;
    feed_ear(now);
    feed_parties();
    if (!busy()) attend(); // A tone that was played once has ended.
}

void LineMix::feed_ear(base::TimePoint now) {
    Beat ear;
    int played = 0;
    if (line_) {
        while (played < kMostBeatsAtOnce && line_->queued() < line_->wanted()) {
            ear_beat(now, ear);
            line_->play(ear);
            ++played;
        }
    }
    full_beats_ = played > 0 ? 0 : std::min(full_beats_ + 1, kDeadAfter);
    if (!line_ || full_beats_ >= kDeadAfter) ear_beat(now, ear);
}

void LineMix::feed_parties() {
    std::size_t got = 0;
    if (line_) {
        for (int i = 0; i < kMostBeatsAtOnce; ++i) {
            const auto n = line_->heard(std::span(mouth_).subspan(mouth_filled_));
            got += n;
            mouth_filled_ += n;
            if (mouth_filled_ < mouth_.size()) break;
            mouth_beat(mouth_);
            mouth_filled_ = 0;
        }
    }
    deaf_beats_ = got > 0 ? 0 : std::min(deaf_beats_ + 1, kDeadAfter);
    if (!line_ || deaf_beats_ >= kDeadAfter) mouth_beat(Beat{});
}

void LineMix::add_tone(Sum& sum) {
    for (auto& s : sum) {
        if (!tone_) return;
        s += tone_->samples[tone_position_++];
        if (tone_position_ < tone_->samples.size()) continue;
        tone_position_ = 0;
        if (tone_repeat_ == Repeat::Once) tone_ = nullptr;
    }
}

void LineMix::ear_beat(base::TimePoint now, Beat& ear) {
    Sum sum{};
    const bool conference = parties_.size() > 1;
    for (auto& party : parties_) {
        party.stream->pull(ear, now);
        if (conference) party.said->write(ear);
        std::ranges::transform(sum, ear, sum.begin(), std::plus<>{});
    }
    add_tone(sum);
    std::ranges::transform(sum, ear.begin(), clipped);
}

void LineMix::mouth_beat(std::span<const Sample> mouth) {
    if (parties_.size() == 1) {
        parties_.front().stream->feed(mouth);
        return;
    }
    Sum all{};
    std::array<Beat, kExpected> said{};
    const auto count = std::min(parties_.size(), said.size());
    for (std::size_t i = 0; i < count; ++i) {
        parties_[i].said->read(said[i]);
        std::ranges::transform(all, said[i], all.begin(), std::plus<>{});
    }
    for (std::size_t i = 0; i < count; ++i) { // Everybody but oneself, the muted agent aside.
        Beat others;
        auto& stream = *parties_[i].stream;
        for (std::size_t k = 0; k < others.size(); ++k) {
            const std::int32_t agent = stream.muted() ? 0 : mouth[k];
            others[k] = clipped(all[k] - said[i][k] + agent);
        }
        stream.feed_mixed(others);
    }
}

} // namespace sangdam::media
