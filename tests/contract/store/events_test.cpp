// SPDX-License-Identifier: MIT
//
// The event log, first answers to idempotency keys, and the access log.

#include "centre_fixture.h"

namespace sangdam::store {
namespace {

using base::Errc;

class TheEventLog : public OnEachDriver {
protected:
    std::uint64_t append(int second, const std::string& text) {
        const auto event = store->events.append(
            fakes::moment(second), "call.changed",
            [&](std::uint64_t sequence) { return std::to_string(sequence) + ' ' + text; });
        EXPECT_TRUE(event);
        return event ? event->sequence : 0;
    }
};
SDC_ON_EACH_DRIVER(TheEventLog);

TEST_P(TheEventLog, CountsWithoutGapsAndIsReadFromAnyPoint) {
    EXPECT_EQ(store->events.window()->newest, 0u);
    EXPECT_EQ(append(0, "a"), 1u);
    EXPECT_EQ(append(1, "b"), 2u);
    open();
    EXPECT_EQ(append(2, "c"), 3u);
    const auto rest = store->events.after(1, 10);
    SDC_OK(rest);
    ASSERT_EQ(rest->size(), 2u);
    EXPECT_EQ(rest->at(0).sequence, 2u);
    EXPECT_EQ(rest->at(0).body, "2 b");
    EXPECT_EQ(rest->at(1).body, "3 c");
    EXPECT_EQ(rest->at(1).at, fakes::moment(2));
    EXPECT_EQ(rest->at(1).kind, "call.changed");
    EXPECT_EQ(store->events.after(0, 2)->size(), 2u);
    EXPECT_TRUE(store->events.after(3, 10)->empty());
}

TEST_P(TheEventLog, ASequenceIsNeverGivenTwiceAlsoWhenAllWasForgotten) {
    append(0, "a");
    append(1, "b");
    SDC_OK(store->events.prune(fakes::moment(100)));
    EXPECT_TRUE(store->events.after(0, 10)->empty());
    EXPECT_EQ(append(200, "c"), 3u);
}

TEST_P(TheEventLog, WhoWasAwayTooLongIsToldToReload) {
    EXPECT_TRUE(store->events.window()->can_resume(0));
    EXPECT_FALSE(store->events.window()->can_resume(1)) << "from a future that never was";
    for (int i = 1; i <= 5; ++i) append(i, "x");
    SDC_OK(store->events.prune(fakes::moment(3))); // 1 and 2 go.
    const auto window = store->events.window();
    SDC_OK(window);
    EXPECT_EQ(window->oldest, 3u);
    EXPECT_EQ(window->newest, 5u);
    EXPECT_FALSE(window->can_resume(1));
    EXPECT_TRUE(window->can_resume(2)) << "3 is the next it needs, and it is there";
    EXPECT_TRUE(window->can_resume(5));
    EXPECT_FALSE(window->can_resume(6));
    SDC_OK(store->events.prune(fakes::moment(100)));
    EXPECT_TRUE(store->events.window()->can_resume(5));
    EXPECT_FALSE(store->events.window()->can_resume(4));
}

TEST_P(TheEventLog, AnEventOfAWorkThatFailedNeverHappened) {
    {
        auto transaction = Transaction::begin(store->database());
        SDC_OK(transaction);
        append(0, "undone");
    }
    EXPECT_EQ(store->events.window()->newest, 0u);
    EXPECT_EQ(append(1, "a"), 1u);
}

using AnIdempotencyKey = OnEachDriver;
SDC_ON_EACH_DRIVER(AnIdempotencyKey);

TEST_P(AnIdempotencyKey, GetsItsFirstAnswerAgain) {
    const core::AgentId agent("hong");
    const FirstAnswer answer{"PUT /v1/x {}", 200, "\"2\"", R"({"name":"김민수"})"};
    EXPECT_FALSE(*store->idempotency.find(agent, "key", answer.request));
    SDC_OK(store->idempotency.keep(agent, "key", answer, fakes::moment()));
    open();
    const auto again = store->idempotency.find(agent, "key", answer.request);
    SDC_OK(again);
    ASSERT_TRUE(*again);
    EXPECT_EQ((*again)->status, 200);
    EXPECT_EQ((*again)->etag, "\"2\"");
    EXPECT_EQ((*again)->body, answer.body);
    EXPECT_EQ(store->idempotency.find(agent, "key", "PUT /v1/y {}").error().code, Errc::Conflict);
    EXPECT_FALSE(*store->idempotency.find(core::AgentId("lee"), "key", answer.request))
        << "another agent's answer";
    SDC_OK(store->idempotency.prune(fakes::moment(1)));
    EXPECT_FALSE(*store->idempotency.find(agent, "key", answer.request));
}

class TheAccessLog : public OnEachDriver {
protected:
    void SetUp() override {
        OnEachDriver::SetUp();
        for (int i = 0; i < 5; ++i)
            SDC_OK(store->access_log.append({fakes::moment(i), core::AgentId("hong"), "127.0.0.1",
                                             "view", core::CustomerId("k" + std::to_string(i % 2)),
                                             ""}));
    }
    std::optional<std::uint64_t> broken() {
        const auto verified = store->access_log.verify();
        EXPECT_TRUE(verified);
        return verified ? *verified : std::nullopt;
    }
    void tamper(const char* sql) { SDC_OK(store->database().script(sql)); }
};
SDC_ON_EACH_DRIVER(TheAccessLog);

TEST_P(TheAccessLog, IsWholeAndTellsWhoSawACustomer) {
    EXPECT_EQ(broken(), std::nullopt);
    const auto seen = store->access_log.of_customer(core::CustomerId("k0"), 2);
    SDC_OK(seen);
    ASSERT_EQ(seen->size(), 2u);
    EXPECT_EQ(seen->front().at, fakes::moment(4));
    EXPECT_EQ(seen->front().action, "view");
}

TEST_P(TheAccessLog, AChangedEntryIsFound) {
    tamper("UPDATE access_log SET agent = 'lee' WHERE sequence = 3");
    EXPECT_EQ(broken(), 3u);
}

TEST_P(TheAccessLog, AMissingEntryIsFound) {
    tamper("DELETE FROM access_log WHERE sequence = 3");
    EXPECT_EQ(broken(), 3u);
}

TEST_P(TheAccessLog, ACutEndIsFound) {
    tamper("DELETE FROM access_log WHERE sequence >= 4");
    EXPECT_EQ(broken(), 4u);
    tamper("DELETE FROM access_log");
    EXPECT_EQ(broken(), 1u);
}

TEST_P(TheAccessLog, ExchangedEntriesAreFound) {
    tamper("UPDATE access_log SET sequence = 99 WHERE sequence = 2;"
           "UPDATE access_log SET sequence = 2 WHERE sequence = 3;"
           "UPDATE access_log SET sequence = 3 WHERE sequence = 99;");
    EXPECT_EQ(broken(), 2u);
}

TEST_P(TheAccessLog, OldEntriesMayRunOutButNotByAnybodysHand) {
    EXPECT_EQ(*store->access_log.forget(fakes::moment(2), 100), 2);
    EXPECT_EQ(broken(), std::nullopt);
    tamper("DELETE FROM access_log WHERE sequence <= 3");
    EXPECT_EQ(broken(), 1u);
}

} // namespace
} // namespace sangdam::store
