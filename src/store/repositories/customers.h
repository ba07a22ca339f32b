// SPDX-License-Identifier: MIT
//
// Who calls. Name, numbers, e-mail, address and memo are sealed; looking up goes through blind
// indexes of the number, its last four digits and the pieces of the name. Thread: see
// store/database.h.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/customer.h"
#include "core/customer_list.h"
#include "core/page.h"
#include "core/phone_number.h"
#include "store/database.h"
#include "store/sealer.h"

#include <optional>
#include <string>
#include <vector>

namespace sangdam::store {

struct CustomerPage {
    std::vector<core::Customer> customers; // In the order of their ids.
    std::string next;                      // Pass as `after`; empty: no more.
};

class Customers {
public:
    Customers(Database& database, const Sealer& sealer) : database_(database), sealer_(sealer) {}

    // revision 0 registers, else it must be the stored one. Conflict: somebody was faster; read
    // again. The same registration sent twice is one. NotFound: no such customer to change.
    base::Result<core::Customer> save(const core::Customer&, base::WallTime now);

    base::Result<core::Customer> find(const core::CustomerId&); // NotFound
    // The one last changed, when several share a number. Empty: a new caller.
    base::Result<std::optional<core::Customer>> find_by_number(const core::PhoneNumber&);

    base::Result<CustomerPage> with_number(const core::PhoneNumber&, const std::string& after,
                                           int limit);
    base::Result<CustomerPage> with_last_four(const std::string& digits, const std::string& after,
                                              int limit);
    // The whole name, or a part of two syllables and more.
    base::Result<CustomerPage> with_name(const std::string& part, const std::string& after,
                                         int limit);

    base::Result<CustomerPage> all(const std::string& after, int limit); // For the export.
    // Numbers that several customers have. BadInput: no cursor of this list.
    base::Result<core::Page<core::Duplicates>> duplicates(const std::string& after, int limit);

private:
    Bytes sealer_index(const core::PhoneNumber&) const;
    base::Result<core::Customer> read(const Row&);
    base::Result<std::vector<core::PhoneNumber>> numbers(const core::CustomerId&);
    base::Result<CustomerPage> page(Rows, int limit);
    base::Status write(const core::Customer&, base::WallTime now, bool fresh);
    base::Status write_indexes(const core::Customer&);

    Database& database_;
    const Sealer& sealer_;
};

} // namespace sangdam::store
