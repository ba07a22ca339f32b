// SPDX-License-Identifier: MIT

#include "hid/fleet.h"
#include "unit/hid/descriptors.h"

#include <gmock/gmock.h>

namespace sangdam::hid {
namespace {

using namespace std::chrono_literals;
using core::HandsetView;
using Line = core::HandsetView::Line;
using testing_data::map_of;
using Bytes = std::vector<std::uint8_t>;

// Handsets a, b … on a desk; what they show is followed report by report.
class Handsets {
public:
    void plug(const std::string& id, const char* kind = "jabra_like", std::string key = {}) {
        auto map = std::make_shared<TelephonyMap>(map_of(kind));
        take(fleet_.plugged({id, key.empty() ? id : key, map, {}}, now_));
        now_ += 1s;
    }
    void unplug(const std::string& id) {
        shown_.erase(id);
        take(fleet_.unplugged(id, now_));
    }
    void send(const std::string& id, const Bytes& report) {
        take(fleet_.report(id, report, now_));
        now_ += 200ms;
    }
    void lift(const std::string& id) { send(id, {2, 1, 0}); }
    void put_down(const std::string& id) { send(id, {2, 0, 0}); }
    void call(Line line, bool muted = false, bool second = false) {
        take(fleet_.view({line, second, muted}, now_));
        now_ += 10ms;
    }
    void wait(std::chrono::milliseconds by) {
        now_ += by;
        take(fleet_.time_passed(now_));
    }
    void resumed() { take(fleet_.resumed(now_)); }

    template <class Command>
    bool took() {
        const bool only = last_.size() == 1 && std::holds_alternative<Command>(last_[0]);
        last_.clear();
        return only;
    }
    bool nothing() { return std::exchange(last_, {}).empty(); }
    int shows(const std::string& id) { return shown_.contains(id) ? shown_[id].at(1) : -1; }
    int writes = 0;
    const std::string& owner() const { return fleet_.owner(); }

private:
    void take(const FleetOrders& orders) {
        for (const auto& command : orders.commands) last_.push_back(command);
        for (const auto& write : orders.writes)
            for (const auto& report : write.reports) {
                shown_[write.id] = report.bytes;
                ++writes;
            }
    }
    Fleet fleet_{LiftToDial::Always};
    base::TimePoint now_{std::chrono::hours{1}};
    std::vector<core::HandsetCommand> last_;
    std::map<std::string, Bytes> shown_;
};

constexpr int kOffHook = 0x01;
constexpr int kRing = 0x04;

TEST(Fleet, RingsTogetherAndTheFirstOneLiftedOwnsTheCall) {
    Handsets desk;
    desk.plug("a");
    desk.plug("b");
    desk.call(Line::Ringing);
    EXPECT_EQ(desk.shows("a"), kRing);
    EXPECT_EQ(desk.shows("b"), kRing);
    desk.lift("b");
    EXPECT_TRUE(desk.took<core::HandsetAnswer>());
    EXPECT_EQ(desk.shows("a"), 0);
    EXPECT_EQ(desk.shows("b"), kOffHook);
    desk.call(Line::Active);
    desk.lift("a");
    desk.put_down("a");
    EXPECT_TRUE(desk.nothing()) << "another handset does not end the call";
    desk.put_down("b");
    EXPECT_TRUE(desk.took<core::HandsetHangup>());
}

TEST(Fleet, OfTwoLiftedInTheSameMomentOneAnswers) {
    Handsets desk;
    desk.plug("a");
    desk.plug("b");
    desk.call(Line::Ringing);
    desk.lift("a");
    desk.lift("b");
    EXPECT_TRUE(desk.took<core::HandsetAnswer>());
    EXPECT_EQ(desk.owner(), "a");
    EXPECT_EQ(desk.shows("b"), 0);
}

TEST(Fleet, WritesNothingBeforeTheFirstCall) {
    Handsets desk;
    desk.plug("a");
    desk.call(Line::Idle);
    desk.send("a", {2, 0x05, 0});
    desk.put_down("a");
    desk.resumed();
    EXPECT_EQ(desk.writes, 0);
}

TEST(Fleet, ACallOnTheScreenBelongsToTheHandsetUsedLast) {
    Handsets desk;
    desk.plug("a");
    desk.plug("b");
    desk.call(Line::Dialing);
    EXPECT_EQ(desk.owner(), "a") << "the first, as long as none was used";
    desk.call(Line::Idle);
    desk.call(Line::Ringing);
    desk.lift("b");
    desk.call(Line::Active);
    desk.call(Line::Idle);
    desk.call(Line::Dialing);
    EXPECT_EQ(desk.owner(), "b");
    EXPECT_EQ(desk.shows("a"), 0);
}

TEST(Fleet, TheOwnerComesBackOnAnotherPortAndOwnsAgain) {
    Handsets desk;
    desk.plug("a", "jabra_like", "serial 1");
    desk.call(Line::Ringing);
    desk.lift("a");
    desk.call(Line::Active, true);
    EXPECT_TRUE(desk.took<core::HandsetAnswer>());
    desk.unplug("a");
    EXPECT_TRUE(desk.nothing()) << "the call goes on";
    desk.plug("x", "jabra_like", "serial 2");
    EXPECT_EQ(desk.owner(), "");
    EXPECT_EQ(desk.shows("x"), -1);
    desk.plug("c", "jabra_like", "serial 1");
    EXPECT_EQ(desk.owner(), "c");
    EXPECT_EQ(desk.shows("c"), 0x13) << "off hook, mute, microphone";
    desk.put_down("x");
    EXPECT_TRUE(desk.nothing());
}

TEST(Fleet, WhileTheOwnerIsGoneAnotherOneTakesOverByBeingLifted) {
    Handsets desk;
    desk.plug("a");
    desk.plug("b");
    desk.call(Line::Ringing);
    desk.lift("a");
    desk.call(Line::Active);
    desk.unplug("a");
    EXPECT_TRUE(desk.took<core::HandsetAnswer>());
    desk.lift("b");
    EXPECT_TRUE(desk.nothing()) << "it is the same call";
    EXPECT_EQ(desk.shows("b"), kOffHook);
    desk.wait(1s);
    desk.put_down("b");
    EXPECT_TRUE(desk.took<core::HandsetHangup>());
}

TEST(Fleet, PluggedInWhileItRingsItRings) {
    Handsets desk;
    desk.call(Line::Ringing);
    desk.plug("a");
    EXPECT_EQ(desk.shows("a"), kRing);
    desk.call(Line::Idle);
    EXPECT_EQ(desk.shows("a"), 0) << "the caller gave up";
}

TEST(Fleet, UnpluggedWhileItRingsTheOthersRingOn) {
    Handsets desk;
    desk.plug("a");
    desk.plug("b");
    desk.call(Line::Ringing);
    desk.unplug("a");
    EXPECT_EQ(desk.shows("b"), kRing);
    desk.lift("b");
    EXPECT_TRUE(desk.took<core::HandsetAnswer>());
}

TEST(Fleet, UnpluggedWithAnAnswerOnItsWayTheOthersRingAgain) {
    Handsets desk;
    desk.plug("a");
    desk.plug("b");
    desk.call(Line::Ringing);
    desk.lift("a");
    desk.unplug("a");
    EXPECT_EQ(desk.shows("b"), kRing);
}

TEST(Fleet, AnAnswerThatCameToNothingLetsAllRingAgain) {
    Handsets desk;
    desk.plug("a");
    desk.plug("b");
    desk.call(Line::Ringing);
    desk.lift("a");
    EXPECT_EQ(desk.shows("b"), 0);
    desk.wait(2500ms);
    EXPECT_EQ(desk.shows("a"), kRing);
    EXPECT_EQ(desk.shows("b"), kRing);
    desk.took<core::HandsetAnswer>();
    desk.lift("b");
    EXPECT_TRUE(desk.took<core::HandsetAnswer>());
}

TEST(Fleet, OneLiftedToDialUnpluggedIsPutDown) {
    Handsets desk;
    desk.plug("a");
    desk.lift("a");
    EXPECT_TRUE(desk.took<core::HandsetLifted>());
    desk.unplug("a");
    EXPECT_TRUE(desk.took<core::HandsetDropped>());
}

TEST(Fleet, WhileOneDialsTheOthersAreNotObeyed) {
    Handsets desk;
    desk.plug("a");
    desk.plug("b");
    desk.lift("a");
    EXPECT_TRUE(desk.took<core::HandsetLifted>());
    desk.lift("b");
    desk.put_down("b");
    EXPECT_TRUE(desk.nothing());
    EXPECT_EQ(desk.shows("b"), -1);
    desk.put_down("a");
    EXPECT_TRUE(desk.took<core::HandsetDropped>());
    desk.lift("b");
    EXPECT_TRUE(desk.took<core::HandsetLifted>());
}

TEST(Fleet, AHeadsetIsNotLiftedToDialUnlessAskedFor) {
    const auto lifts = [](LiftToDial option, const char* kind, const Bytes& report) {
        Fleet fleet(option);
        fleet.plugged({"a", "a", std::make_shared<TelephonyMap>(map_of(kind)), {}}, {});
        return fleet.report("a", report, base::TimePoint{5s}).commands.size();
    };
    EXPECT_EQ(lifts(LiftToDial::Telephones, "jabra_like", {2, 1, 0}), 0U);
    EXPECT_EQ(lifts(LiftToDial::Always, "jabra_like", {2, 1, 0}), 1U);
    EXPECT_EQ(lifts(LiftToDial::Telephones, "cradle", {1, 0}), 1U);
    EXPECT_EQ(lifts(LiftToDial::Never, "cradle", {1, 0}), 0U);
}

TEST(Fleet, TwoIdenticalOnesWithoutSerialNumberAreStillTwo) {
    Handsets desk;
    desk.plug("a", "jabra_like", "same");
    desk.plug("b", "jabra_like", "same");
    desk.call(Line::Ringing);
    desk.lift("b");
    desk.call(Line::Active);
    EXPECT_EQ(desk.owner(), "b");
    desk.took<core::HandsetAnswer>();
    desk.put_down("a");
    EXPECT_TRUE(desk.nothing());
}

TEST(Fleet, AfterSleepTheLampsAreSentAgain) {
    Handsets desk;
    desk.plug("a");
    desk.plug("b");
    desk.call(Line::Dialing);
    const int before = desk.writes;
    desk.resumed();
    EXPECT_EQ(desk.writes, before + 1) << "only where something is lit";
}

TEST(Fleet, UnknownDevicesAreNobody) {
    Handsets desk;
    desk.unplug("x");
    desk.send("x", {2, 1, 0});
    EXPECT_TRUE(desk.nothing());
}

} // namespace
} // namespace sangdam::hid
