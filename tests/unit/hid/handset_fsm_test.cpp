// SPDX-License-Identifier: MIT
//
// One handset, one call, and everything that goes wrong between them. Each test is a situation that
// was seen on some device.

#include "hid/handset_fsm.h"

#include <gmock/gmock.h>

#include <type_traits>

namespace sangdam::hid {
namespace {

using namespace std::chrono_literals;
using core::HandsetView;
using Line = core::HandsetView::Line;

std::string said(const std::vector<core::HandsetCommand>& commands) {
    std::string out;
    for (const auto& command : commands) {
        if (!out.empty()) out += ' ';
        std::visit(
            [&](const auto& c) {
                using C = std::decay_t<decltype(c)>;
                if constexpr (std::is_same_v<C, core::HandsetAnswer>) out += "answer";
                if constexpr (std::is_same_v<C, core::HandsetAnswerSecond>) out += "answer-second";
                if constexpr (std::is_same_v<C, core::HandsetHangup>) out += "hangup";
                if constexpr (std::is_same_v<C, core::HandsetReject>) out += "reject";
                if constexpr (std::is_same_v<C, core::HandsetMute>) out += c.on ? "mute" : "unmute";
                if constexpr (std::is_same_v<C, core::HandsetToggleHold>) out += "hold";
                if constexpr (std::is_same_v<C, core::HandsetRedial>) out += "redial";
                if constexpr (std::is_same_v<C, core::HandsetLifted>) out += "lifted";
                if constexpr (std::is_same_v<C, core::HandsetDropped>) out += "dropped";
                if constexpr (std::is_same_v<C, core::HandsetDigit>) out += c.digit;
            },
            command);
    }
    return out;
}

// A handset that was plugged in a while ago and is on hook. Each call answers what it commands.
class Handset {
public:
    HandsetTraits traits;

    std::string operator()(const HandsetInput& input) {
        auto result = step(state_, traits, input, now_);
        state_ = std::move(result.state);
        lamps_again_ = result.lamps_again;
        return said(result.commands);
    }
    std::string later(std::chrono::milliseconds by) {
        now_ += by;
        return (*this)(TimePassed{});
    }
    bool lamps_again() const { return lamps_again_; }
    std::string on() { return (*this)(DeviceEvent(HookLevel{true, true})); }
    std::string off() { return (*this)(DeviceEvent(HookLevel{false, true})); }
    std::string mute() { return (*this)(DeviceEvent(MuteToggled{})); }
    std::string mute_level(bool muted) { return (*this)(DeviceEvent(MuteLevel{muted})); }
    std::string key(InputRole role) { return (*this)(DeviceEvent(KeyPressed{role})); }
    std::string digit(char c) { return (*this)(DeviceEvent(DigitPressed{c})); }
    std::string call(Line line, bool muted = false, bool second = false) {
        return (*this)(ViewChanged{{line, second, muted}});
    }
    void wait(std::chrono::milliseconds by) {
        now_ += by;
        EXPECT_EQ((*this)(TimePassed{}), "");
    }
    Lamps shows() const { return lamps(state_, traits); }
    const HandsetState& state() const { return state_; }

    // Answered by lifting, the call is up, and time has passed.
    void talk() {
        call(Line::Ringing);
        ASSERT_EQ(on(), "answer");
        call(Line::Active);
        wait(10s);
    }

private:
    base::TimePoint now_{std::chrono::hours{1}};
    HandsetState state_ = plugged(base::TimePoint{});
    bool lamps_again_ = false;
};

TEST(Hook, LiftedWhileItRingsAnswersAndIsConfirmedAtOnce) {
    Handset h;
    h.call(Line::Ringing);
    EXPECT_TRUE(h.shows().ring);
    EXPECT_EQ(h.on(), "answer");
    EXPECT_TRUE(h.shows().off_hook) << "before the call is active: Jabra takes its word back";
    EXPECT_FALSE(h.shows().ring);
    h.call(Line::Active);
    h.wait(5s);
    EXPECT_EQ(h.off(), "hangup");
    EXPECT_FALSE(h.shows().off_hook);
}

TEST(Hook, RepeatedInEachReportIsOneAnswer) {
    Handset h;
    h.call(Line::Ringing);
    EXPECT_EQ(h.on(), "answer");
    EXPECT_EQ(h.on(), "");
    h.call(Line::Active);
    EXPECT_EQ(h.on(), "");
}

TEST(Hook, EchoOfOurOwnLampIsNothing) {
    Handset h;
    h.call(Line::Dialing); // On the screen.
    EXPECT_TRUE(h.shows().off_hook);
    EXPECT_EQ(h.on(), "");
    h.call(Line::Active);
    h.wait(10s);
    h.call(Line::Idle);
    EXPECT_EQ(h.off(), "");
}

TEST(Hook, LateEchoAfterTheOppositeCommandIsNothing) {
    Handset h;
    h.call(Line::Dialing);
    h.wait(1s);
    h.call(Line::Idle);
    h.call(Line::Ringing); // A caller at once.
    h.wait(1500ms);
    EXPECT_EQ(h.on(), "") << "2.5 s after the lamp; must not answer the new call";
    EXPECT_EQ(h.off(), "") << "must not reject it";
    EXPECT_EQ(h.on(), "answer") << "a person";
}

TEST(Hook, ACradleNeverEchoesAndIsBelievedFromThenOn) {
    Handset h;
    for (int i = 0; i < 2; ++i) { // Two calls on the screen; the handset stays where it is.
        h.call(Line::Active);
        h.wait(4s);
        h.call(Line::Idle);
        h.wait(4s);
    }
    h.call(Line::Dialing);
    h.call(Line::Idle);
    h.call(Line::Ringing);
    EXPECT_EQ(h.on(), "answer") << "not taken for an echo of the lamp a moment ago";
}

TEST(Hook, PressedAgainWithin50MillisecondsIsABounce) {
    Handset h;
    h.call(Line::Ringing);
    EXPECT_EQ(h.on(), "answer");
    h.wait(50ms);
    EXPECT_EQ(h.off(), "");
    h.call(Line::Active);
    EXPECT_TRUE(h.shows().off_hook);
}

TEST(Hook, PutDownAtOnceOnACradleEndsTheCallALittleLater) {
    Handset cradle;
    cradle.traits.off_hook_lamp = false;
    cradle.call(Line::Ringing);
    EXPECT_EQ(cradle.on(), "answer");
    cradle.wait(10ms);
    EXPECT_EQ(cradle.off(), "");
    cradle.call(Line::Active);
    EXPECT_EQ(cradle.later(80ms), "hangup");
    EXPECT_FALSE(cradle.shows().off_hook);
}

TEST(Hook, ACradleWhoseContactsBounceIsOffHook) {
    Handset cradle;
    cradle.traits.off_hook_lamp = false;
    cradle.call(Line::Ringing);
    EXPECT_EQ(cradle.on(), "answer");
    cradle.wait(5ms);
    EXPECT_EQ(cradle.off(), "");
    cradle.wait(5ms);
    EXPECT_EQ(cradle.on(), "");
    cradle.call(Line::Active);
    EXPECT_EQ(cradle.later(10s), "");
}

TEST(Hook, AHeadsetThatBouncedConfirmsTheLampOrMeantIt) {
    Handset confirms;
    confirms.call(Line::Ringing);
    EXPECT_EQ(confirms.on(), "answer");
    confirms.wait(10ms);
    EXPECT_EQ(confirms.off(), "");
    confirms.call(Line::Active);
    confirms.wait(2500ms); // As late as was ever seen.
    EXPECT_EQ(confirms.on(), "");
    EXPECT_EQ(confirms.later(10s), "");
    Handset meant;
    meant.call(Line::Ringing);
    EXPECT_EQ(meant.on(), "answer");
    meant.wait(10ms);
    EXPECT_EQ(meant.off(), "");
    meant.call(Line::Active);
    EXPECT_EQ(meant.later(3s), "hangup");
}

TEST(Hook, PutOutByTheSystemsMuteLampIsLitAgainAndNoHangUp) {
    Handset h;
    h.talk();
    EXPECT_EQ(h.mute(), "mute");
    h.wait(40ms);
    EXPECT_EQ(h.off(), "");
    EXPECT_TRUE(h.lamps_again());
    EXPECT_EQ(h.on(), "") << "it follows the lamp that was sent again";
    EXPECT_EQ(h.later(10s), "");
}

TEST(SomebodyElse, KeepsAHeadsetOffHookAndItsLampIsNotPutOutByOurRing) {
    Handset h;
    h.traits.lift_to_dial = false;
    EXPECT_EQ(h.on(), "");
    h.wait(2900ms);
    EXPECT_FALSE(h.state().foreign) << "a press that nobody acknowledged is taken back first";
    h.wait(200ms);
    EXPECT_TRUE(h.state().foreign);
    EXPECT_FALSE(h.shows().off_hook) << "without a call of ours, nothing is written";
    h.call(Line::Ringing);
    EXPECT_TRUE(h.shows().off_hook);
    EXPECT_TRUE(h.shows().ring);
    EXPECT_EQ(h.off(), "") << "their call ended";
    EXPECT_FALSE(h.shows().off_hook);
    EXPECT_EQ(h.on(), "answer");
}

TEST(SomebodyElse, IsNotSuspectedOfAPressThatCameBack) {
    Handset h;
    h.traits.lift_to_dial = false;
    EXPECT_EQ(h.on(), "");
    h.wait(2s);
    EXPECT_EQ(h.off(), "");
    h.wait(10s);
    EXPECT_FALSE(h.state().foreign);
}

TEST(Hook, RevertOfADeviceThatOurLampDidNotReachIsNoHangup) {
    Handset h;
    h.call(Line::Ringing);
    EXPECT_EQ(h.on(), "answer");
    EXPECT_EQ(h(LampsLost{}), "");
    h.call(Line::Active);
    h.wait(2s);
    EXPECT_EQ(h.off(), "");
    EXPECT_TRUE(h.shows().off_hook);
}

TEST(Hook, ScreenAndHandsetAnswerInTheSameMillisecond) {
    Handset screen_first;
    screen_first.call(Line::Ringing);
    screen_first.call(Line::Active);
    EXPECT_EQ(screen_first.on(), "");
    Handset handset_first;
    handset_first.call(Line::Ringing);
    EXPECT_EQ(handset_first.on(), "answer");
    EXPECT_EQ(handset_first.call(Line::Active), "");
    EXPECT_TRUE(handset_first.shows().off_hook);
}

TEST(Hook, CallerGivesUpWhileTheLiftIsOnItsWay) {
    Handset h;
    h.call(Line::Ringing);
    EXPECT_EQ(h.on(), "answer");
    h.call(Line::Idle);
    EXPECT_FALSE(h.shows().off_hook);
    EXPECT_EQ(h.off(), "") << "the device follows the lamp";
    h.call(Line::Ringing);
    EXPECT_EQ(h.on(), "answer");
}

TEST(Hook, AnAnswerThatNobodyFollowedIsForgotten) {
    Handset h;
    h.call(Line::Ringing);
    h.on();
    EXPECT_TRUE(next_deadline(h.state()));
    h.wait(2s);
    EXPECT_FALSE(next_deadline(h.state()));
    EXPECT_TRUE(h.shows().ring) << "it still rings";
}

TEST(Hook, HangUpCrossesTheFarEnds) {
    Handset h;
    h.talk();
    h.call(Line::Idle); // BYE came.
    EXPECT_EQ(h.off(), "");
}

TEST(Hook, StillLiftedAfterTheCallerWentNeverAnswersTheNextCall) {
    Handset h;
    h.talk();
    h.call(Line::Idle);
    h.wait(10s);
    h.call(Line::Ringing);
    EXPECT_EQ(h.on(), "") << "the old level again";
    EXPECT_EQ(h.off(), "") << "put down at last: no rejection";
    EXPECT_EQ(h.on(), "answer");
}

TEST(Hook, HowThingsStandRightAfterPluggingInIsNoCommand) {
    HandsetTraits traits;
    auto state = plugged(base::TimePoint{});
    state.view.line = Line::Ringing;
    const DeviceEvent lifted = HookLevel{true, true};
    EXPECT_TRUE(step(state, traits, lifted, base::TimePoint{20ms}).commands.empty());
    EXPECT_FALSE(step(state, traits, lifted, base::TimePoint{5s}).commands.empty());
}

TEST(Hook, LiftedFromBeforeInTheReportOfAnotherKeyIsNoCommand) {
    Handset h;
    h.call(Line::Ringing);
    EXPECT_EQ(h(DeviceEvent(HookLevel{true, false})), "");
    EXPECT_EQ(h.off(), "");
    EXPECT_EQ(h.on(), "answer");
}

TEST(Hook, FirstReportOnHookIsNoCommand) {
    Handset ringing;
    ringing.call(Line::Ringing);
    EXPECT_EQ(ringing.off(), "");
    Handset active;
    active.call(Line::Active);
    EXPECT_EQ(active.off(), "");
}

TEST(Hook, ToggleSwitchIsTheOppositeOfTheLamp) {
    Handset h;
    const DeviceEvent press = HookToggled{};
    h.call(Line::Ringing);
    EXPECT_EQ(h(press), "answer");
    h.call(Line::Active);
    h.wait(5s);
    EXPECT_EQ(h(press), "hangup");
}

TEST(Hook, SendAndDropKeysTakeRejectAndEndCalls) {
    Handset h;
    h.traits.off_hook_lamp = false;
    const DeviceEvent send = HookPressed{true};
    const DeviceEvent drop = HookPressed{false};
    h.call(Line::Ringing);
    EXPECT_EQ(h(drop), "reject");
    h.call(Line::Idle);
    h.call(Line::Ringing);
    EXPECT_EQ(h(send), "answer");
    h.call(Line::Active);
    h.wait(5s);
    EXPECT_EQ(h(send), "");
    EXPECT_EQ(h(drop), "hangup");
}

TEST(Hold, ThatDropsOffHookDoesNotHangUp) {
    Handset h;
    h.traits.quirks.hold_drops_off_hook = true;
    h.talk();
    h.call(Line::Held); // On the screen.
    EXPECT_FALSE(h.shows().off_hook);
    EXPECT_TRUE(h.shows().hold);
    EXPECT_EQ(h.off(), "");
    h.wait(10s);
    EXPECT_EQ(h.on(), "hold") << "lifting resumes";
}

TEST(Hold, OnHookWithoutAnyEchoIsIgnoredToo) {
    Handset h;
    h.talk();
    h.call(Line::Held);
    EXPECT_TRUE(h.shows().off_hook) << "Jabra: the hold lamp only";
    EXPECT_EQ(h.off(), "");
}

TEST(Hold, OfTheDeviceIsAFlashAndThenOnHook) {
    Handset h;
    h.talk();
    EXPECT_EQ(h.key(InputRole::Flash), "hold");
    h.wait(400ms);
    EXPECT_EQ(h.off(), "") << "the flash was the message";
}

TEST(Flash, LongBeforeTheHookExplainsNothing) {
    Handset h;
    h.talk();
    h.key(InputRole::Flash);
    h.call(Line::Held);
    h.key(InputRole::Flash);
    h.call(Line::Active);
    h.wait(600ms);
    EXPECT_EQ(h.off(), "hangup");
}

TEST(SecondCall, RingsWithoutTouchingTheHookAndIsTakenByFlash) {
    Handset h;
    h.talk();
    h.call(Line::Active, false, true);
    EXPECT_TRUE(h.shows().ring);
    EXPECT_TRUE(h.shows().off_hook);
    EXPECT_EQ(h.key(InputRole::Flash), "answer-second");
    EXPECT_EQ(h.key(InputRole::Reject), "reject");
    h.traits.quirks.ring_second_call = false;
    EXPECT_FALSE(h.shows().ring);
}

TEST(SecondCall, OnHookEndsTheFirst) {
    Handset h;
    h.talk();
    h.call(Line::Active, false, true);
    EXPECT_EQ(h.off(), "hangup");
}

TEST(Reject, ByItsKeyOnlyWhileSomethingRings) {
    Handset h;
    EXPECT_EQ(h.key(InputRole::Reject), "");
    h.call(Line::Ringing);
    EXPECT_EQ(h.key(InputRole::Reject), "reject");
    h.call(Line::Idle);
    h.talk();
    EXPECT_EQ(h.key(InputRole::Reject), "");
}

TEST(Reject, ByAHookThatStaysDownWhereTheVendorMeansThat) {
    Handset h;
    h.off();
    h.call(Line::Ringing);
    EXPECT_EQ(h.off(), "") << "on an ordinary device it means nothing";
    Handset poly;
    poly.traits.quirks.idle_hook_rejects = 1;
    poly.off();
    poly.call(Line::Ringing);
    EXPECT_EQ(poly(DeviceEvent(HookLevel{false, false})), "") << "some other key";
    EXPECT_EQ(poly.off(), "reject");
    EXPECT_EQ(poly.off(), "") << "once";
}

TEST(Drop, EndsRejectsAndPutsDown) {
    Handset h;
    h.call(Line::Ringing);
    EXPECT_EQ(h.key(InputRole::Drop), "reject");
    h.call(Line::Idle);
    h.call(Line::Held);
    EXPECT_EQ(h.key(InputRole::Drop), "hangup");
}

TEST(Idle, LiftToDialSendsDigitsAndEndsOnTheCradle) {
    Handset h;
    EXPECT_EQ(h.digit('1'), "") << "not before the lift";
    EXPECT_EQ(h.on(), "lifted");
    EXPECT_TRUE(h.shows().off_hook) << "or the headset takes it back";
    EXPECT_EQ(h.digit('1'), "1");
    h.wait(5s);
    EXPECT_EQ(h.off(), "dropped");
    EXPECT_FALSE(h.shows().off_hook);
}

TEST(Idle, LiftedToDialAndThenTheCallIsUp) {
    Handset h;
    h.on();
    h.wait(3s);
    h.call(Line::Dialing);
    EXPECT_TRUE(h.shows().off_hook);
    h.call(Line::Active);
    EXPECT_EQ(h.off(), "hangup");
}

TEST(Idle, LiftedToDialWhenACallerIsFaster) {
    Handset h;
    h.on();
    h.wait(3s);
    EXPECT_EQ(h.call(Line::Ringing), "dropped");
    EXPECT_TRUE(h.shows().ring);
    EXPECT_EQ(h.off(), "") << "on hook first";
    EXPECT_EQ(h.on(), "answer");
}

TEST(Idle, WithoutLiftToDialNothingIsObeyedOrShown) {
    Handset h;
    h.traits.lift_to_dial = false;
    EXPECT_EQ(h.on() + h.key(InputRole::Redial) + h.digit('1') + h.mute() + h.off(), "");
    EXPECT_EQ(h.shows(), Lamps{});
}

TEST(Idle, RedialIsACommand) {
    EXPECT_EQ(Handset()(DeviceEvent(KeyPressed{InputRole::Redial})), "redial");
}

TEST(Elsewhere, AHandsetWithoutTheCallIsNotObeyed) {
    Handset h;
    h(ViewChanged{{}, true});
    EXPECT_EQ(h.on() + h.key(InputRole::Redial) + h.off() + h.mute(), "");
    EXPECT_EQ(h.shows(), Lamps{});
}

TEST(Digits, AreToldInACall) {
    Handset h;
    h.talk();
    EXPECT_EQ(h.digit('#'), "#");
}

TEST(Mute, TogglesAndIsShownWhenTheCallSaysSo) {
    Handset h;
    h.talk();
    EXPECT_EQ(h.mute(), "mute");
    EXPECT_FALSE(h.shows().mute) << "not before it is true";
    h.call(Line::Active, true);
    EXPECT_TRUE(h.shows().mute);
    h.wait(2s);
    EXPECT_EQ(h.mute(), "unmute");
}

TEST(Mute, WithoutACallIsNothing) {
    Handset h;
    EXPECT_EQ(h.mute(), "");
    h.call(Line::Ringing);
    EXPECT_EQ(h.mute(), "");
    EXPECT_EQ(h.mute_level(true), "");
}

TEST(Mute, TheSamePressTwiceIsOne) {
    Handset h;
    h.talk();
    EXPECT_EQ(h.mute(), "mute");
    h.wait(20ms);
    EXPECT_EQ(h.mute(), "");
}

TEST(Mute, RefusedByABoomThatIsUpStaysMuted) {
    Handset h;
    h.talk();
    h.call(Line::Active, true);
    h.wait(5s);
    h.call(Line::Active, false); // Unmuted on the screen.
    h.wait(300ms);
    EXPECT_EQ(h.mute(), "mute") << "the headset's answer";
    h.call(Line::Active, true);
    h.wait(300ms);
    EXPECT_EQ(h.mute(), "") << "and no ping-pong";
}

TEST(Mute, FlappingEndsMuted) {
    Handset h;
    h.talk();
    EXPECT_EQ(h.mute(), "mute");
    h.call(Line::Active, true);
    h.wait(400ms);
    EXPECT_EQ(h.mute(), "") << "a second toggle within a second is not understood";
    h.wait(1500ms);
    EXPECT_EQ(h.mute(), "unmute");
}

TEST(Mute, LevelSwitchCountsOnlyWhenItMoves) {
    Handset h;
    h.talk();
    h.call(Line::Active, true); // On the screen.
    EXPECT_EQ(h.mute_level(false), "") << "in each report; it did not move";
    EXPECT_EQ(h.mute_level(true), "") << "muted already";
    EXPECT_EQ(h.mute_level(false), "unmute");
    EXPECT_EQ(h.mute_level(false), "");
}

TEST(Mute, IsOverWithTheCall) {
    Handset h;
    h.talk();
    h.call(Line::Active, true);
    h.call(Line::Idle);
    EXPECT_FALSE(h.shows().mute);
}

TEST(Quirks, KnowTheProductBeforeTheVendor) {
    EXPECT_FALSE(quirks_for({0x0b0e, 0x0412}).ring_second_call);
    EXPECT_TRUE(quirks_for({0x0b0e, 0x0307}).ring_second_call);
    EXPECT_TRUE(quirks_for({0x047f, 0xc056}).hold_drops_off_hook);
    EXPECT_EQ(quirks_for({0x1234, 0x5678}), Quirks{});
    for (const auto vendor : {0x0b0e, 0x047f, 0x1395, 0x6993, 0x046d}) {
        const auto quirks = quirks_for({static_cast<std::uint16_t>(vendor), 0x00a2});
        EXPECT_TRUE(quirks == Quirks{} || !quirks.reason.empty());
    }
}

} // namespace
} // namespace sangdam::hid
