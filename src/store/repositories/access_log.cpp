// SPDX-License-Identifier: MIT

#include "store/repositories/access_log.h"

#include "store/hex.h"
#include "store/repositories/settings.h"

#include <algorithm>
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

constexpr const char* kChain = "access log";
constexpr const char* kCut = "access log cut"; // Also the name of the setting.

// Each field with its length, so that no two entries look alike to the hash.
std::string linked(std::uint64_t sequence, const Access& access, std::string_view before) {
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
    return text;
}

std::string cut_text(std::uint64_t sequence, std::string_view link) {
    return std::to_string(sequence) + ':' + std::string(link);
}

// Entries from before a rotation of the keys keep the link of their time.
bool made_by_us(const Sealer& sealer, const char* purpose, const std::string& text,
                const std::string& hex) {
    return std::ranges::any_of(sealer.all_indexes(purpose, text),
                               [&](const Bytes& each) { return in_hex(each.data) == hex; });
}

} // namespace

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
         access.detail, before,
         sealer_.index(kChain,
                       linked(static_cast<std::uint64_t>(sequence), access, before.data))}));
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

// The last entry that retention took, told from the link that the first one left carries. Zero:
// none was taken. BadInput: entries were taken by somebody else.
base::Result<std::uint64_t> AccessLog::cut_at(std::string_view first_before) {
    SDC_TRY(const auto text, Settings(database_).get(kCut));
    if (!text) return std::uint64_t{0};
    std::uint64_t sequence = 0;
    const auto [at, error] = std::from_chars(text->data(), text->data() + text->size(), sequence);
    const std::string hex(std::min(at + 1, text->data() + text->size()),
                          text->data() + text->size());
    if (error == std::errc{} && made_by_us(sealer_, kCut, cut_text(sequence, first_before), hex))
        return sequence;
    return base::Error{base::Errc::BadInput, "the beginning of the access log was cut off"};
}

base::Result<std::optional<std::uint64_t>> AccessLog::verify() {
    using Broken = std::optional<std::uint64_t>;
    constexpr int kAtOnce = 1000;
    SDC_TRY(const auto counter,
            database_.first("SELECT value FROM counters WHERE name = 'access'", {}));
    const auto newest = static_cast<std::uint64_t>(counter ? counter->integer(0) : 0);
    SDC_TRY(const auto first,
            database_.first("SELECT before_link FROM access_log ORDER BY sequence LIMIT 1", {}));
    if (!first) return newest == 0 ? Broken{} : Broken{1}; // The newest one is never cut.
    const auto cut = cut_at(first->bytes(0));
    if (!cut && cut.error().code != base::Errc::BadInput) return cut.error();
    if (!cut) return Broken{1};

    std::uint64_t last = *cut;
    std::string link_before = first->bytes(0);
    for (;;) {
        SDC_TRY(const auto rows,
                database_.query(std::string(kColumns) +
                                    "WHERE sequence > $1 ORDER BY sequence LIMIT $2",
                                {static_cast<std::int64_t>(last), kAtOnce}));
        for (const auto& row : rows) {
            const auto sequence = static_cast<std::uint64_t>(row.integer(0));
            if (sequence != last + 1 || row.bytes(7) != link_before) return Broken{last + 1};
            if (!made_by_us(sealer_, kChain, linked(sequence, read(row), row.bytes(7)),
                            in_hex(row.bytes(8))))
                return Broken{sequence};
            last = sequence;
            link_before = row.bytes(8);
        }
        if (rows.size() < kAtOnce) break;
    }
    return last == newest ? Broken{} : Broken{last + 1}; // Entries cut off at the end.
}

base::Result<std::int64_t> AccessLog::forget(base::WallTime before, int limit) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    // One more, so that the newest entry always stays and carries the chain on.
    SDC_TRY(const auto rows, database_.query("SELECT sequence, at, link FROM access_log "
                                             "ORDER BY sequence LIMIT $1",
                                             {limit + 1}));
    std::int64_t count = 0;
    while (count + 1 < static_cast<std::int64_t>(rows.size()) &&
           rows[static_cast<std::size_t>(count)].time(1) < before)
        ++count;
    if (count == 0) return count;
    const auto& cut = rows[static_cast<std::size_t>(count - 1)];
    const auto sequence = static_cast<std::uint64_t>(cut.integer(0));
    SDC_CHECK(database_.run("DELETE FROM access_log WHERE sequence <= $1", {cut.integer(0)}));
    SDC_CHECK(Settings(database_).put(
        kCut, std::to_string(sequence) + ' ' +
                  in_hex(sealer_.index(kCut, cut_text(sequence, cut.bytes(2))).data)));
    SDC_CHECK(transaction.commit());
    return count;
}

} // namespace sangdam::store
