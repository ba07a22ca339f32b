// SPDX-License-Identifier: MIT

#include "dialogs/screen_handset.h"
#include "fakes/manual_executor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace sangdam::ui {
namespace {

using Line = core::HandsetView::Line;

class Listener final : public core::HandsetListener {
public:
    std::vector<core::HandsetCommand> commands;
    std::vector<core::HandsetDevice> devices;

    void handset_command(const core::HandsetCommand& command) override {
        commands.push_back(command);
    }
    void handsets_changed(const std::vector<core::HandsetDevice>& now) override { devices = now; }
};

class OnScreen : public testing::Test {
protected:
    OnScreen() {
        handset_->set_listener(&listener_);
        handset_->watch([this](const HandsetPicture& picture) { pictures_.push_back(picture); });
        call_thread_.run_all();
    }
    ~OnScreen() override { handset_->set_listener(nullptr); }

    template <class Command>
    bool told_last() const {
        return !listener_.commands.empty() &&
               std::holds_alternative<Command>(listener_.commands.back());
    }
    void show(Line line, bool muted = false) { handset_->show({line, false, muted}); }

    fakes::ManualExecutor call_thread_;
    Listener listener_;
    std::vector<HandsetPicture> pictures_;
    std::shared_ptr<ScreenHandset> handset_ = std::make_shared<ScreenHandset>(call_thread_);
};

TEST_F(OnScreen, AClickDoesNothingBeforeTheCallThreadTakesIt) {
    show(Line::Ringing);
    handset_->lift();
    EXPECT_TRUE(listener_.commands.empty());
    call_thread_.run_all();
    EXPECT_TRUE(told_last<core::HandsetAnswer>());
}

TEST_F(OnScreen, LiftedInACallAndPutDownHangsUpOnce) {
    show(Line::Ringing);
    handset_->lift();
    call_thread_.run_all();
    show(Line::Active);
    handset_->put_down();
    handset_->put_down();
    call_thread_.run_all();
    ASSERT_EQ(listener_.commands.size(), 2U);
    EXPECT_TRUE(told_last<core::HandsetHangup>());
}

TEST_F(OnScreen, ACallThatWasAnsweredByAButtonIsNotAnsweredAgainByLifting) {
    show(Line::Active);
    handset_->lift();
    call_thread_.run_all();
    EXPECT_TRUE(listener_.commands.empty());
}

TEST_F(OnScreen, AHeldCallSurvivesTheCradleAndGoesOnWhenLifted) {
    show(Line::Active);
    handset_->lift();
    call_thread_.run_all();
    show(Line::Held);
    handset_->put_down();
    call_thread_.run_all();
    EXPECT_TRUE(listener_.commands.empty());
    handset_->lift();
    call_thread_.run_all();
    EXPECT_TRUE(told_last<core::HandsetToggleHold>());
}

TEST_F(OnScreen, LiftedWithNoCallMeansDiallingAndPutDownMeansNoMore) {
    handset_->lift();
    call_thread_.run_all();
    EXPECT_TRUE(told_last<core::HandsetLifted>());
    handset_->put_down();
    call_thread_.run_all();
    EXPECT_TRUE(told_last<core::HandsetDropped>());
}

TEST_F(OnScreen, PutDownWhileAnotherCallRingsDoesNotDeclineIt) {
    handset_->lift();
    call_thread_.run_all();
    show(Line::Ringing);
    handset_->put_down();
    call_thread_.run_all();
    EXPECT_TRUE(told_last<core::HandsetDropped>());
}

TEST_F(OnScreen, TheMuteKeyAsksForTheOppositeOfWhatTheLampShows) {
    show(Line::Active, true);
    handset_->press_mute();
    call_thread_.run_all();
    ASSERT_TRUE(told_last<core::HandsetMute>());
    EXPECT_FALSE(std::get<core::HandsetMute>(listener_.commands.back()).on);
}

TEST_F(OnScreen, TheMuteKeyIsDeadWithoutACall) {
    show(Line::Ringing);
    handset_->press_mute();
    call_thread_.run_all();
    EXPECT_TRUE(listener_.commands.empty());
}

TEST_F(OnScreen, ThePictureFollowsTheCallsAndTheHook) {
    show(Line::Ringing);
    EXPECT_EQ(pictures_.back().view.line, Line::Ringing);
    EXPECT_FALSE(pictures_.back().lifted);
    handset_->lift();
    call_thread_.run_all();
    EXPECT_TRUE(pictures_.back().lifted);
}

TEST_F(OnScreen, AClickThatComesAfterTheHandsetHasGoneFindsNobody) {
    handset_->lift();
    handset_->set_listener(nullptr);
    handset_.reset();
    call_thread_.run_all();
    EXPECT_TRUE(listener_.commands.empty());
    handset_ = std::make_shared<ScreenHandset>(call_thread_); // For the destructor of the fixture.
}

} // namespace
} // namespace sangdam::ui
