// SPDX-License-Identifier: MIT
//
// Private to store: all records of a centre from one database into another, whatever engine each
// is. One of the two is a SQLite file, which tells the shape of the tables. Thread: see database.h.
#pragma once

#include "base/result.h"
#include "store/database.h"
#include "store/progress.h"
#include "store/sealer.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace sangdam::store {

struct TableShape {
    std::string name;
    std::vector<std::string> columns;
    std::vector<std::string> keys; // The primary key's.
    std::string parent;            // Column that refers to this very table; empty: none.
};
// What a referred table holds stands before what refers to it.
base::Result<std::vector<TableShape>> shapes_of(Database& sqlite);

struct TableSum {
    std::uint64_t rows = 0;
    std::string digest; // Hexadecimal; keyed, so that nobody makes another that fits.
    friend bool operator==(const TableSum&, const TableSum&) = default;
};
using Sums = std::map<std::string, TableSum>;

// `from` inside a snapshot, `to` inside a transaction, its tables empty.
base::Result<Sums> copy_tables(Database& from, Database& to, const std::vector<TableShape>&,
                               const Sealer&, const Progress&);
base::Result<Sums> sum_tables(Database&, const std::vector<TableShape>&, const Sealer&,
                              const Progress&);
base::Status empty_tables(Database&, const std::vector<TableShape>&);

} // namespace sangdam::store
