// SPDX-License-Identifier: MIT

#include "store/repositories/events.h"

#include "store/sealed_field.h"

namespace sangdam::store {
namespace {

constexpr const char* kBody = "events.body";

} // namespace

// A counter row and not MAX(sequence): pruning everything must not start again at one, and on
// PostgreSQL the row's lock makes sequences appear in the order of the commits.
base::Result<LoggedEvent> Events::append(base::WallTime at, std::string_view kind,
                                         const std::function<std::string(std::uint64_t)>& body) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    SDC_TRY(const auto next, database_.first("UPDATE counters SET value = value + 1 "
                                             "WHERE name = 'events' RETURNING value",
                                             {}));
    if (!next) return base::Error{base::Errc::Internal, "the counter of events is gone"};
    LoggedEvent event{static_cast<std::uint64_t>(next->integer(0)), at, std::string(kind), {}};
    event.body = body(event.sequence);
    const auto id = std::to_string(event.sequence);
    SDC_CHECK(
        database_.run("INSERT INTO events (sequence, at, kind, body) VALUES ($1, $2, $3, $4)",
                      {next->integer(0), at, kind, seal_field(sealer_, kBody, id, event.body)}));
    database_.wake_others();
    SDC_CHECK(transaction.commit());
    return event;
}

base::Result<std::vector<LoggedEvent>> Events::after(std::uint64_t sequence, int limit) {
    SDC_TRY(const auto rows,
            database_.query("SELECT sequence, at, kind, body FROM events WHERE sequence > $1 "
                            "ORDER BY sequence LIMIT $2",
                            {static_cast<std::int64_t>(sequence), limit}));
    std::vector<LoggedEvent> out;
    for (const auto& row : rows) {
        auto& event = out.emplace_back();
        event.sequence = static_cast<std::uint64_t>(row.integer(0));
        event.at = row.time(1);
        event.kind = row.text(2);
        const auto id = std::to_string(event.sequence);
        SDC_TRY(event.body, unseal_field(sealer_, kBody, id, row, 3));
    }
    return out;
}

base::Result<EventWindow> Events::window() {
    SDC_TRY(const auto row, database_.first("SELECT value, (SELECT MIN(sequence) FROM events) "
                                            "FROM counters WHERE name = 'events'",
                                            {}));
    if (!row) return base::Error{base::Errc::Internal, "the counter of events is gone"};
    EventWindow window;
    window.newest = static_cast<std::uint64_t>(row->integer(0));
    window.oldest = row->null(1) ? window.newest + 1 : static_cast<std::uint64_t>(row->integer(1));
    return window;
}

base::Status Events::prune(base::WallTime before) {
    return database_.run("DELETE FROM events WHERE at < $1", {before});
}

} // namespace sangdam::store
