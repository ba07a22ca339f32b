// SPDX-License-Identifier: MIT
//
// The agent's side of the sound in virtual time: streams without a network (nobody sends to them),
// a sound line that the test moves.

#include "media/line_mix.h"
#include "media/patchbay.h"
#include "media/tones.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <vector>

namespace sangdam::media {
namespace {

using base::TimePoint;
using std::chrono::milliseconds;

// A card that moves when told: `ms` of its time.
class Card final : public core::SoundLine {
public:
    void pass(int ms, Sample spoken = 0) {
        for (int i = 0; i < 48 * ms; ++i) {
            microphone.push_back(spoken);
            if (!queue.empty()) {
                ear.push_back(queue.front());
                queue.pop_front();
            } else {
                ++dry;
            }
        }
    }
    std::size_t heard(std::span<Sample> out) noexcept override {
        const auto n = std::min(out.size(), microphone.size());
        for (std::size_t i = 0; i < n; ++i) {
            out[i] = microphone.front();
            microphone.pop_front();
        }
        return n;
    }
    std::size_t play(std::span<const Sample> in) noexcept override {
        queue.insert(queue.end(), in.begin(), in.end());
        return in.size();
    }
    std::size_t queued() const noexcept override { return queue.size(); }
    void wake() noexcept override { ++wakes; }
    void rest() noexcept override { ++rests; }

    std::deque<Sample> microphone;
    std::deque<Sample> queue;
    std::vector<Sample> ear;
    int dry = 0;
    int wakes = 0;
    int rests = 0;
};

class Nobody final : public Patchbay::Listener {
public:
    void digit_heard(StreamId, char) override {}
    void rtp_silent(StreamId) override {}
    void rtp_resumed(StreamId) override {}
    void playback_done(StreamId, std::uint32_t) override {}
};

// Three parties far away, each on a stream of its own that talks to the stream of ours on loopback.
class Line : public testing::Test {
protected:
    void SetUp() override { bay.line().set_line(card); }

    StreamId add(std::uint16_t to = 0) {
        const StreamId id{next++};
        bay.add(id, ports(), next);
        StreamConfig config;
        config.remote = {"127.0.0.1", to};
        bay.configure(id, config, now);
        return id;
    }
    // A stream of ours and the far end's, talking to each other; the far end plays `hertz`.
    struct Call {
        StreamId ours;
        StreamId far;
    };
    Call call(double hertz) {
        const StreamId ours = add();
        const auto port = last_port;
        const StreamId far = add(port);
        StreamConfig back;
        back.remote = {"127.0.0.1", last_port};
        bay.configure(ours, back, now);
        bay.connect(far, Player{std::make_shared<Pcm>(sines({hertz}, milliseconds(1000), 0.2)),
                                Repeat::Loop, 0});
        bay.stream(far)->keep_heard(milliseconds(500));
        return {ours, far};
    }
    // Beats and the card's time go on together.
    void pass(int ms, Sample spoken = 0) {
        for (int t = 0; t < ms; t += 5) {
            now += kBeat;
            bay.beat(now);
            if (card_lives) card->pass(5, spoken);
        }
    }
    double ear(double hertz) const {
        return tone_share({kRate, card->ear}, hertz, milliseconds(300));
    }
    double far_ear(StreamId far, double hertz) {
        return tone_share(bay.stream(far)->heard(), hertz, milliseconds(300));
    }

    Nobody nobody;
    Patchbay bay{nobody};
    std::shared_ptr<Card> card = std::make_shared<Card>();
    TimePoint now = TimePoint(std::chrono::hours(1));
    bool card_lives = true;
    std::uint16_t last_port = 0;

private:
    Ports ports() {
        const auto any = *parse_ip("127.0.0.1", 0);
        auto rtp = std::move(UdpSocket::bind(any)).value();
        last_port = rtp.port();
        return {std::move(rtp), std::move(UdpSocket::bind(any)).value()};
    }
    std::uint32_t next = 1;
};

TEST_F(Line, TheEarHearsTheFarEndAndTheCardNeverRunsDryAfterTheStart) {
    const auto talk = call(440);
    bay.connect(talk.ours, SoundLine{});
    pass(500);
    card->dry = 0;
    pass(500);
    EXPECT_GT(ear(440), 0.9);
    EXPECT_EQ(card->dry, 0);
    EXPECT_LT(card->queued(), 48U * 20);
}

TEST_F(Line, InAConferenceEverybodyHearsEverybodyElseAndNobodyHimself) {
    const auto one = call(440);
    const auto two = call(1000);
    bay.connect(one.ours, SoundLine{});
    bay.connect(two.ours, SoundLine{});
    pass(4000); // In the first seconds the delay is played off, and that bends a tone a little.
    EXPECT_NEAR(ear(440), 0.5, 0.1);
    EXPECT_NEAR(ear(1000), 0.5, 0.1);
    EXPECT_GT(far_ear(one.far, 1000), 0.8);
    EXPECT_LT(far_ear(one.far, 440), 0.05);
    EXPECT_GT(far_ear(two.far, 440), 0.8);
}

TEST_F(Line, ACardThatDiesWithoutAWordDoesNotStopTheCall) {
    const auto talk = call(440);
    bay.connect(talk.ours, SoundLine{});
    pass(500);
    card_lives = false;
    pass(500);
    const auto before = bay.stream(talk.ours)->stats();
    pass(1000);
    const auto after = bay.stream(talk.ours)->stats();
    EXPECT_NEAR(static_cast<double>(after.packets_sent - before.packets_sent), 50, 3);
    EXPECT_EQ(after.played - before.played, milliseconds(1000));
    card_lives = true; // And back.
    pass(1000);
    EXPECT_GT(ear(440), 0.9);
}

TEST_F(Line, WithoutAnyLineTheCallKeepsItsTime) {
    const auto talk = call(440);
    bay.line().set_line(nullptr);
    bay.connect(talk.ours, SoundLine{});
    pass(1000);
    EXPECT_NEAR(static_cast<double>(bay.stream(talk.ours)->stats().packets_sent), 50, 2);
}

TEST_F(Line, RingbackIsHeardWithoutAnyStreamAndStopsWhenTold) {
    bay.line().play(std::make_shared<Pcm>(ringback_of_korea()), Repeat::Loop);
    EXPECT_TRUE(bay.busy());
    EXPECT_EQ(card->wakes, 1);
    pass(500);
    EXPECT_GT(ear(440) + ear(480), 0.8);
    bay.line().play(nullptr, Repeat::Once);
    EXPECT_FALSE(bay.busy());
    EXPECT_EQ(card->rests, 1);
}

TEST_F(Line, AToneThatIsPlayedOnceLetsTheCardRestAtItsEnd) {
    bay.line().play(std::make_shared<Pcm>(sines({440}, milliseconds(100))), Repeat::Once);
    pass(300);
    EXPECT_FALSE(bay.busy());
    EXPECT_EQ(card->rests, 1);
}

TEST_F(Line, WhatTheMicrophoneHeardBeforeTheCallIsNotSent) {
    card->pass(200, 12'000);
    const auto talk = call(440);
    bay.connect(talk.ours, SoundLine{});
    EXPECT_EQ(card->microphone.size(), 0U);
}

TEST_F(Line, OnlyWhileAStreamIsOnItTheCardIsAwake) {
    const auto talk = call(440);
    EXPECT_EQ(card->wakes, 0);
    bay.connect(talk.ours, SoundLine{});
    EXPECT_EQ(card->wakes, 1);
    bay.connect(talk.ours, Silence{});
    EXPECT_EQ(card->rests, 1);
    bay.connect(talk.ours, SoundLine{});
    bay.remove(talk.ours, now);
    EXPECT_EQ(card->rests, 2);
}

} // namespace
} // namespace sangdam::media
