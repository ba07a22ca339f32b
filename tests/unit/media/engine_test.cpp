// SPDX-License-Identifier: MIT
//
// Two engines talk over loopback, with real sockets and the real beat: what one plays, the other
// hears. Whatever depends on time waits for what must come, not for a time.

#include "base/strand.h"
#include "media/engine.h"
#include "media/tones.h"

#include <gtest/gtest.h>

#include <future>
#include <string>
#include <type_traits>

namespace sangdam::media {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Collects what the engine tells, on a strand of its own, and waits for what a test needs.
class Desk final : public EngineListener {
public:
    void digit_heard(StreamId, char digit) override { digits += digit; }
    void playback_done(StreamId, std::uint32_t tag) override { done.push_back(tag); }
    void rtp_silent(StreamId) override { ++silences; }
    void rtp_resumed(StreamId) override { ++resumed; }
    void stream_stopped(StreamId, const StreamStats& stats) override { stopped.push_back(stats); }

    std::string digits;
    std::vector<std::uint32_t> done;
    int silences = 0;
    int resumed = 0;
    std::vector<StreamStats> stopped;
};

class Engines : public testing::Test {
protected:
    void SetUp() override {
        auto opened = Engine::open({}, strand);
        ASSERT_TRUE(opened) << opened.error().what;
        engine = std::move(opened).value();
        on_strand([this] { engine->set_listener(&desk); });
    }
    void TearDown() override {
        on_strand([this] { engine.reset(); });
    }

    // Runs it on the strand and waits: the test thread owns nothing that the strand touches.
    template <class F>
    std::invoke_result_t<F> on_strand(F f) {
        std::packaged_task<std::invoke_result_t<F>()> task(std::move(f));
        auto result = task.get_future();
        strand.post([&task] { task(); });
        return result.get();
    }

    // Asks again and again, at the pace of the strand's timer, until it is so.
    template <class Predicate>
    testing::AssertionResult becomes(Predicate so, seconds patience = seconds(15)) {
        const auto until = std::chrono::steady_clock::now() + patience;
        while (!so()) {
            if (std::chrono::steady_clock::now() > until)
                return testing::AssertionFailure() << "did not happen in time";
            std::promise<void> later;
            base::Timer timer;
            on_strand(
                [&] { timer = strand.after(milliseconds(10), [&later] { later.set_value(); }); });
            later.get_future().wait();
            on_strand([&] { timer.reset(); });
        }
        return testing::AssertionSuccess();
    }
    template <class Predicate>
    testing::AssertionResult told(Predicate so) { // Of what the listener heard.
        return becomes([&] { return on_strand(so); });
    }

    Pcm heard(StreamId id) {
        std::promise<Pcm> answer;
        engine->heard(id, [&](Pcm sound) { answer.set_value(std::move(sound)); });
        return answer.get_future().get();
    }
    StreamStats stats(StreamId id) {
        std::promise<StreamStats> answer;
        engine->stats(id, [&](const StreamStats& s) { answer.set_value(s); });
        return answer.get_future().get();
    }

    struct Pair {
        Engine::Reserved a;
        Engine::Reserved b;
    };
    static StreamConfig to(std::uint16_t port, Codec codec) {
        StreamConfig config;
        config.remote = {"127.0.0.1", port};
        config.send = {codec, static_cast<std::uint8_t>(codec == Codec::Opus ? 111 : 8), ""};
        config.receive = {config.send};
        config.send_events = config.receive_events = 101;
        return config;
    }
    Pair pair_of(Codec codec) {
        auto a = engine->reserve("127.0.0.1");
        auto b = engine->reserve("127.0.0.1");
        EXPECT_TRUE(a && b);
        engine->start(a->id, to(b->rtp_port, codec));
        engine->start(b->id, to(a->rtp_port, codec));
        return {*a, *b};
    }
    bool hears(StreamId id, double hertz) {
        return tone_share(heard(id), hertz, milliseconds(300)) > 0.8;
    }

    Desk desk;
    base::Strand strand{"test"};
    std::unique_ptr<Engine> engine;
};

std::shared_ptr<const Pcm> tone(double hertz, milliseconds length = milliseconds(1000)) {
    return std::make_shared<Pcm>(sines({hertz}, length, 0.3));
}

class EnginesWith : public Engines, public testing::WithParamInterface<Codec> {};

TEST_P(EnginesWith, WhatOneStreamPlaysTheOtherHears) {
    const auto pair = pair_of(GetParam());
    engine->keep_heard(pair.b.id, seconds(1));
    engine->connect(pair.a.id, Player{tone(440), Repeat::Loop, 0});
    EXPECT_TRUE(becomes([&] { return hears(pair.b.id, 440); }));
    const auto s = stats(pair.b.id);
    EXPECT_GT(s.packets_received, 0U);
    EXPECT_EQ(s.packets_refused, 0U);
}

INSTANTIATE_TEST_SUITE_P(Codecs, EnginesWith,
                         testing::Values(Codec::Opus, Codec::Pcma, Codec::Pcmu),
                         [](const auto& codec) { return std::string(name(codec.param)); });

TEST_F(Engines, APressedKeyIsHeardOnceThoughItTravelsInManyPackets) {
    const auto pair = pair_of(Codec::Pcma);
    for (const char digit : std::string("1*9#"))
        engine->send_digit(pair.a.id, digit, milliseconds(60));
    EXPECT_TRUE(told([this] { return desk.digits.size() >= 4; }));
    EXPECT_EQ(on_strand([this] { return desk.digits; }), "1*9#");
}

TEST_F(Engines, ASoundPlayedOnceTellsWhenItIsDone) {
    const auto pair = pair_of(Codec::Pcma);
    engine->connect(pair.a.id, Player{tone(440, milliseconds(100)), Repeat::Once, 77});
    EXPECT_TRUE(becomes([this] { return !desk.done.empty(); }));
    EXPECT_EQ(on_strand([this] { return desk.done; }), std::vector<std::uint32_t>{77});
}

TEST_F(Engines, ABridgeCarriesSoundBothWaysAndEndsWithEitherStream) {
    const auto one = pair_of(Codec::Opus);   // Customer a, switch b.
    const auto other = pair_of(Codec::Pcma); // Agent a, switch b.
    engine->connect(one.b.id, Bridge{other.b.id});
    engine->connect(one.a.id, Player{tone(440), Repeat::Loop, 0});
    engine->connect(other.a.id, Player{tone(1000), Repeat::Loop, 0});
    engine->keep_heard(one.a.id, seconds(1));
    engine->keep_heard(other.a.id, seconds(1));
    const auto both = [&] { return hears(one.a.id, 1000) && hears(other.a.id, 440); };
    EXPECT_TRUE(becomes(both));
    engine->stop(one.b.id);
    EXPECT_TRUE(told([this] { return desk.stopped.size() == 1; }));
    EXPECT_TRUE(becomes([&] { return !hears(other.a.id, 440); }));
}

TEST_F(Engines, AMutedStreamGoesOnSendingButSaysNothing) {
    const auto pair = pair_of(Codec::Pcma);
    engine->keep_heard(pair.b.id, milliseconds(400));
    engine->connect(pair.a.id, Player{tone(440), Repeat::Loop, 0});
    EXPECT_TRUE(becomes([&] { return hears(pair.b.id, 440); }));
    engine->set_mute(pair.a.id, true);
    EXPECT_TRUE(becomes([&] { return tone_share(heard(pair.b.id), 440, milliseconds(300)) == 0; }));
    const auto before = stats(pair.b.id).packets_received;
    EXPECT_TRUE(becomes([&] { return stats(pair.b.id).packets_received > before; }));
}

TEST_F(Engines, AStreamThatHearsNothingSaysSoAndAgainWhenItDoes) {
    auto a = engine->reserve("127.0.0.1");
    auto b = engine->reserve("127.0.0.1");
    ASSERT_TRUE(a && b);
    auto config = to(b->rtp_port, Codec::Pcma);
    config.silence_after = milliseconds(100);
    engine->start(a->id, config);
    EXPECT_TRUE(told([this] { return desk.silences == 1; }));
    engine->start(b->id, to(a->rtp_port, Codec::Pcma));
    EXPECT_TRUE(told([this] { return desk.resumed == 1; }));
}

TEST_F(Engines, BehindNatTheAnswerGoesWhereThePacketsComeFrom) {
    auto a = engine->reserve("127.0.0.1");
    auto b = engine->reserve("127.0.0.1");
    ASSERT_TRUE(a && b);
    engine->start(a->id, to(9, Codec::Pcma)); // The SDP said something unreachable.
    engine->start(b->id, to(a->rtp_port, Codec::Pcma));
    EXPECT_TRUE(becomes([&] { return stats(b->id).packets_received > 0; }));
}

TEST_F(Engines, WithoutSymmetricRtpAStrangersPacketsAreRefusedAndCounted) {
    auto a = engine->reserve("127.0.0.1");
    auto b = engine->reserve("127.0.0.1");
    ASSERT_TRUE(a && b);
    auto config = to(9, Codec::Pcma);
    config.symmetric = false;
    engine->start(a->id, config);
    engine->start(b->id, to(a->rtp_port, Codec::Pcma));
    EXPECT_TRUE(becomes([&] { return stats(a->id).packets_refused > 0; }));
    EXPECT_EQ(stats(a->id).packets_received, 0U);
}

TEST_F(Engines, ReportsOfTheFarEndTellTheRoundTrip) {
    const auto pair = pair_of(Codec::Pcma);
    EXPECT_TRUE(becomes([&] { return stats(pair.a.id).rtt_ms.has_value(); }));
    const auto s = stats(pair.a.id);
    ASSERT_TRUE(s.rtt_ms);
    EXPECT_LT(*s.rtt_ms, 1000);
    EXPECT_EQ(s.far_loss, 0.0);
}

TEST_F(Engines, ReservedPortsAreEvenAndComeBackWhenStopped) {
    const auto reserved = engine->reserve("127.0.0.1");
    ASSERT_TRUE(reserved);
    EXPECT_EQ(reserved->rtp_port % 2, 0);
    engine->stop(reserved->id);
    EXPECT_TRUE(told([this] { return desk.stopped.size() == 1; }));
}

TEST_F(Engines, AnAddressThatIsNotOursOrNoneAtAllIsRefused) {
    EXPECT_EQ(engine->reserve("pbx.example").error().code, base::Errc::BadInput);
    EXPECT_EQ(engine->reserve("203.0.113.7").error().code, base::Errc::Unavailable);
}

TEST_F(Engines, LateCommandsForAStoppedStreamChangeNothing) {
    const auto pair = pair_of(Codec::Pcma);
    engine->stop(pair.a.id);
    engine->stop(pair.a.id);
    engine->connect(pair.a.id, SoundLine{});
    engine->connect(pair.b.id, Bridge{pair.a.id});
    engine->send_digit(pair.a.id, '1');
    engine->set_mute(pair.a.id, true);
    engine->start(pair.a.id, to(9, Codec::Pcma));
    EXPECT_TRUE(told([this] { return desk.stopped.size() == 1; }));
    EXPECT_GE(stats(pair.b.id).packets_sent, 0U);
    EXPECT_EQ(on_strand([this] { return desk.stopped.size(); }), 1U);
}

} // namespace
} // namespace sangdam::media
