// SPDX-License-Identifier: MIT

#include "desk/handset_check_on.h"
#include "desk/handset_page.h"
#include "desk/key_handset.h"
#include "fakes/manual_clock.h"
#include "fakes/manual_executor.h"

#include <gmock/gmock.h>

namespace sangdam::desk {
namespace {

using core::HotKey;
using testing::ElementsAre;
using testing::IsEmpty;
using Line = core::HandsetView::Line;
using namespace std::chrono_literals;

class FakeCheck final : public core::HandsetCheck {
public:
    void set_check_listener(core::HandsetCheckListener* to) override {
        listener = to;
        if (listener != nullptr) listener->plans_changed(plans);
    }
    void try_lamps(const std::string& device, const std::vector<std::string>& roles) override {
        lit = roles;
        asked = device;
    }
    void teach(const std::string& device) override { asked = "teach " + device; }
    void answer(core::TeachAnswer) override { asked = "answer"; }
    void forget_taught(const std::string& device) override { asked = "forget " + device; }

    core::HandsetCheckListener* listener = nullptr;
    std::vector<core::HandsetPlan> plans;
    std::vector<std::string> lit;
    std::string asked;
};

core::HandsetPlan plan(const std::string& id, bool is_phone) {
    core::HandsetPlan out;
    out.device.id = id;
    out.device.is_phone = is_phone;
    return out;
}

class HandsetPageTest : public testing::Test {
protected:
    FakeCheck check;
    fakes::ManualExecutor timers;
    HandsetPage page{check, timers};
};

TEST_F(HandsetPageTest, ShowsTheTelephoneFirstAndNotTheWebcam) {
    check.plans = {plan("webcam", false), plan("phone", true)};
    page.open();
    EXPECT_EQ(page.view().chosen, "phone");
    check.listener->plans_changed({plan("webcam", false)});
    EXPECT_EQ(page.view().chosen, "webcam");
    check.listener->plans_changed({});
    EXPECT_EQ(page.view().plan(), nullptr);
}

TEST_F(HandsetPageTest, APressIsSeenForAMomentAndALevelAsLongAsItLasts) {
    check.plans = {plan("phone", true)};
    page.open();
    check.listener->pressed({"phone", "hook", "on"});
    check.listener->pressed({"phone", "mute", "pressed"});
    check.listener->pressed({"other", "flash", "pressed"});
    EXPECT_EQ(page.view().pressed.size(), 2U);
    timers.advance(kPressShown);
    EXPECT_EQ(page.view().pressed.size(), 1U);
    EXPECT_EQ(page.view().pressed.at("hook"), "on");
    EXPECT_EQ(page.view().last_role, "mute");
}

TEST_F(HandsetPageTest, LampsAreLitByAClickAndGoOutWithThePage) {
    check.plans = {plan("phone", true), plan("second", true)};
    page.open();
    page.toggle_lamp("ring");
    page.toggle_lamp("mute");
    EXPECT_THAT(check.lit, ElementsAre("mute", "ring"));
    page.toggle_lamp("ring");
    EXPECT_THAT(check.lit, ElementsAre("mute"));
    page.choose("second");
    EXPECT_THAT(check.lit, IsEmpty());
    EXPECT_EQ(check.asked, "phone");
    page.close();
    EXPECT_EQ(check.listener, nullptr);
    EXPECT_FALSE(page.view().open);
}

TEST_F(HandsetPageTest, TeachesTheChosenOne) {
    page.open();
    page.teach();
    EXPECT_EQ(check.asked, "") << "there is none";
    check.listener->plans_changed({plan("phone", true)});
    page.teach();
    EXPECT_EQ(check.asked, "teach phone");
    check.listener->teaching({"phone", core::TeachStep::Lift, ""});
    EXPECT_EQ(page.view().teaching.step, core::TeachStep::Lift);
}

TEST(HandsetCheckHop, CarriesBothWaysAndIsSilentAfterwards) {
    fakes::ManualExecutor call;
    fakes::ManualExecutor ui;
    FakeCheck check;
    check.plans = {plan("phone", true)};
    {
        HandsetCheckOn hop(
            call, [&] { return &check; }, ui);
        HandsetPage page(hop, ui);
        page.open();
        EXPECT_TRUE(page.view().devices.empty()) << "not before the call thread was there";
        call.run_all();
        ui.run_all();
        EXPECT_EQ(page.view().chosen, "phone");
        check.listener->pressed({"phone", "hook", "on"});
        page.close();
        ui.run_all();
        EXPECT_TRUE(page.view().pressed.empty());
        call.run_all();
        EXPECT_EQ(check.listener, nullptr);
        HandsetCheckOn nobody(
            call, [] { return nullptr; }, ui);
        nobody.teach("x");
        call.run_all();
    }
}

// --- keys instead of a handset ------------------------------------------------------------------
class FakeKeys final : public core::HotKeys {
public:
    explicit FakeKeys(std::set<HotKey>& taken) : taken_(taken) {}
    void take(const std::set<HotKey>& keys) override { taken_ = keys; }

private:
    std::set<HotKey>& taken_;
};

class Heard final : public core::HandsetListener {
public:
    void handset_command(const core::HandsetCommand& command) override { last = command; }
    void handsets_changed(const std::vector<core::HandsetDevice>&) override {}
    std::optional<core::HandsetCommand> last;
};

class KeyHandsetTest : public testing::Test {
protected:
    KeyHandsetTest() { handset.set_listener(&heard); }
    template <class Command>
    bool does(HotKey key) {
        heard.last.reset();
        handset.hot_key_pressed(key);
        return heard.last && std::holds_alternative<Command>(*heard.last);
    }
    fakes::ManualClock clock;
    std::set<HotKey> taken;
    Heard heard;
    KeyHandset handset{[this](core::HotKeyListener&) { return std::make_unique<FakeKeys>(taken); },
                       clock};
};

TEST_F(KeyHandsetTest, KeysAreTakenFromOtherProgramsOnlyWhileTheyMeanSomething) {
    handset.show({});
    EXPECT_THAT(taken, IsEmpty());
    handset.show({Line::Ringing, false, false});
    EXPECT_THAT(taken, ElementsAre(HotKey::Talk));
    handset.show({Line::Active, false, false});
    EXPECT_THAT(taken, ElementsAre(HotKey::Talk, HotKey::Mute, HotKey::Hold));
    handset.show({});
    EXPECT_THAT(taken, IsEmpty());
}

TEST_F(KeyHandsetTest, OneKeyAnswersAndEndsAndPressedTwiceOnlyAnswers) {
    handset.show({Line::Ringing, false, false});
    EXPECT_TRUE(does<core::HandsetAnswer>(HotKey::Talk));
    handset.show({Line::Active, false, false});
    EXPECT_FALSE(does<core::HandsetHangup>(HotKey::Talk));
    clock.advance(kKeyTwice);
    EXPECT_TRUE(does<core::HandsetHangup>(HotKey::Talk));
}

TEST_F(KeyHandsetTest, MuteHoldAndTheSecondCaller) {
    handset.show({Line::Active, true, true});
    EXPECT_TRUE(does<core::HandsetAnswerSecond>(HotKey::Talk));
    EXPECT_TRUE(does<core::HandsetMute>(HotKey::Mute));
    EXPECT_FALSE(std::get<core::HandsetMute>(*heard.last).on);
    EXPECT_TRUE(does<core::HandsetToggleHold>(HotKey::Hold));
    handset.show({Line::Ringing, false, false});
    heard.last.reset();
    handset.hot_key_pressed(HotKey::Mute);
    EXPECT_FALSE(heard.last) << "there is nothing to mute";
}

TEST_F(KeyHandsetTest, WithoutADisplayThereAreNoneAndNothingBreaks) {
    KeyHandset none([](core::HotKeyListener&) { return nullptr; }, clock);
    none.show({Line::Ringing, false, false});
}

} // namespace
} // namespace sangdam::desk
