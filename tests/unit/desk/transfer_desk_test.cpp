// SPDX-License-Identifier: MIT

#include "unit/desk/desk_bench.h"

namespace sangdam::desk {
namespace {

using testing::Contains;
using testing::SizeIs;

class TransferDeskTest : public DeskBench {
protected:
    TransferDeskTest() {
        for (auto& each : centre.people) each.extension = "100" + each.id.value.substr(2, 1);
        centre.people[1].state = core::AgentState::Available;
    }
    const TransferView& view() const { return desk->transfer().view(); }
};

TEST_F(TransferDeskTest, FreeColleaguesComeFirstAndIAmNotAmongThem) {
    std::vector<core::Agent> agents(4);
    const char* names[] = {"홍길동", "박정우", "이수진", "최유나"};
    for (std::size_t i = 0; i < agents.size(); ++i) {
        agents[i].id = core::AgentId(names[i]);
        agents[i].name = names[i];
        agents[i].extension = "1";
    }
    agents[2].state = core::AgentState::Available;
    agents[3].state = core::AgentState::OnCall;
    const auto order = colleagues_for(agents, core::AgentId("홍길동"));
    ASSERT_THAT(order, SizeIs(3));
    EXPECT_EQ(order[0].name, "이수진");
    EXPECT_EQ(order[1].name, "최유나");
    EXPECT_EQ(order[2].name, "박정우"); // Not at work.
}

TEST_F(TransferDeskTest, ColdTheCallIsHandedOnAtOnce) {
    sign_in();
    talk(ring("01012345678", "ref"));
    EXPECT_EQ(view().stage, TransferStage::Possible);
    desk->transfer().hand_on("1002");
    settle();
    EXPECT_THAT(phone.commands, Contains(testing::StartsWith("transfer to 1002")));
    EXPECT_TRUE(view().asking);
}

TEST_F(TransferDeskTest, WarmTheCustomerWaitsUntilTheColleagueKnows) {
    sign_in();
    const auto customer = ring("01012345678", "ref");
    talk(customer);
    desk->transfer().consult("1002");
    settle();
    EXPECT_EQ(view().stage, TransferStage::Consulting);
    const auto colleague = core::CallId{static_cast<unsigned>(customer) + 1};
    phone.remote(colleague, core::RemoteAnswered{});
    settle();
    EXPECT_EQ(view().stage, TransferStage::Ready);
    desk->transfer().complete();
    settle();
    EXPECT_THAT(phone.commands, Contains(testing::StartsWith("transfer into")));
}

TEST_F(TransferDeskTest, BackEndsTheColleaguesCallAndTheCustomerIsThereAgain) {
    sign_in();
    const auto customer = ring("01012345678", "ref");
    talk(customer);
    desk->transfer().consult("1002");
    settle();
    desk->transfer().back();
    settle();
    EXPECT_EQ(view().stage, TransferStage::Possible);
    ASSERT_THAT(calls->calls().live, SizeIs(1));
    EXPECT_EQ(calls->calls().live[0].call.id, customer);
    EXPECT_EQ(calls->calls().live[0].call.phase, core::Phase::Talking);
}

class AbuseScriptTest : public DeskBench {
protected:
    const AbuseView& view() const { return desk->abuse().view(); }
};

TEST_F(AbuseScriptTest, TwoWarningsThenTheCallMayBeEndedAndABreakIsOffered) {
    sign_in();
    talk(ring("01012345678", "ref"));
    EXPECT_FALSE(view().can_end());
    desk->abuse().end_call("too early");
    desk->abuse().warn("[폭언] 1차 경고");
    EXPECT_EQ(view().stage, Warning::First);
    EXPECT_FALSE(view().can_end());
    desk->abuse().warn("[폭언] 2차 경고");
    ASSERT_TRUE(view().can_end());
    desk->abuse().end_call("[폭언] 종료");
    settle();
    EXPECT_TRUE(calls->calls().live.empty());
    EXPECT_TRUE(view().break_offered);
    ASSERT_TRUE(desk->wrap_up().view().form);
    EXPECT_EQ(desk->wrap_up().view().form->values.note,
              "[폭언] 1차 경고\n[폭언] 2차 경고\n[폭언] 종료");
    desk->abuse().take_break("휴식");
    settle();
    EXPECT_EQ(desk->agent().view().me.away_reason, "휴식");
    EXPECT_FALSE(view().break_offered);
}

TEST_F(AbuseScriptTest, TheNextCallerHasNotBeenWarned) {
    sign_in();
    const auto first = ring("01012345678", "ref");
    talk(first);
    desk->abuse().warn("[폭언] 1차 경고");
    far_end_hangs_up(first);
    talk(ring("01099998888", "ref-2"));
    EXPECT_EQ(view().stage, Warning::None);
}

TEST_F(AbuseScriptTest, TheMarkGoesToItsOwnCallWhicheverFormIsShown) {
    sign_in();
    const auto first = ring("01012345678", "ref");
    talk(first);
    far_end_hangs_up(first);
    talk(ring("01099998888", "ref-2"));
    desk->wrap_up().show(core::CallRef("ref"));
    desk->abuse().warn("[폭언] 1차 경고");
    EXPECT_TRUE(desk->wrap_up().view().form->values.note.empty());
    desk->wrap_up().show(core::CallRef("ref-2"));
    EXPECT_EQ(desk->wrap_up().view().form->values.note, "[폭언] 1차 경고");
}

class FinderTest : public DeskBench {};

TEST_F(FinderTest, OnlyWhatWasTypedLastIsAskedAndShown) {
    core::Customer kim_minsu;
    kim_minsu.id = core::CustomerId("c");
    kim_minsu.name = "김민수";
    centre.customer_book.people = {kim_minsu};
    sign_in();
    auto& finder = desk->finder();
    for (const char* typed : {"김", "김민", "김민수"}) {
        finder.type(typed);
        pass(100ms);
    }
    pass(kTypingRest);
    EXPECT_EQ(asked("search 김민수"), 1); // Each search is in the access log: no more than needed.
    EXPECT_EQ(asked("search 김"), 0);
    EXPECT_EQ(finder.view().search, Search::Found);
    finder.type("없는이름");
    pass(kTypingRest + 20ms);
    EXPECT_EQ(finder.view().search, Search::Nobody);
    centre.link(core::LinkState::Offline);
    finder.type("김민수");
    pass(kTypingRest + 20ms);
    EXPECT_EQ(finder.view().search, Search::Failed);
}

TEST_F(FinderTest, ANumberIsShownOnlyAfterTheCentreHasNotedIt) {
    centre.cards["01012345678"] = kim();
    sign_in();
    desk->customer().select(core::PhoneNumber::parse("01012345678"));
    settle();
    desk->customer().unmask();
    EXPECT_FALSE(desk->customer().view().unmasked);
    settle();
    EXPECT_TRUE(desk->customer().view().unmasked);
    EXPECT_THAT(centre.customer_book.looked_at, testing::ElementsAre("c-kim number"));
    desk->customer().select(core::PhoneNumber::parse("0212345678"));
    EXPECT_FALSE(desk->customer().view().unmasked); // The next one is masked again.
}

TEST_F(FinderTest, SomebodyWithTheSameNumberIsPointedOutAndCanBeMerged) {
    centre.cards["01012345678"] = kim();
    core::Customer twin = *kim().customer;
    twin.id = core::CustomerId("c-twin");
    centre.customer_book.people = {*kim().customer, twin};
    sign_in();
    desk->customer().select(core::PhoneNumber::parse("01012345678"));
    settle();
    ASSERT_THAT(desk->customer().view().twins, SizeIs(1));
    desk->customer().merge(twin.id);
    settle();
    EXPECT_TRUE(desk->customer().view().merged);
    EXPECT_EQ(asked("merge c-kim c-twin"), 1);
    desk->customer().undo_merge();
    settle();
    EXPECT_FALSE(desk->customer().view().merged);
    EXPECT_EQ(asked("undo_merge merge-1"), 1);
}

TEST(Board, AnHourCountsWhatBeganInIt) {
    Day24 hours{};
    core::CallRecord call;
    call.offered_at = base::WallTime{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}} +
                      1h + 59min; // 10:59 in Seoul.
    call.ended_at = call.offered_at + 5min;
    count(hours, call);
    call.answered_at = call.offered_at + 20s;
    call.waited = 20s;
    count(hours, call);
    call.direction = core::Direction::Outgoing;
    count(hours, call);
    EXPECT_EQ(hours[10], (Hour{2, 1, 1, 1, 20s}));
}

TEST(FrequentCategories, TheMostUsedOnesThatCanStillBeChosen) {
    core::WrapUpChoices choices;
    const auto add = [&](const char* id, const char* parent, bool enabled) {
        choices.categories.push_back(
            {core::CategoryId(id), core::CategoryId(parent), id, 0, enabled, 1});
    };
    add("배송", "", true);
    add("지연", "배송", true);
    add("분실", "배송", true);
    add("옛것", "", false);
    std::vector<core::CategoryId> used;
    for (const char* id : {"분실", "지연", "지연", "옛것", "옛것", "배송"}) used.emplace_back(id);
    EXPECT_THAT(frequent_categories(used, choices),
                testing::ElementsAre(core::CategoryId("지연"), core::CategoryId("분실")));
}

} // namespace
} // namespace sangdam::desk
