// SPDX-License-Identifier: MIT
//
// A database server that is stopped, frozen, full, or not the one the url means: each an error that
// says what to do, no loss, and no need to restart the hub.

#include "centre_fixture.h"
#include "rig/postgres/private_postgres.h"
#include "store/postgres/postgres_database.h"

#include <csignal>

namespace sangdam::store {
namespace {

using base::Errc;
using namespace std::chrono_literals;

class PostgresInTrouble : public testing::Test {
protected:
    void SetUp() override {
        server = rig::the_postgres();
        if (!server) GTEST_SKIP() << "PostgreSQL is not installed here";
        SDC_OK(server->make_schema(schema_of(folder.path())));
        connect();
    }
    void connect(PostgresPatience patience = {}) {
        auto opened = open_postgres({server->url(schema_of(folder.path())), {}}, patience);
        SDC_OK(opened);
        database = std::move(*opened);
        SDC_OK(database->script("CREATE TABLE IF NOT EXISTS things (id BIGINT PRIMARY KEY)"));
    }
    base::Status add(int id) { return database->run("INSERT INTO things (id) VALUES ($1)", {id}); }
    std::int64_t count() {
        const auto row = database->first("SELECT COUNT(*) FROM things", {});
        EXPECT_TRUE(row) << row.error().what;
        return row && *row ? (*row)->integer(0) : -1;
    }
    pid_t backend() {
        return static_cast<pid_t>((*database->first("SELECT pg_backend_pid()", {}))->integer(0));
    }
    TestFolder folder;
    rig::PrivatePostgres* server = nullptr;
    std::unique_ptr<Database> database;
};

TEST_F(PostgresInTrouble, AServerThatIsGoneIsASentenceAndComesBackByItself) {
    SDC_OK(add(1));
    server->end_now();
    const auto gone = add(2);
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().code, Errc::Unavailable);
    EXPECT_NE(gone.error().what.find("is it running"), std::string::npos) << gone.error().what;
    EXPECT_FALSE(Transaction::begin(*database));
    EXPECT_FALSE(database->in_transaction());
    SDC_OK(server->run());
    SDC_OK(add(2));
    EXPECT_EQ(count(), 2);
}

TEST_F(PostgresInTrouble, AServerThatWasRestartedMeanwhileIsNotNoticed) {
    SDC_OK(add(1));
    server->end_now();
    SDC_OK(server->run());
    SDC_OK(add(2));
    server->end_now();
    SDC_OK(server->run());
    auto transaction = Transaction::begin(*database);
    SDC_OK(transaction);
    SDC_OK(add(3));
    SDC_OK(transaction->commit());
    EXPECT_EQ(count(), 3);
}

TEST_F(PostgresInTrouble, AServerThatDiesInTheMiddleOfAChangeUndoesIt) {
    {
        auto transaction = Transaction::begin(*database);
        SDC_OK(transaction);
        SDC_OK(add(1));
        server->end_now();
        SDC_OK(server->run());
        EXPECT_EQ(add(2).error().code, Errc::Unavailable) << "the second half alone";
        EXPECT_FALSE(transaction->commit());
    }
    EXPECT_FALSE(database->in_transaction());
    EXPECT_EQ(count(), 0);
    SDC_OK(add(1));
}

TEST_F(PostgresInTrouble, AServerThatDoesNotAnswerIsLeftAfterAWhile) {
    PostgresPatience patience;
    patience.answer = 200ms;
    connect(patience);
    const auto frozen = backend();
    ::kill(frozen, SIGSTOP);
    const auto asked = add(1);
    ::kill(frozen, SIGCONT);
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().code, Errc::Unavailable);
    EXPECT_EQ(count(), count()); // Over a new connection; the old statement may have counted.
    EXPECT_NE(backend(), frozen);
}

// The server itself says each of them; only why it does is played.
TEST_F(PostgresInTrouble, TheServersWordsBecomeWhatToDo) {
    const std::tuple<const char*, Errc, const char*> cases[] = {
        {"53100", Errc::Unavailable, "make room"},
        {"53200", Errc::Unavailable, "memory"},
        {"53300", Errc::Unavailable, "max_connections"},
        {"57P03", Errc::Unavailable, "wait a moment"},
        {"25006", Errc::Unavailable, "primary"},
        {"40001", Errc::Unavailable, "try again"},
        {"40P01", Errc::Unavailable, "try again"},
        {"58030", Errc::Unavailable, "trouble"},
        {"XX001", Errc::Unavailable, "backup"},
        {"42501", Errc::Unavailable, "grant"},
        {"23505", Errc::Conflict, ""},
        {"42P01", Errc::Internal, ""},
    };
    for (const auto& [state, code, words] : cases) {
        const auto raised = database->script("DO $$ BEGIN RAISE EXCEPTION 'as said' USING ERRCODE "
                                             "= '" +
                                             std::string(state) + "'; END $$");
        ASSERT_FALSE(raised) << state;
        EXPECT_EQ(raised.error().code, code) << state;
        EXPECT_NE(raised.error().what.find(words), std::string::npos) << raised.error().what;
        EXPECT_NE(raised.error().what.find("as said"), std::string::npos) << raised.error().what;
    }
    SDC_OK(add(1));
}

TEST_F(PostgresInTrouble, AHubThatSleepsInTheMiddleOfAChangeDoesNotStopTheOthers) {
    PostgresPatience impatient;
    impatient.answer = 100ms; // Also what the server grants a silent transaction.
    connect(impatient);
    SDC_OK(database->begin());
    SDC_OK(add(1));
    auto other = open_postgres({server->url(schema_of(folder.path())), {}});
    SDC_OK(other);
    auto theirs = Transaction::begin(**other); // Waits up to two seconds.
    SDC_OK(theirs);
    SDC_OK(theirs->commit());
    EXPECT_FALSE(database->commit()) << "it was undone by the server";
    database->rollback();
    EXPECT_EQ(count(), 0);
}

TEST_F(PostgresInTrouble, AUrlThatLeadsNowhereIsSaidWithoutItsPassword) {
    PostgresPatience quick;
    quick.open = 2s;
    const std::string socket = server->url().reveal().substr(server->url().reveal().find('?'));
    const std::tuple<std::string, Errc> cases[] = {
        {"postgresql://sangdam:hunter2@/no_such_db" + socket, Errc::Unavailable},
        {"postgresql://nobody:hunter2@/postgres" + socket, Errc::Unavailable},
        {"postgresql://sangdam:hunter2@127.0.0.1:1/x", Errc::Unavailable},
        {"postgresql://sangdam:hunter2@/x?host=/no/such/folder", Errc::Unavailable},
        {"postgresql://sangdam:hunter2@/x?colour=blue", Errc::BadInput},
    };
    for (const auto& [url, code] : cases) {
        const auto opened = open_postgres({base::Secret(url), {}}, quick);
        ASSERT_FALSE(opened) << url;
        EXPECT_EQ(opened.error().code, code) << opened.error().what;
        EXPECT_EQ(opened.error().what.find("hunter2"), std::string::npos);
    }
}

} // namespace
} // namespace sangdam::store
