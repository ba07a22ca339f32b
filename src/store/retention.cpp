// SPDX-License-Identifier: MIT

#include "store/retention.h"

#include "store/repositories/access_log.h"
#include "store/repositories/settings.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace sangdam::store {
namespace {

constexpr int kAtOnce = 500;      // Rows of one transaction.
constexpr int kCandidates = 1000; // Customers looked at in one run: a few milliseconds.
constexpr std::int64_t kMany = 50'000;
constexpr std::chrono::days kYear{365};
constexpr std::chrono::days kTwoYears{2 * 365 + 1};

constexpr const char* kCalls = "retention days of calls";
constexpr const char* kCustomers = "retention days of customers";
constexpr const char* kLog = "retention days of the access log";
constexpr const char* kPlace = "retention has come to customer";

base::Result<std::chrono::days> days(Settings& settings, const char* name,
                                     std::chrono::days fallback) {
    SDC_TRY(const auto text, settings.get(name));
    if (!text) return fallback;
    int count = -1;
    std::from_chars(text->data(), text->data() + text->size(), count);
    return count >= 0 ? std::chrono::days(count) : fallback;
}

} // namespace

base::Result<RetentionRules> Retention::rules() {
    Settings settings(database_);
    RetentionRules out;
    SDC_TRY(out.calls, days(settings, kCalls, out.calls));
    SDC_TRY(out.customers, days(settings, kCustomers, out.customers));
    SDC_TRY(out.access_log, days(settings, kLog, out.access_log));
    return out;
}

base::Status Retention::set_rules(const RetentionRules& rules) {
    if (rules.calls.count() < 1 || rules.customers.count() < 0 || rules.access_log.count() < 0)
        return base::Error{base::Errc::BadInput, "a term of retention needs at least one day"};
    Settings settings(database_);
    SDC_TRY(auto transaction, Transaction::begin(database_));
    SDC_CHECK(settings.put(kCalls, std::to_string(rules.calls.count())));
    SDC_CHECK(settings.put(kCustomers, std::to_string(rules.customers.count())));
    SDC_CHECK(settings.put(kLog, std::to_string(rules.access_log.count())));
    return transaction.commit();
}

base::Result<Forgotten> Retention::run(base::WallTime now) {
    SDC_TRY(const auto terms, rules());
    Forgotten out;
    SDC_TRY(out.calls, forget_calls(now - terms.calls));
    SDC_TRY(out.callbacks, forget_callbacks(now - terms.calls));
    if (terms.customers.count() > 0) {
        SDC_TRY(out.customers, forget_customers(now - terms.customers, out.more));
    }
    SDC_TRY(const auto term, term_of_the_log(terms));
    SDC_TRY(out.access_entries, AccessLog(database_, sealer_).forget(now - term, kAtOnce));
    out.more = out.more || out.calls == kAtOnce || out.callbacks == kAtOnce ||
               out.access_entries == kAtOnce;
    return out;
}

base::Result<std::chrono::days> Retention::term_of_the_log(const RetentionRules& terms) {
    SDC_TRY(const auto count, database_.first("SELECT COUNT(*) FROM customers", {}));
    const bool many = count && count->integer(0) >= kMany;
    return std::max(terms.access_log, many ? kTwoYears : kYear);
}

// What is forgotten already is passed over by the index of calls that still name somebody.
base::Result<std::int64_t> Retention::forget_calls(base::WallTime before) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    SDC_TRY(const auto rows,
            database_.query("SELECT ref FROM calls WHERE offered_at < $1 AND ended_at IS NOT NULL "
                            "AND forgotten = 0 ORDER BY offered_at LIMIT $2",
                            {before, kAtOnce}));
    for (const auto& row : rows) {
        const auto& ref = row.text(0);
        SDC_CHECK(database_.run("UPDATE calls SET number = NULL, number_index = NULL, "
                                "customer = NULL, forgotten = 1 WHERE ref = $1",
                                {ref}));
        SDC_CHECK(database_.run("UPDATE wrap_ups SET note = NULL WHERE call_ref = $1", {ref}));
        // Else who undoes a merge would give it its customer again.
        SDC_CHECK(database_.run("DELETE FROM merged_calls WHERE call_ref = $1", {ref}));
    }
    SDC_CHECK(transaction.commit());
    return static_cast<std::int64_t>(rows.size());
}

base::Result<std::int64_t> Retention::forget_callbacks(base::WallTime before) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    SDC_TRY(const auto rows, database_.query("SELECT id FROM callbacks WHERE due_at < $1 "
                                             "AND status <> 'open' ORDER BY due_at LIMIT $2",
                                             {before, kAtOnce}));
    for (const auto& row : rows)
        for (const char* sql : {"DELETE FROM merged_calls WHERE call_ref = $1",
                                "DELETE FROM callback_tries WHERE callback = $1",
                                "DELETE FROM callbacks WHERE id = $1"})
            SDC_CHECK(database_.run(sql, {row.text(0)}));
    SDC_CHECK(transaction.commit());
    return static_cast<std::int64_t>(rows.size());
}

// Neither called nor was called or changed since, and waits for no call.
base::Result<Rows> Retention::long_silent(const std::string& after, const std::string& last,
                                          base::WallTime before) {
    return database_.query(
        "SELECT c.id FROM customers c WHERE c.id > $1 AND c.id <= $2 AND c.changed_at < $3 "
        "AND c.merged_into IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM calls k WHERE k.customer = c.id AND k.offered_at >= $3) "
        "AND NOT EXISTS (SELECT 1 FROM calls k "
        "JOIN customer_numbers n ON n.number_index = k.number_index "
        "WHERE n.customer = c.id AND k.offered_at >= $3) "
        "AND NOT EXISTS (SELECT 1 FROM callbacks b WHERE b.customer = c.id "
        "AND (b.status = 'open' OR b.due_at >= $3)) "
        "AND NOT EXISTS (SELECT 1 FROM callbacks b "
        "JOIN customer_numbers n ON n.number_index = b.number_index "
        "WHERE n.customer = c.id AND (b.status = 'open' OR b.due_at >= $3)) "
        "ORDER BY c.id LIMIT $4",
        {after, last, before, kAtOnce});
}

base::Result<std::int64_t> Retention::forget_with_merged(const std::string& customer) {
    SDC_TRY(const auto family,
            database_.query("WITH RECURSIVE family (id) AS (SELECT id FROM customers WHERE id = $1 "
                            "UNION SELECT c.id FROM customers c JOIN family f "
                            "ON c.merged_into = f.id) SELECT id FROM family",
                            {customer}));
    for (const auto& row : family)
        for (const char* sql : {"DELETE FROM merged_calls WHERE merge IN "
                                "(SELECT id FROM merges WHERE kept = $1 OR gone = $1)",
                                "DELETE FROM merges WHERE kept = $1 OR gone = $1",
                                "UPDATE calls SET customer = NULL WHERE customer = $1",
                                "UPDATE callbacks SET customer = NULL WHERE customer = $1",
                                "DELETE FROM customer_numbers WHERE customer = $1",
                                "DELETE FROM customer_names WHERE customer = $1",
                                "DELETE FROM customers WHERE id = $1"})
            SDC_CHECK(database_.run(sql, {row.text(0)}));
    return static_cast<std::int64_t>(family.size());
}

base::Result<std::int64_t> Retention::forget_customers(base::WallTime before, bool& more) {
    Settings settings(database_);
    SDC_TRY(auto transaction, Transaction::begin(database_));
    SDC_TRY(const auto place, settings.get(kPlace));
    SDC_TRY(const auto page,
            database_.query("SELECT id FROM customers WHERE id > $1 ORDER BY id LIMIT $2",
                            {place.value_or(""), kCandidates}));
    const std::string last = page.empty() ? "" : page.back().text(0);
    SDC_TRY(const auto old, long_silent(place.value_or(""), last, before));
    std::int64_t forgotten = 0;
    for (const auto& row : old) {
        SDC_TRY(const auto count, forget_with_merged(row.text(0)));
        forgotten += count;
    }
    const bool full = old.size() == kAtOnce;
    const bool end = page.size() < kCandidates && !full;
    more = !end;
    SDC_CHECK(settings.put(kPlace, end ? "" : full ? old.back().text(0) : last));
    SDC_CHECK(transaction.commit());
    return forgotten;
}

} // namespace sangdam::store
