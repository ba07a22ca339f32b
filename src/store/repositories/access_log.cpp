// SPDX-License-Identifier: MIT

#include "store/repositories/access_log.h"

#include <charconv>

namespace sangdam::store {
namespace {

constexpr const char* kColumns =
    "SELECT sequence, at, agent, address, action, customer, detail, before_link, link "
    "FROM access_log ";

Access read(const Row& row) {
    return {row.time(1), row.id<core::AgentId>(2),    row.text(3),
            row.text(4), row.id<core::CustomerId>(5), row.text(6)};
}

} // namespace

// Each field with its length, so that no two entries look alike to the hash.
Bytes AccessLog::link(std::uint64_t sequence, const Access& access, std::string_view before) const {
    const std::string number = std::to_string(sequence);
    const std::string at = std::to_string(access.at.time_since_epoch().count());
    const std::string_view fields[] = {number,
                                       at,
                                       access.agent.value,
                                       access.address,
                                       access.action,
                                       access.customer.value,
                                       access.detail,
                                       before};
    std::string text;
    for (const auto field : fields) {
        text += std::to_string(field.size());
        text += ':';
        text += field;
    }
    return sealer_.index("access log", text);
}

base::Status AccessLog::append(const Access& access) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    SDC_TRY(const auto next, database_.first("UPDATE counters SET value = value + 1 "
                                             "WHERE name = 'access' RETURNING value",
                                             {}));
    if (!next) return base::Error{base::Errc::Internal, "the counter of the access log is gone"};
    SDC_TRY(const auto last, database_.first("SELECT link FROM access_log "
                                             "ORDER BY sequence DESC LIMIT 1",
                                             {}));
    const Bytes before{last ? last->bytes(0) : std::string{}};
    const auto sequence = next->integer(0);
    SDC_CHECK(database_.run(
        "INSERT INTO access_log (sequence, at, agent, address, action, customer, detail, "
        "before_link, link) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {sequence, access.at, access.agent, access.address, access.action, access.customer,
         access.detail, before, link(static_cast<std::uint64_t>(sequence), access, before.data)}));
    return transaction.commit();
}

base::Result<std::vector<Access>> AccessLog::of_customer(const core::CustomerId& customer,
                                                         int limit) {
    SDC_TRY(const auto rows,
            database_.query(std::string(kColumns) +
                                "WHERE customer = $1 ORDER BY sequence DESC LIMIT $2",
                            {customer, limit}));
    std::vector<Access> out;
    for (const auto& row : rows) out.push_back(read(row));
    return out;
}

base::Result<core::Page<core::AccessRecord>> AccessLog::list(const core::AccessQuery& query,
                                                             const core::PageAsked& asked) {
    std::int64_t before = INT64_MAX;
    if (!asked.after.empty()) {
        const auto* end = asked.after.data() + asked.after.size();
        const auto [at, error] = std::from_chars(asked.after.data(), end, before);
        if (error != std::errc{} || at != end)
            return base::Error{base::Errc::BadInput, "this is no cursor of this list"};
    }
    std::string sql = "SELECT l.sequence, l.at, l.agent, a.name, l.address, l.action, l.customer, "
                      "l.detail FROM access_log l LEFT JOIN agents a ON a.id = l.agent "
                      "WHERE l.sequence < $1";
    std::vector<Value> values{before};
    const auto narrow = [&](const char* condition, Value value) {
        values.push_back(std::move(value));
        sql += std::string(" AND ") + condition + '$' + std::to_string(values.size());
    };
    if (!query.agent.empty()) narrow("l.agent = ", query.agent);
    if (!query.customer.empty()) narrow("l.customer = ", query.customer);
    if (!query.action.empty()) narrow("l.action = ", query.action);
    if (query.from) narrow("l.at >= ", *query.from);
    if (query.until) narrow("l.at < ", *query.until);
    values.emplace_back(asked.limit + 1);
    sql += " ORDER BY l.sequence DESC LIMIT $" + std::to_string(values.size());
    SDC_TRY(auto rows, database_.query(sql, std::move(values)));
    const bool more = rows.size() > static_cast<std::size_t>(asked.limit);
    if (more) rows.pop_back();
    core::Page<core::AccessRecord> page;
    for (const auto& row : rows)
        page.items.push_back({static_cast<std::uint64_t>(row.integer(0)), row.time(1),
                              row.id<core::AgentId>(2), row.text(3), row.text(4), row.text(5),
                              row.id<core::CustomerId>(6), row.text(7)});
    if (more) page.next = std::to_string(page.items.back().sequence);
    return page;
}

base::Result<std::optional<std::uint64_t>> AccessLog::verify() {
    using Broken = std::optional<std::uint64_t>;
    constexpr int kAtOnce = 1000;
    SDC_TRY(const auto counter,
            database_.first("SELECT value FROM counters WHERE name = 'access'", {}));
    const auto newest = static_cast<std::uint64_t>(counter ? counter->integer(0) : 0);

    std::uint64_t last = 0;
    std::optional<std::string> link_before; // None yet: retention may have cut the oldest away.
    for (;;) {
        SDC_TRY(const auto rows,
                database_.query(std::string(kColumns) +
                                    "WHERE sequence > $1 ORDER BY sequence LIMIT $2",
                                {static_cast<std::int64_t>(last), kAtOnce}));
        for (const auto& row : rows) {
            const auto sequence = static_cast<std::uint64_t>(row.integer(0));
            const bool follows =
                !link_before || (sequence == last + 1 && row.bytes(7) == *link_before);
            if (!follows || row.bytes(8) != link(sequence, read(row), row.bytes(7)).data)
                return Broken{follows ? sequence : last + 1};
            last = sequence;
            link_before = row.bytes(8);
        }
        if (rows.size() < kAtOnce) break;
    }
    // Entries cut off at the end leave the counter ahead.
    if (link_before ? last != newest : newest != 0) return Broken{last + 1};
    return Broken{};
}

} // namespace sangdam::store
