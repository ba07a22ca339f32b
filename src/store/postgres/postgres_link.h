// SPDX-License-Identifier: MIT
//
// Private to store: one libpq connection that comes back by itself. It never waits for the network
// longer than it was told to: connecting goes on between calls, answers are waited for with a
// deadline (libpq's asynchronous half, manual §34.4). Thread: that of its Database.
#pragma once

#include "base/result.h"
#include "store/postgres/postgres_database.h"

#include <libpq-fe.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sangdam::store {

struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using PgResult = std::unique_ptr<PGresult, ClearResult>;

class PostgresLink {
public:
    using Patience = std::chrono::milliseconds;
    // `session`: statements for every new connection.
    PostgresLink(PostgresPlace place, std::string session)
        : place_(std::move(place)), session_(std::move(session)) {}

    // Good: there is a connection, and nothing says that the other end has gone. Unavailable,
    // Refused, BadInput: why not; the next call goes on trying.
    base::Status ready(Patience);
    bool up() const { return state_ == State::Up; }
    int generation() const { return generation_; } // Another number: another connection.
    PGconn* raw() const { return connection_.get(); }

    // Sends by `send` (a PQsend… function; 1 is good) and waits for the last result. An error of
    // the statement is a result; no connection any more, or no answer in time, is an Error and
    // leaves the link down. Zero patience: without end.
    base::Result<PgResult> ask(const std::function<int(PGconn*)>& send, Patience);

private:
    enum class State { Down, Connecting, Up };
    struct CloseConnection {
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };

    base::Status go_on(Patience);
    base::Status greet();
    bool other_end_is_there();
    base::Error lost(const std::string& why);

    const PostgresPlace place_;
    const std::string session_;
    std::unique_ptr<PGconn, CloseConnection> connection_;
    State state_ = State::Down;
    PostgresPollingStatusType step_ = PGRES_POLLING_WRITING; // While connecting.
    int generation_ = 0;
};

// The server's words without "ERROR:" and the line end.
std::string first_line(const char* message);

} // namespace sangdam::store
