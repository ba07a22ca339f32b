// SPDX-License-Identifier: MIT

#include "store/postgres/postgres_link.h"

#include "store/postgres/postgres_trouble.h"

#include <array>
#include <cerrno>
#include <optional>
#include <utility>

#ifdef _WIN32
#include <winsock2.h>
#else
#include <poll.h>
#endif

namespace sangdam::store {
namespace {

using base::Errc;
using base::Error;
using Steady = std::chrono::steady_clock;
using Deadline = std::optional<Steady::time_point>; // Nothing: without end.

constexpr std::chrono::milliseconds kGreeting{2000};

int milliseconds_to(const Deadline& deadline) {
    if (!deadline) return -1;
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(*deadline - Steady::now());
    return left.count() > 0 ? static_cast<int>(left.count()) : 0;
}

// True: the socket is ready for `events`, or has an error that the library will find.
bool wait_for(PGconn* connection, short events, const Deadline& deadline) {
    for (;;) {
#ifdef _WIN32
        WSAPOLLFD fd{static_cast<SOCKET>(PQsocket(connection)), events, 0};
        const int ready = WSAPoll(&fd, 1, milliseconds_to(deadline));
        return ready != 0;
#else
        pollfd fd{PQsocket(connection), events, 0};
        const int ready = ::poll(&fd, 1, milliseconds_to(deadline));
        if (ready < 0 && errno == EINTR) continue;
        return ready != 0;
#endif
    }
}

void be_quiet(void*, const char*) {} // Notices are for psql.

bool refused(const std::string& message) {
    return message.find("authentication failed") != std::string::npos ||
           message.find("pg_hba.conf") != std::string::npos ||
           message.find("no password supplied") != std::string::npos;
}

Error cannot_connect(PGconn* connection) {
    const auto message = first_line(PQerrorMessage(connection));
    if (refused(message)) return postgres_trouble("28000", message);
    if (message.find("database \"") != std::string::npos &&
        message.find("does not exist") != std::string::npos)
        return postgres_trouble("3D000", message);
    return {Errc::Unavailable,
            "the database server cannot be reached; is it running, and is the url right? (" +
                message + ')'};
}

base::Status can_be_used(const base::Secret& url) {
    struct FreeOptions {
        void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
    };
    char* raw = nullptr;
    const std::unique_ptr<PQconninfoOption, FreeOptions> options(
        PQconninfoParse(url.reveal().c_str(), &raw));
    // The library's message may quote the url, password and all.
    PQfreemem(raw);
    if (options) return base::Done{};
    return Error{Errc::BadInput, "the url of the database cannot be used; it should look like "
                                 "postgresql://hub@db.example/sangdam"};
}

} // namespace

std::string first_line(const char* message) {
    std::string line(message ? message : "");
    for (const std::string_view title : {"ERROR:", "FATAL:", "PANIC:"})
        if (const auto at = line.find(title); at != std::string::npos)
            line.erase(0, line.find_first_not_of(' ', at + title.size()));
    return line.substr(0, line.find('\n'));
}

Error PostgresLink::lost(const std::string& why) {
    state_ = State::Down;
    connection_.reset();
    return {Errc::Unavailable, "the connection to the database was lost (" + why +
                                   "); it is made anew as soon as the server answers"};
}

base::Status PostgresLink::ready(Patience patience) {
    if (state_ == State::Up) {
        if (other_end_is_there()) return base::Done{};
        (void)lost("closed by the server");
    }
    if (state_ == State::Down) {
        SDC_CHECK(can_be_used(place_.url));
        // Ours come first: what stands in the url holds.
        const std::array keywords{"application_name",
                                  "client_encoding",
                                  "keepalives_idle",
                                  "keepalives_interval",
                                  "keepalives_count",
                                  "tcp_user_timeout",
                                  "password",
                                  "dbname",
                                  static_cast<const char*>(nullptr)};
        const std::array values{"sangdam-hub",
                                "UTF8",
                                "5",
                                "2",
                                "3",
                                "8000",
                                place_.password.empty() ? nullptr
                                                        : place_.password.reveal().c_str(),
                                place_.url.reveal().c_str(),
                                static_cast<const char*>(nullptr)};
        connection_.reset(PQconnectStartParams(keywords.data(), values.data(), 1));
        if (!connection_) return Error{Errc::Unavailable, "not enough memory for the database"};
        if (PQstatus(connection_.get()) == CONNECTION_BAD) {
            auto why = cannot_connect(connection_.get());
            connection_.reset();
            return why;
        }
        step_ = PGRES_POLLING_WRITING;
        state_ = State::Connecting;
    }
    return go_on(patience);
}

base::Status PostgresLink::go_on(Patience patience) {
    const Deadline deadline = Steady::now() + patience;
    for (;;) {
        const short events = step_ == PGRES_POLLING_READING ? POLLIN : POLLOUT;
        if (!wait_for(connection_.get(), events, deadline))
            return Error{Errc::Unavailable,
                         "the database server does not answer; is it running, and is the url "
                         "right?"};
        step_ = PQconnectPoll(connection_.get());
        if (step_ == PGRES_POLLING_OK) return greet();
        if (step_ == PGRES_POLLING_FAILED) {
            auto why = cannot_connect(connection_.get());
            state_ = State::Down;
            connection_.reset();
            return why;
        }
    }
}

base::Status PostgresLink::greet() {
    state_ = State::Up;
    ++generation_;
    auto* connection = connection_.get();
    PQsetNoticeProcessor(connection, be_quiet, nullptr);
    const char* encoding = PQparameterStatus(connection, "server_encoding");
    if (!encoding || std::string_view(encoding) != "UTF8") {
        (void)lost("encoding");
        return Error{Errc::BadInput, "the database is not in UTF-8; create it with "
                                     "`createdb --template=template0 --encoding=UTF8 --locale=C`"};
    }
    SDC_TRY(const auto done,
            ask([this](PGconn* to) { return PQsendQuery(to, session_.c_str()); }, kGreeting));
    if (PQresultStatus(done.get()) == PGRES_FATAL_ERROR) {
        const char* state = PQresultErrorField(done.get(), PG_DIAG_SQLSTATE);
        auto trouble =
            postgres_trouble(state ? state : "", first_line(PQresultErrorMessage(done.get())));
        (void)lost("refused");
        return trouble;
    }
    return base::Done{};
}

// A server that was stopped has said goodbye into our socket: then a statement would only fail.
bool PostgresLink::other_end_is_there() {
    auto* connection = connection_.get();
    const Deadline now = Steady::now();
    while (wait_for(connection, POLLIN, now))
        if (PQconsumeInput(connection) == 0) return false;
    return PQstatus(connection) == CONNECTION_OK;
}

base::Result<PgResult> PostgresLink::ask(const std::function<int(PGconn*)>& send,
                                         Patience patience) {
    auto* connection = connection_.get();
    if (state_ != State::Up) return Error{Errc::Unavailable, "there is no connection"};
    const Deadline deadline =
        patience.count() > 0 ? Deadline(Steady::now() + patience) : Deadline();
    if (send(connection) != 1) return lost(first_line(PQerrorMessage(connection)));
    PgResult last;
    for (;;) {
        while (PQisBusy(connection) != 0) {
            if (!wait_for(connection, POLLIN, deadline)) return lost("no answer in time");
            if (PQconsumeInput(connection) == 0)
                return lost(first_line(PQerrorMessage(connection)));
        }
        PgResult result(PQgetResult(connection));
        if (!result) break;
        // Of several statements the first error counts; nothing runs after it.
        if (last && PQresultStatus(last.get()) == PGRES_FATAL_ERROR) continue;
        last = std::move(result);
    }
    if (PQstatus(connection) != CONNECTION_OK) {
        const char* message = last ? PQresultErrorMessage(last.get()) : PQerrorMessage(connection);
        return lost(first_line(message));
    }
    return last;
}

} // namespace sangdam::store
