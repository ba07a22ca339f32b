// SPDX-License-Identifier: MIT
//
// What the administrator sets: menu, work hours, whom to ring, the place in the queue, recording.

#include "pbx/practice/announcements.h"
#include "unit/pbx/flow_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sangdam::pbx {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const auto C1 = call("c1");
const auto A = agent("A"), B = agent("B");

TEST(Menu, AKeyChoosesTheQueueAndAnyOtherKeyNothing) {
    FlowBench bench(0);
    bench.floor.rules.menu = {{'1', "배송", ""}, {'2', "반품", "반품팀"}};
    bench(CustomerCame{C1, {}, "1"});
    EXPECT_THAT(bench(KeyPressed{C1, '3'}), IsEmpty());
    EXPECT_THAT(bench(KeyPressed{C1, '2'}),
                ElementsAre("tell chosen c1 2 반품", "tell queued c1 반품팀", "play music c1"));
}

TEST(WorkHoursFlow, WhoComesAfterHoursHearsSoAndNoKeyCounts) {
    FlowBench bench;
    EXPECT_THAT(bench(CustomerCame{C1, {}, "1", false}), Contains("play closed c1"));
    EXPECT_THAT(bench(KeyPressed{C1, '1'}), IsEmpty());
    EXPECT_THAT(bench(SoundFinished{C1}),
                ElementsAre("end far c1", "tell ended c1 cancelled in announcement"));
}

TEST(RingAll, EveryFreeSeatRingsAndTheFirstToLiftHasTheCall) {
    FlowBench bench(3);
    bench.floor.rules.strategy = core::RingStrategy::RingAll;
    bench(SeatAvailable{agent("C"), false});
    bench.waiting_call("c1");
    EXPECT_EQ(bench.rings_at("c1"), "AB");
    bench(SeatAvailable{agent("C"), true});
    EXPECT_EQ(bench.rings_at("c1"), "ABC") << "free meanwhile";
    bench(SeatRings{C1, A});
    EXPECT_THAT(bench(SeatAnswered{C1, B}),
                ElementsAre("end seat A c1 elsewhere", "tell stopped c1 A cancelled",
                            "end seat C c1 elsewhere", "tell ringing c1 C",
                            "tell stopped c1 C cancelled", "tell ringing c1 B", "bridge c1 B",
                            "tell connected c1 B"));
    EXPECT_TRUE(bench.floor.seats.at(A).busy.empty());
}

TEST(RingAll, OneDeclineLeavesTheOthersRingingAndTheLastOneTakesItBack) {
    FlowBench bench;
    bench.floor.rules.strategy = core::RingStrategy::RingAll;
    bench.waiting_call("c1");
    bench(SeatLeft{C1, A, 603});
    EXPECT_EQ(bench.rings_at("c1"), "B");
    bench(SeatRings{C1, B});
    const auto told = bench.let_pass(15s);
    EXPECT_THAT(told, Contains("tell stopped c1 B no_answer 1"));
}

TEST(TakeBack, IsCountedFromSeatToSeat) {
    FlowBench bench;
    bench.waiting_call("c1");
    bench(SeatRings{C1, A});
    EXPECT_THAT(bench.let_pass(15s), Contains("tell stopped c1 A no_answer 1"));
    bench(SeatRings{C1, B});
    EXPECT_THAT(bench.let_pass(15s), Contains("tell stopped c1 B no_answer 2"));
}

TEST(QueuePlace, IsSaidFromTimeToTimeAndTheMusicGoesOn) {
    FlowBench bench(0);
    bench.floor.rules.position_every = 20s;
    bench.waiting_call("c1");
    bench.now += 1s;
    bench.waiting_call("c2");
    EXPECT_THAT(bench.let_pass(20s), ElementsAre("play place 1 c1", "play place 2 c2"));
    EXPECT_THAT(bench(SoundFinished{C1}), ElementsAre("play music c1"));
    bench(FarLeft{C1});
    EXPECT_THAT(bench.let_pass(20s), ElementsAre("play place 1 c2"));
}

TEST(RecordingFlow, AlwaysBeginsWithTheTalkAndEndsWithTheCall) {
    FlowBench bench;
    bench.floor.rules.recording = core::RecordingPolicy::Always;
    bench.waiting_call("c1");
    EXPECT_THAT(bench(SeatAnswered{C1, A}), Contains("record c1 start"));
    EXPECT_THAT(bench(Record{C1, core::RecordingOrder::Pause, 1}),
                ElementsAre("record c1 pause", "picked 1 ok"));
    EXPECT_THAT(bench(Record{C1, core::RecordingOrder::Pause, 2}),
                ElementsAre("picked 2 conflict"));
    EXPECT_THAT(bench(FarLeft{C1}), Contains("record c1 stop"));
}

TEST(RecordingFlow, OnlyWhereTheCentreAllowsIt) {
    FlowBench bench;
    bench.talk("c1", A);
    EXPECT_THAT(bench(Record{C1, core::RecordingOrder::Start, 1}), ElementsAre("picked 1 refused"));
    bench.floor.rules.recording = core::RecordingPolicy::OnDemand;
    EXPECT_THAT(bench(Record{C1, core::RecordingOrder::Start, 2}),
                ElementsAre("record c1 start", "picked 2 ok"));
    EXPECT_THAT(bench(Record{call("c9"), core::RecordingOrder::Start, 3}),
                ElementsAre("picked 3 not found"));
}

TEST(Snapshot, ShowsWhereEachCustomerIs) {
    FlowBench bench;
    bench.talk("c1", A);
    bench.all_unavailable();
    bench.waiting_call("c2");
    bench(SeatDialled{call("k1"), B, "201", ""});
    const auto all = snapshot(bench.floor);
    ASSERT_EQ(all.calls.size(), 2U) << "calls between seats are not shown";
    EXPECT_EQ(all.calls[0].now, core::EndedDuring::Talking);
    EXPECT_THAT(all.calls[0].seats, ElementsAre(A));
    EXPECT_EQ(all.calls[1].now, core::EndedDuring::Queue);
    EXPECT_THAT(all.reachable, ElementsAre(A, B));
}

TEST(Announcements, OurOwnWelcomeHasTheNoticeThatProtectsAgents) {
    EXPECT_THAT(welcome_text({}), HasSubstr("산업안전보건법"));
    core::SwitchSettings settings;
    settings.welcome = "행복한 가게입니다.";
    settings.menu = {{'1', "배송 문의", ""}, {'2', "반품", ""}};
    EXPECT_EQ(welcome_text(settings), "행복한 가게입니다. 배송 문의 1번, 반품 2번, "
                                      "다시 들으시려면 별표를 눌러 주세요.");
}

TEST(Announcements, ThePlaceInTheQueueIsSpokenWithNativeNumbers) {
    EXPECT_THAT(queue_place_text(1), HasSubstr("첫 번째"));
    EXPECT_THAT(queue_place_text(10), HasSubstr("열 번째"));
    EXPECT_THAT(queue_place_text(11), HasSubstr("11번째"));
    EXPECT_EQ(who_calls_text("홍길동"), "홍길동 상담원으로부터 걸려온 전화입니다.");
}

} // namespace
} // namespace sangdam::pbx
