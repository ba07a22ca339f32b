// SPDX-License-Identifier: MIT
//
// The roster's times, on a clock that moves only when the test says so; the database is real.

#include "fakes/fake_switch.h"
#include "fakes/manual_clock.h"
#include "fakes/manual_executor.h"
#include "hub/roster.h"
#include "store/sqlite/sqlite_database.h"

#include <gtest/gtest.h>

namespace sangdam::hub {
namespace {

using core::AgentState;
using std::chrono::seconds;

class SilentStream final : public EventStream {
public:
    bool send(Frame frame) override {
        sent += *frame;
        return true;
    }
    void close() override { closed = true; }
    std::string sent;
    bool closed = false;
};

RosterRules rules() {
    RosterRules out;
    out.wrap_up = seconds(60);
    out.desktop_grace = seconds(30);
    return out;
}

class RosterTest : public ::testing::Test {
protected:
    RosterTest() {
        auto sealer = store::Sealer::from_text(store::Sealer::new_key_text()).value();
        auto database = store::open_sqlite(":memory:", store::IfMissing::Create).value();
        store_ =
            store::CentreStore::open(std::move(database), std::move(sealer), clock_.wall()).value();
        core::Agent agent;
        agent.id = kHong;
        agent.login = "hong";
        agent.name = "홍길동";
        agent.extension = "201";
        EXPECT_TRUE(store_->agents.add(agent, "hash", base::Secret("sip"), clock_.wall()));
        feed_.emplace(*store_, clock_);
        roster_.emplace(*store_, *feed_, &switch_, executor_, clock_, rules(),
                        [this] { ++troubles_; });
        EXPECT_TRUE(roster_->load());
        roster_->tell_switch();
    }
    AgentState state() const { return roster_->find(kHong).value().state; }

    const core::AgentId kHong{"hong-id"};
    const core::CallRef kCall{"call-1"};
    fakes::ManualClock clock_;
    fakes::ManualExecutor executor_;
    fakes::FakeSwitch switch_{executor_, clock_};
    std::unique_ptr<store::CentreStore> store_;
    std::optional<EventFeed> feed_;
    std::optional<Roster> roster_;
    int troubles_ = 0;
};

TEST_F(RosterTest, TheSwitchKnowsTheSeatsAndRingsNobodyYet) {
    ASSERT_EQ(switch_.seats_.size(), 1u);
    EXPECT_EQ(switch_.seats_[0].extension, "201");
    EXPECT_EQ(switch_.seats_[0].password.reveal(), "sip");
    EXPECT_FALSE(switch_.available_.at(kHong));
}

TEST_F(RosterTest, WhatAnEarlierRunLeftIsSetRightAndTold) {
    ASSERT_TRUE(store_->agents.set_state(kHong, AgentState::OnCall, "", clock_.wall()));
    Roster again(*store_, *feed_, &switch_, executor_, clock_, {}, [] {});
    ASSERT_TRUE(again.load());
    EXPECT_EQ(again.find(kHong).value().state, AgentState::Offline);
    EXPECT_EQ(store_->agents.find(kHong).value().state, AgentState::Offline);
    EXPECT_EQ(store_->events.after(0, 10).value().back().kind, "agent.state");
}

TEST_F(RosterTest, AnAgentWhoseDesktopNeverListensGoesOffline) {
    roster_->signed_in(kHong);
    EXPECT_EQ(state(), AgentState::Available);
    EXPECT_TRUE(switch_.available_.at(kHong));
    executor_.advance(seconds(29));
    EXPECT_EQ(state(), AgentState::Available);
    executor_.advance(seconds(1));
    EXPECT_EQ(state(), AgentState::Offline);
    EXPECT_FALSE(switch_.available_.at(kHong));
}

TEST_F(RosterTest, AStreamThatComesBackInTimeIsNotNoticed) {
    roster_->signed_in(kHong);
    const Viewer hong{kHong, core::Role::Agent};
    auto first = std::make_shared<SilentStream>();
    const auto id = feed_->add(hong, first, {});
    roster_->stream_opened(kHong);
    executor_.advance(seconds(100));
    feed_->remove(id);
    roster_->stream_closed(kHong);
    executor_.advance(seconds(20));
    feed_->add(hong, std::make_shared<SilentStream>(), {});
    roster_->stream_opened(kHong);
    executor_.advance(seconds(100));
    EXPECT_EQ(state(), AgentState::Available);
}

TEST_F(RosterTest, ASecondStreamOfOneAgentReplacesTheFirst) {
    const Viewer hong{kHong, core::Role::Agent};
    auto first = std::make_shared<SilentStream>();
    feed_->add(hong, first, {});
    feed_->add(hong, std::make_shared<SilentStream>(), {});
    EXPECT_TRUE(first->closed);
    EXPECT_TRUE(feed_->listens(kHong));
}

TEST_F(RosterTest, WrapUpTimeRunsOutAndTheAgentIsRungAgain) {
    roster_->signed_in(kHong);
    feed_->add({kHong, core::Role::Agent}, std::make_shared<SilentStream>(), {});
    roster_->stream_opened(kHong);
    roster_->apply(kHong, CallTalks{kCall});
    EXPECT_FALSE(switch_.available_.at(kHong));
    roster_->apply(kHong, CallOver{kCall});
    EXPECT_EQ(state(), AgentState::WrapUp);
    executor_.advance(seconds(59));
    EXPECT_EQ(state(), AgentState::WrapUp);
    EXPECT_FALSE(switch_.available_.at(kHong));
    executor_.advance(seconds(1));
    EXPECT_EQ(state(), AgentState::Available);
    EXPECT_TRUE(switch_.available_.at(kHong));
}

TEST_F(RosterTest, EachStateIsStoredAndTold) {
    auto stream = std::make_shared<SilentStream>();
    roster_->signed_in(kHong);
    feed_->add({core::AgentId("other"), core::Role::Agent}, stream, {});
    roster_->apply(kHong, Asked{AgentState::Away, "교육"});
    EXPECT_EQ(store_->agents.find(kHong).value().state, AgentState::Away);
    EXPECT_NE(stream->sent.find("\"away_reason\":\"교육\""), std::string::npos);
    EXPECT_EQ(troubles_, 0);
}

TEST_F(RosterTest, ADatabaseThatIsAwayHoldsNobodyUp) {
    roster_->signed_in(kHong);
    ASSERT_TRUE(store_->database().script("ALTER TABLE agents RENAME TO agents_away"));
    roster_->apply(kHong, Asked{AgentState::Away, ""});
    EXPECT_EQ(state(), AgentState::Away);
    EXPECT_FALSE(switch_.available_.at(kHong));
    EXPECT_EQ(troubles_, 1);
    EXPECT_FALSE(roster_->retry());
    ASSERT_TRUE(store_->database().script("ALTER TABLE agents_away RENAME TO agents"));
    EXPECT_TRUE(roster_->retry());
    EXPECT_EQ(store_->agents.find(kHong).value().state, AgentState::Away);
    // Who resumes is told to reload, because an event could not be written when it happened.
    const auto before = store_->events.window().value().newest;
    EXPECT_TRUE(feed_->recover());
    EXPECT_EQ(store_->events.after(before, 10).value().at(0).kind, "reset");
    EXPECT_TRUE(feed_->recover()); // Once.
    EXPECT_EQ(store_->events.window().value().newest, before + 1);
}

} // namespace
} // namespace sangdam::hub
