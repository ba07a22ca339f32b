// SPDX-License-Identifier: MIT
//
// What a centre forgets, and when. Records of complaints and disputes are kept three years
// (전자상거래법 시행령 6조), the access log one year, two from 50,000 customers (고시 8조①); longer
// when an administrator says so, never shorter for the log. A call stays as a figure of the
// statistics, without its customer; a promise to call back that is still open is work, not past.
// A merged customer stays as long as the one it became. Thread: see database.h.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/database.h"
#include "store/sealer.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace sangdam::store {

struct RetentionRules {
    // Number, customer and note of a call since it came, and of a callback since it was due.
    std::chrono::days calls{3 * 365 + 1};
    // Since the last change and the last call. Zero: for ever.
    std::chrono::days customers{3 * 365 + 1};
    std::chrono::days access_log{0}; // Zero: as the law says.
    friend bool operator==(const RetentionRules&, const RetentionRules&) = default;
};

struct Forgotten {
    std::int64_t calls = 0;
    std::int64_t callbacks = 0;
    std::int64_t customers = 0; // With those that were merged into them.
    std::int64_t access_entries = 0;
    bool more = false; // There was more than one run takes.
};

class Retention {
public:
    Retention(Database& database, const Sealer& sealer) : database_(database), sealer_(sealer) {}

    base::Result<RetentionRules> rules();
    base::Status set_rules(const RetentionRules&); // BadInput: a term of no day.
    // A part of the work, each a short transaction, so that nobody waits for it.
    base::Result<Forgotten> run(base::WallTime now);

private:
    base::Result<std::int64_t> forget_calls(base::WallTime before);
    base::Result<std::int64_t> forget_callbacks(base::WallTime before);
    base::Result<std::int64_t> forget_customers(base::WallTime before, bool& more);
    base::Result<Rows> long_silent(const std::string& after, const std::string& last,
                                   base::WallTime before);
    base::Result<std::int64_t> forget_with_merged(const std::string& customer);
    base::Result<std::chrono::days> term_of_the_log(const RetentionRules&);

    Database& database_;
    const Sealer& sealer_;
};

} // namespace sangdam::store
