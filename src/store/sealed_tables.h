// SPDX-License-Identifier: MIT
//
// Private to store: every place where something sealed lies, and what is looked up by. Key
// rotation, `verify` and the tests go by this list; a column of bytes that is not on it fails a
// test. Thread: see database.h.
#pragma once

#include "base/result.h"
#include "store/database.h"
#include "store/sealer.h"

#include <string>
#include <vector>

namespace sangdam::store {

struct SealedTable {
    using Plain = std::vector<std::string>; // Of the columns, in their order.

    std::string table;
    std::vector<std::string> keys; // The primary key's columns.
    std::string id;                // SQL: the row's id that its values are bound to (sealer.h).
    std::vector<std::string> columns;
    // Makes the look-up hashes of a row anew; empty: it has none.
    base::Status (*reindex)(Database&, const Sealer&, const Row& keys, const Plain&) = nullptr;

    // What the values of a column are bound to, without the id.
    std::string context(std::size_t column) const { return table + '.' + columns[column]; }
};

const std::vector<SealedTable>& sealed_tables();

// Goes through a table in pages of a whole transaction's size. `visit` gets the keys and, after
// them, the id and the sealed columns.
base::Result<Rows> sealed_page(Database&, const SealedTable&, const std::vector<Value>& after,
                               int limit);

} // namespace sangdam::store
