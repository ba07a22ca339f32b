// SPDX-License-Identifier: MIT

#include "fakes/manual_executor.h"
#include "hublink/backoff.h"
#include "hublink/outbox.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace sangdam::hublink {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct NoChance final : base::Random {
    std::uint64_t next() override { return 0; }
};

class OutboxTest : public testing::Test {
protected:
    void save(const std::string& note) {
        core::WrapUp wrap_up;
        wrap_up.note = note;
        outbox.add(wrap_up, [this, note](const base::Result<core::WrapUp>& answer) {
            told.push_back(note + (answer ? " ok" : " " + answer.error().what));
        });
    }
    void answer(base::Result<core::WrapUp> with) {
        std::exchange(pending, nullptr)(std::move(with));
    }
    static base::Error later() { return {base::Errc::Unavailable, "no link"}; }

    fakes::ManualExecutor time;
    NoChance random;
    std::vector<std::string> sent;
    std::vector<std::string> told;
    core::Reply<core::WrapUp> pending;
    Outbox outbox{time, random,
                  [this](const core::WrapUp& wrap_up, core::Reply<core::WrapUp> done) {
                      sent.push_back(wrap_up.note);
                      pending = std::move(done);
                  }};
};

TEST_F(OutboxTest, OneAtATimeAndInOrder) {
    save("a");
    save("b");
    EXPECT_THAT(sent, ElementsAre("a"));
    answer(core::WrapUp{});
    EXPECT_THAT(sent, ElementsAre("a", "b"));
    EXPECT_THAT(told, ElementsAre("a ok"));
}

TEST_F(OutboxTest, WithoutLinkItWaitsAndNobodyIsToldOfAFailure) {
    save("a");
    save("b");
    answer(later());
    EXPECT_THAT(told, IsEmpty());
    outbox.try_now(); // The link is back.
    EXPECT_THAT(sent, ElementsAre("a", "a"));
    answer(core::WrapUp{});
    answer(core::WrapUp{});
    EXPECT_THAT(told, ElementsAre("a ok", "b ok"));
}

TEST_F(OutboxTest, AHubThatIsOnlyOverloadedIsAskedAgainWithoutALinkEvent) {
    save("a");
    answer(later());
    time.advance(kFirstWait);
    EXPECT_THAT(sent, ElementsAre("a", "a"));
}

TEST_F(OutboxTest, ARealNoIsToldAndTheNextOneGoesOn) {
    save("a");
    save("b");
    answer(base::Error{base::Errc::Conflict, "newer"});
    EXPECT_THAT(told, ElementsAre("a newer"));
    EXPECT_THAT(sent, ElementsAre("a", "b"));
}

TEST_F(OutboxTest, WhenFullTheNextOneIsToldAtOnce) {
    for (std::size_t i = 0; i < Outbox::kMost; ++i) save("x");
    EXPECT_THAT(told, IsEmpty());
    save("too much");
    EXPECT_THAT(told, ElementsAre("too much outbox is full"));
}

TEST_F(OutboxTest, SigningOutTellsEverybodyAndALateAnswerNobody) {
    save("a");
    save("b");
    outbox.give_up();
    EXPECT_THAT(told, ElementsAre("a signed out", "b signed out"));
    answer(core::WrapUp{});
    EXPECT_EQ(told.size(), 2U);
}

} // namespace
} // namespace sangdam::hublink
