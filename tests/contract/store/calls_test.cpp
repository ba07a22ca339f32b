// SPDX-License-Identifier: MIT
//
// Calls, attempts, wrap-ups, and what the card and the history make of them.

#include "centre_fixture.h"

namespace sangdam::store {
namespace {

using base::Errc;
using core::CallRef;
using core::CallResult;
using core::PhoneNumber;

using ACall = OnEachDriver;
SDC_ON_EACH_DRIVER(ACall);

TEST_P(ACall, ComesBackAndIsReplacedByItsRef) {
    auto call = fakes::a_call();
    call.ended_at.reset();
    call.result = CallResult::Open;
    SDC_OK(store->calls.put(call));
    EXPECT_EQ(store->calls.open()->size(), 1u);
    SDC_OK(store->calls.put(fakes::a_call()));
    open();
    const auto found = store->calls.find(call.ref);
    SDC_OK(found);
    EXPECT_EQ(*found, fakes::a_call());
    EXPECT_TRUE(store->calls.open()->empty());
    EXPECT_EQ(store->calls.find(CallRef("none")).error().code, Errc::NotFound);
}

TEST_P(ACall, AWithheldNumberStaysWithheld) {
    auto call = fakes::a_call();
    call.customer_number = PhoneNumber::parse("anonymous");
    SDC_OK(store->calls.put(call));
    EXPECT_TRUE(store->calls.find(call.ref)->customer_number.hidden());
}

TEST_P(ACall, RingsAreKeptInTheOrderTheyRang) {
    SDC_OK(store->calls.put(fakes::a_call()));
    auto first = fakes::an_attempt();
    first.ended_at.reset();
    first.outcome.clear();
    auto second = fakes::an_attempt();
    second.agent = core::AgentId("other");
    second.rang_at = fakes::moment(19);
    SDC_OK(store->calls.put(second));
    SDC_OK(store->calls.put(first));
    SDC_OK(store->calls.put(fakes::an_attempt())); // The first one's end.
    const auto attempts = store->calls.attempts(fakes::a_call().ref);
    SDC_OK(attempts);
    EXPECT_EQ(*attempts, (std::vector<core::Attempt>{fakes::an_attempt(), second}));
    first.call = CallRef("no such call");
    EXPECT_FALSE(store->calls.put(first));
}

TEST_P(ACall, IsPulledByExactlyOne) {
    add_call("r1", "010-0000-0001", 0, CallResult::Open);
    const core::AgentId hong("hong"), lee("lee");
    EXPECT_TRUE(*store->calls.claim(CallRef("r1"), hong, fakes::moment()));
    EXPECT_FALSE(*store->calls.claim(CallRef("r1"), lee, fakes::moment()));
    EXPECT_TRUE(*store->calls.claim(CallRef("r1"), hong, fakes::moment())) << "a retry";
    EXPECT_EQ(*store->calls.claimed_by(CallRef("r1")), hong);
    SDC_OK(store->calls.release(CallRef("r1"), lee)); // Not lee's to give back.
    EXPECT_EQ(*store->calls.claimed_by(CallRef("r1")), hong);
    SDC_OK(store->calls.release(CallRef("r1"), hong));
    EXPECT_TRUE(*store->calls.claim(CallRef("r1"), lee, fakes::moment()));
}

TEST_P(ACall, ThatIsOverOrAnsweredCannotBePulled) {
    add_call("r1", "010-0000-0001", 0, CallResult::Abandoned);
    add_call("r2", "010-0000-0001", 0, CallResult::Answered);
    EXPECT_FALSE(*store->calls.claim(CallRef("r1"), core::AgentId("hong"), fakes::moment()));
    EXPECT_FALSE(*store->calls.claim(CallRef("r2"), core::AgentId("hong"), fakes::moment()));
    EXPECT_FALSE(*store->calls.claim(CallRef("none"), core::AgentId("hong"), fakes::moment()));
}

using AWrapUp = OnEachDriver;
SDC_ON_EACH_DRIVER(AWrapUp);

TEST_P(AWrapUp, KeepsEveryRevision) {
    SDC_OK(store->calls.put(fakes::a_call()));
    auto wrap_up = fakes::a_wrap_up();
    const auto first = store->wrap_ups.save(wrap_up, fakes::moment());
    SDC_OK(first);
    EXPECT_EQ(first->revision, 1);
    wrap_up = *first;
    wrap_up.note = "고침";
    SDC_OK(store->wrap_ups.save(wrap_up, fakes::moment(1)));
    open();
    const auto newest = store->wrap_ups.find(wrap_up.call);
    SDC_OK(newest);
    EXPECT_EQ(newest->note, "고침");
    EXPECT_EQ(newest->revision, 2);
    const auto all = store->wrap_ups.revisions(wrap_up.call);
    SDC_OK(all);
    ASSERT_EQ(all->size(), 2u);
    EXPECT_EQ(all->front(), *first);
}

TEST_P(AWrapUp, OfTwoAtOnceTheSecondIsToldAndNothingIsLost) {
    SDC_OK(store->calls.put(fakes::a_call()));
    auto mine = fakes::a_wrap_up();
    auto yours = fakes::a_wrap_up();
    yours.note = "다른 글";
    SDC_OK(store->wrap_ups.save(mine, fakes::moment()));
    const auto late = store->wrap_ups.save(yours, fakes::moment());
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, Errc::Conflict);
    const auto again = store->wrap_ups.save(mine, fakes::moment(1));
    SDC_OK(again);
    EXPECT_EQ(again->revision, 1) << "a retry became a revision";
    EXPECT_EQ(store->wrap_ups.revisions(mine.call)->size(), 1u);
}

TEST_P(AWrapUp, NeedsItsCall) {
    const auto saved = store->wrap_ups.save(fakes::a_wrap_up(), fakes::moment());
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code, Errc::NotFound);
    EXPECT_EQ(store->wrap_ups.find(fakes::a_wrap_up().call).error().code, Errc::NotFound);
}

class TheCard : public OnEachDriver {
protected:
    core::CustomerCard card(const std::string& number) {
        const auto read = store->history.card(PhoneNumber::parse(number), fakes::moment());
        EXPECT_TRUE(read) << read.error().what;
        return read ? *read : core::CustomerCard{};
    }
    core::Customer add_customer(const std::string& id, std::vector<std::string> numbers) {
        core::Customer customer;
        customer.id = core::CustomerId(id);
        customer.name = "김민수";
        for (const auto& each : numbers) customer.numbers.push_back(PhoneNumber::parse(each));
        const auto saved = store->customers.save(customer, fakes::moment());
        EXPECT_TRUE(saved);
        return saved ? *saved : customer;
    }
    void wrap(const core::CallRecord& call, const std::string& emotion) {
        core::WrapUp wrap_up;
        wrap_up.call = call.ref;
        wrap_up.category = core::CategoryId("delivery-2");
        wrap_up.emotion = emotion;
        wrap_up.author = call.agent;
        SDC_OK(store->wrap_ups.save(wrap_up, fakes::moment()));
    }
};
SDC_ON_EACH_DRIVER(TheCard);

TEST_P(TheCard, OfANewCallerIsEmptyButHasTheNumber) {
    const auto empty = card("010-0000-0009");
    EXPECT_EQ(empty.number.key(), "01000000009");
    EXPECT_FALSE(empty.customer);
    EXPECT_TRUE(empty.recent.empty());
}

TEST_P(TheCard, ShowsWhoServedTheCustomerAndHow) {
    const auto agent = add_agent("hong", "101");
    auto call = add_call("r1", "010-0000-0001", -3600, CallResult::Answered);
    call.agent = agent.id;
    SDC_OK(store->calls.put(call));
    wrap(call, "부정");
    add_customer("k1", {"010-0000-0001", "02-111-2222"});
    const auto shown = card("010-0000-0001");
    ASSERT_TRUE(shown.customer);
    EXPECT_EQ(shown.customer->name, "김민수");
    ASSERT_EQ(shown.recent.size(), 1u);
    EXPECT_EQ(shown.recent[0].call, call);
    EXPECT_EQ(shown.recent[0].agent_name, agent.name);
    EXPECT_EQ(shown.recent[0].category_path, "배송 > 배송지연");
    ASSERT_TRUE(shown.recent[0].wrap_up);
    EXPECT_EQ(shown.recent[0].wrap_up->emotion, "부정");
    EXPECT_EQ(shown.complaints_recent, 1);
}

TEST_P(TheCard, TheNewestRevisionIsTheOneThatCounts) {
    const auto call = add_call("r1", "010-0000-0001", 0, CallResult::Answered);
    wrap(call, "부정");
    auto better = *store->wrap_ups.find(call.ref);
    better.emotion = "긍정";
    SDC_OK(store->wrap_ups.save(better, fakes::moment(1)));
    const auto shown = card("010-0000-0001");
    ASSERT_EQ(shown.recent.size(), 1u);
    EXPECT_EQ(shown.recent[0].wrap_up->emotion, "긍정");
    EXPECT_EQ(shown.complaints_recent, 0);
}

TEST_P(TheCard, CountsTodaysCallsThatNobodyAnswered) {
    add_call("yesterday", "010-0000-0001", -9 * 3600, CallResult::Abandoned);
    add_call("r1", "010-0000-0001", 0, CallResult::Abandoned);
    add_call("r2", "010-0000-0001", 60, CallResult::Missed);
    add_call("r3", "010-0000-0001", 120, CallResult::Answered);
    add_call("other", "010-0000-0002", 120, CallResult::Abandoned);
    add_call("now", "010-0000-0001", 180, CallResult::Open);
    auto ours = add_call("ours", "010-0000-0001", 170, CallResult::NoAnswer);
    ours.direction = core::Direction::Outgoing;
    SDC_OK(store->calls.put(ours));
    const auto shown = card("010-0000-0001");
    EXPECT_EQ(shown.missed_today, 2);
    ASSERT_EQ(shown.recent.size(), 5u) << "all but the one that rings now and the other's";
    EXPECT_EQ(shown.recent[0].call.ref.value, "ours");
    EXPECT_EQ(shown.recent[4].call.ref.value, "yesterday");
}

TEST_P(TheCard, CallsFromTheCustomersOtherNumberBelongToIt) {
    add_customer("k1", {"010-0000-0001", "02-111-2222"});
    add_call("mobile", "010-0000-0001", 0, CallResult::Abandoned);
    add_call("office", "02-111-2222", 10, CallResult::Abandoned);
    EXPECT_EQ(card("02-111-2222").recent.size(), 2u);
    EXPECT_EQ(card("010-0000-0001").missed_today, 2);
}

TEST_P(TheCard, OfASharedNumberShowsOnlyThisOnesCalls) {
    add_customer("k1", {"02-111-2222"});
    auto mother = add_call("r1", "02-111-2222", 0, CallResult::Answered);
    mother.customer = core::CustomerId("k2");
    SDC_OK(store->calls.put(mother));
    add_call("r2", "02-111-2222", 5, CallResult::Answered);
    const auto shown = card("02-111-2222");
    ASSERT_EQ(shown.recent.size(), 1u);
    EXPECT_EQ(shown.recent[0].call.ref.value, "r2");
}

TEST_P(TheCard, WithheldNumbersAreNotOnePerson) {
    add_call("r1", "anonymous", 0, CallResult::Abandoned);
    const auto shown = card("anonymous");
    EXPECT_TRUE(shown.recent.empty());
    EXPECT_EQ(shown.missed_today, 0);
}

TEST_P(TheCard, HasTwentyCallsAtMost) {
    for (int i = 0; i < 25; ++i)
        add_call("r" + std::to_string(i), "010-0000-0001", i, CallResult::Answered);
    EXPECT_EQ(card("010-0000-0001").recent.size(), 20u);
}

using TheHistory = TheCard;
SDC_ON_EACH_DRIVER(TheHistory);

TEST_P(TheHistory, ComesInPagesWithNothingTwiceAndNothingMissed) {
    const auto agent = add_agent("hong", "101");
    for (int i = 10; i < 35; ++i) {
        // Several in the same millisecond: the cursor needs the ref too.
        auto call = add_call("r" + std::to_string(i), "010-0000-0001", i / 4, CallResult::Answered);
        call.agent = agent.id;
        SDC_OK(store->calls.put(call));
    }
    const auto whole = store->history.of_agent(agent.id, "", 100);
    SDC_OK(whole);
    ASSERT_EQ(whole->entries.size(), 25u);
    EXPECT_TRUE(whole->next.empty());
    std::vector<core::HistoryEntry> pieced;
    std::string after;
    do {
        const auto page = store->history.of_agent(agent.id, after, 7);
        SDC_OK(page);
        pieced.insert(pieced.end(), page->entries.begin(), page->entries.end());
        after = page->next;
    } while (!after.empty());
    EXPECT_EQ(pieced, whole->entries);
    EXPECT_EQ(store->history.all("", 100)->entries, whole->entries);
    EXPECT_EQ(store->history.of_number(PhoneNumber::parse("01000000001"), "", 100)->entries,
              whole->entries);
    EXPECT_TRUE(store->history.of_agent(core::AgentId("lee"), "", 100)->entries.empty());
}

TEST_P(TheHistory, AForeignCursorIsRefused) {
    for (const char* cursor : {"x", "12", "12x", ".", "99999999999999999999.a"})
        EXPECT_EQ(store->history.all(cursor, 10).error().code, Errc::BadInput) << cursor;
}

// Reads the planner's mind instead of a stop-watch: no lookup walks through all calls.
TEST_P(TheHistory, IsLookedUpByIndex) {
    if (GetParam().name != "sqlite") GTEST_SKIP() << "the plan is read in SQLite's words";
    const auto plan = [&](const char* sql) {
        std::string out;
        const auto rows =
            store->database().query(std::string("EXPLAIN QUERY PLAN ") + sql, {"x", 0, "", 10});
        EXPECT_TRUE(rows);
        for (const auto& row : *rows) out += row.text(3) + '\n';
        return out;
    };
    EXPECT_EQ(plan("SELECT c.ref FROM calls c WHERE c.ref IN (SELECT ref FROM calls "
                   "WHERE customer = $1 UNION SELECT k.ref FROM calls k JOIN customer_numbers n "
                   "ON n.number_index = k.number_index WHERE n.customer = $1 "
                   "AND k.customer IS NULL)")
                  .find("SCAN"),
              std::string::npos);
    EXPECT_NE(plan("SELECT ref FROM calls c WHERE c.number_index = $1 "
                   "AND (c.offered_at, c.ref) < ($2, $3) ORDER BY c.offered_at DESC, c.ref DESC "
                   "LIMIT $4")
                  .find("calls_by_number"),
              std::string::npos);
    EXPECT_NE(plan("SELECT customer FROM customer_numbers WHERE number_index = $1")
                  .find("customer_numbers_by_number"),
              std::string::npos);
}

} // namespace
} // namespace sangdam::store
