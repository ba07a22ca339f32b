// SPDX-License-Identifier: MIT
//
// What every driver promises.

#include "centre_fixture.h"
#include "store/migrations.h"

namespace sangdam::store {
namespace {

using base::Errc;

class ADatabase : public testing::TestWithParam<Driver> {
protected:
    void SetUp() override {
        SDC_ON_THIS_MACHINE(GetParam());
        auto opened = GetParam().open(folder.path());
        ASSERT_TRUE(opened) << opened.error().what;
        database = std::move(*opened);
        SDC_OK(database->script("CREATE TABLE things (id BIGINT PRIMARY KEY, name TEXT NOT NULL, "
                                "body BYTEA, parent BIGINT REFERENCES things (id))"));
    }
    std::int64_t count() {
        const auto row = database->first("SELECT COUNT(*) FROM things", {});
        EXPECT_TRUE(row);
        return row && *row ? (*row)->integer(0) : -1;
    }
    base::Status add(int id) {
        return database->run("INSERT INTO things (id, name) VALUES ($1, $2)", {id, "thing"});
    }
    TestFolder folder;
    std::unique_ptr<Database> database;
};
SDC_ON_EACH_DRIVER(ADatabase);

TEST_P(ADatabase, GivesBackWhatItWasGiven) {
    using namespace std::string_literals;
    const Bytes body{"\0\x01\xFFtail"s};
    SDC_OK(database->run("INSERT INTO things (id, name, body) VALUES ($1, $2, $3)",
                         {INT64_MIN, "김민수 '; DROP TABLE things", body}));
    const auto rows = database->query("SELECT id, name, body, parent FROM things");
    SDC_OK(rows);
    ASSERT_EQ(rows->size(), 1u);
    const Row& row = rows->front();
    EXPECT_EQ(row.integer(0), INT64_MIN);
    EXPECT_EQ(row.text(1), "김민수 '; DROP TABLE things");
    EXPECT_EQ(row.bytes(2), body.data);
    EXPECT_TRUE(row.null(3));
    EXPECT_FALSE(row.null(2));
}

TEST_P(ADatabase, AColumnOfAnotherTypeReadsAsNothing) {
    SDC_OK(add(1));
    const auto row = database->first("SELECT name FROM things", {});
    SDC_OK(row);
    EXPECT_EQ((*row)->integer(0), 0);
    EXPECT_EQ((*row)->bytes(0), "");
    EXPECT_EQ((*row)->text(99), "");
    EXPECT_TRUE((*row)->null(99));
}

TEST_P(ADatabase, AParameterMayBeUsedTwiceAndOutOfOrder) {
    const auto row = database->first("SELECT $2, $1, $2", {"a", "b"});
    SDC_OK(row);
    EXPECT_EQ((*row)->text(0) + (*row)->text(1) + (*row)->text(2), "bab");
}

TEST_P(ADatabase, BreakingAConstraintIsAConflict) {
    SDC_OK(add(1));
    const auto twice = add(1);
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, Errc::Conflict);
    const auto orphan =
        database->run("INSERT INTO things (id, name, parent) VALUES (2, 'x', 99)", {});
    ASSERT_FALSE(orphan) << "foreign keys are not checked";
    EXPECT_EQ(orphan.error().code, Errc::Conflict);
}

TEST_P(ADatabase, NonsenseIsOurOwnMistakeAndLeavesItUsable) {
    const auto wrong = database->query("SELEKT 1");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, Errc::Internal);
    EXPECT_FALSE(database->query(""));
    EXPECT_TRUE(add(1));
}

TEST_P(ADatabase, ATransactionThatIsNotCommittedNeverWas) {
    {
        auto transaction = Transaction::begin(*database);
        SDC_OK(transaction);
        SDC_OK(add(1));
    }
    EXPECT_EQ(count(), 0);
    EXPECT_FALSE(database->in_transaction());
    {
        auto transaction = Transaction::begin(*database);
        SDC_OK(transaction);
        SDC_OK(add(1));
        SDC_OK(transaction->commit());
    }
    EXPECT_EQ(count(), 1);
}

TEST_P(ADatabase, AnInnerTransactionWaitsForTheOuterOne) {
    {
        auto outer = Transaction::begin(*database);
        SDC_OK(outer);
        {
            auto inner = Transaction::begin(*database);
            SDC_OK(inner);
            SDC_OK(add(1));
            SDC_OK(inner->commit());
        }
        EXPECT_TRUE(database->in_transaction());
    }
    EXPECT_EQ(count(), 0);
}

TEST_P(ADatabase, AnInnerFailureTakesTheOuterOneWithIt) {
    auto outer = Transaction::begin(*database);
    SDC_OK(outer);
    SDC_OK(add(1));
    { SDC_OK(Transaction::begin(*database)); }
    EXPECT_FALSE(outer->commit());
    EXPECT_EQ(count(), 0);
}

// One engine would go on, the other not: so neither does.
TEST_P(ADatabase, AfterAnErrorATransactionCanOnlyBeUndone) {
    SDC_OK(add(1));
    auto transaction = Transaction::begin(*database);
    SDC_OK(transaction);
    SDC_OK(add(2));
    EXPECT_FALSE(add(1));
    (void)add(3);
    EXPECT_FALSE(transaction->commit());
    EXPECT_FALSE(database->in_transaction());
    EXPECT_EQ(count(), 1);
}

TEST_P(ADatabase, ATextWithANulIsKeptWholeOrRefusedButNeverCut) {
    using namespace std::string_literals;
    const auto added = database->run("INSERT INTO things (id, name) VALUES (1, $1)", {"a\0b"s});
    if (!added) {
        EXPECT_EQ(added.error().code, Errc::BadInput);
        EXPECT_EQ(count(), 0);
        return;
    }
    EXPECT_EQ((*database->first("SELECT name FROM things", {}))->text(0), "a\0b"s);
}

TEST_P(ADatabase, OfTwoWritersTheSecondWaitsOrIsTold) {
    auto other = GetParam().open(folder.path());
    SDC_OK(other);
    auto ours = Transaction::begin(*database);
    SDC_OK(ours);
    SDC_OK(add(1));
    const auto theirs = Transaction::begin(**other);
    ASSERT_FALSE(theirs) << "two use cases write at once";
    EXPECT_EQ(theirs.error().code, Errc::Unavailable);
    EXPECT_TRUE((*other)->query("SELECT id FROM things")) << "reading is stopped by a writer";
    SDC_OK(ours->commit());
    auto again = Transaction::begin(**other);
    SDC_OK(again);
    EXPECT_EQ((*(*other)->first("SELECT COUNT(*) FROM things", {}))->integer(0), 1);
}

class Migrating : public ADatabase {};
SDC_ON_EACH_DRIVER(Migrating);

TEST_P(Migrating, RunsEachStepOnceAndInOrder) {
    const Migration steps[] = {
        {"0001_a", "CREATE TABLE a (x BIGINT); INSERT INTO a (x) VALUES (1);"},
        {"0002_b", "INSERT INTO a (x) SELECT x + 1 FROM a;"},
        {"0003_c", "DELETE FROM a WHERE x = 1;"}};
    const std::span<const Migration> all(steps);
    SDC_OK(migrate(*database, all.first(2), fakes::moment()));
    const auto now = migrate(*database, all, fakes::moment(1));
    SDC_OK(now);
    EXPECT_EQ(*now, 3);
    SDC_OK(migrate(*database, all, fakes::moment(2)));
    const auto rows = database->query("SELECT x FROM a");
    SDC_OK(rows);
    ASSERT_EQ(rows->size(), 1u);
    EXPECT_EQ(rows->front().integer(0), 2);
}

TEST_P(Migrating, AStepThatFailsLeavesTheStepBefore) {
    const Migration steps[] = {
        {"0001_a", "CREATE TABLE a (x BIGINT);"},
        {"0002_b", "CREATE TABLE b (x BIGINT); INSERT INTO nowhere VALUES (1);"}};
    EXPECT_FALSE(migrate(*database, steps, fakes::moment()));
    EXPECT_TRUE(database->query("SELECT x FROM a"));
    EXPECT_FALSE(database->query("SELECT x FROM b")) << "half of a step stayed";
    const auto done = migrate(*database, std::span(steps).first(1), fakes::moment());
    SDC_OK(done);
    EXPECT_EQ(*done, 1);
}

TEST_P(Migrating, ADatabaseFromANewerProgramIsLeftAlone) {
    const Migration steps[] = {{"0001_a", "CREATE TABLE a (x BIGINT);"},
                               {"0002_b", "CREATE TABLE b (x BIGINT);"}};
    SDC_OK(migrate(*database, steps, fakes::moment()));
    const auto older = migrate(*database, std::span(steps).first(1), fakes::moment());
    ASSERT_FALSE(older);
    EXPECT_EQ(older.error().code, Errc::Refused);
    EXPECT_NE(older.error().what.find("newer version"), std::string::npos);
}

// Before -> after: what was there before a step is still there and still right at the end.
TEST_P(Migrating, WhatEachStepOfTheCentreFoundIsKeptByTheLaterOnes) {
    const auto all = centre_migrations();
    ASSERT_GE(all.size(), 4u);
    const auto up_to = [&](std::size_t steps) {
        SDC_OK(migrate(*database, all.first(steps), fakes::moment()));
    };
    up_to(1);
    SDC_OK(database->script(
        "INSERT INTO agents (id, login, name, role, state, away_reason, state_since, "
        "password_hash, created_at) VALUES ('a1', 'hong', '홍', 'agent', 'away', '', 1, 'h', 1);"
        "INSERT INTO categories (id, parent, label, place, enabled) "
        "VALUES ('c1', NULL, '배송', 0, 1);"));
    up_to(2);
    SDC_OK(database->script("INSERT INTO customers (id, grade, do_not_call, revision, created_at, "
                            "changed_at) VALUES ('k1', 'VIP', 0, 1, 1, 1);"));
    up_to(3);
    SDC_OK(database->script(
        "INSERT INTO calls (ref, direction, did, queue, agent, offered_at, result, waited_s, "
        "talked_s) VALUES ('r1', 'incoming', '', '', 'a1', 5, 'open', 0, 0);"));
    up_to(all.size());
    const auto row =
        database->first("SELECT a.login, c.label, k.grade, r.result, (SELECT value FROM counters "
                        "WHERE name = 'events') FROM agents a, categories c, customers k, calls r",
                        {});
    SDC_OK(row);
    ASSERT_TRUE(*row);
    EXPECT_EQ((*row)->text(0), "hong");
    EXPECT_EQ((*row)->text(1), "배송");
    EXPECT_EQ((*row)->text(2), "VIP");
    EXPECT_EQ((*row)->text(3), "open");
    EXPECT_EQ((*row)->integer(4), 0);
}

} // namespace
} // namespace sangdam::store
