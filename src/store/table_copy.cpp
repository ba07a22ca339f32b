// SPDX-License-Identifier: MIT

#include "store/table_copy.h"

#include "store/hex.h"

#include <algorithm>
#include <functional>
#include <set>

namespace sangdam::store {
namespace {

constexpr int kPage = 1000;
constexpr std::size_t kAtOnce = 50; // Rows of one INSERT.

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

std::string places(std::size_t first, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i)
        out += (i == 0 ? "$" : ", $") + std::to_string(first + i);
    return out;
}

bool ours(const std::string& table) {
    return table != "migrations" && table != "backup" && !table.starts_with("sqlite_");
}

// Kind and length before each value: no two rows look alike to the hash.
void append(std::string& out, const Value& value) {
    const auto& any = value.any();
    out += static_cast<char>('0' + any.index());
    std::string text;
    if (const auto* number = std::get_if<std::int64_t>(&any)) text = std::to_string(*number);
    if (const auto* words = std::get_if<std::string>(&any)) text = *words;
    if (const auto* bytes = std::get_if<Bytes>(&any)) text = bytes->data;
    out += std::to_string(text.size()) + ':' + text;
}

using Visit = std::function<base::Status(const Rows&)>;

base::Status each_page(Database& from, const TableShape& table, const Visit& visit) {
    const auto keys = joined(table.keys);
    const auto head = "SELECT " + joined(table.columns) + " FROM " + table.name;
    const auto tail = " ORDER BY " + keys + " LIMIT " + std::to_string(kPage);
    const auto next =
        head + " WHERE (" + keys + ") > (" + places(1, table.keys.size()) + ')' + tail;
    SDC_TRY(auto rows, from.query(head + tail));
    for (;;) {
        SDC_CHECK(visit(rows));
        if (rows.size() < kPage) return base::Done{};
        std::vector<Value> after;
        for (const auto& key : table.keys) {
            const auto at = std::ranges::find(table.columns, key) - table.columns.begin();
            after.push_back(rows.back().value(static_cast<std::size_t>(at)));
        }
        SDC_TRY(rows, from.query(next, std::move(after)));
    }
}

// Does not depend on the order of the rows: each engine sorts text by rules of its own.
class Sum {
public:
    Sum(const TableShape& table, const Sealer& sealer)
        : sealer_(sealer), head_(table.name + ':' + joined(table.columns) + ':') {}
    void add(const Rows& rows) {
        for (const auto& row : rows) {
            std::string text = head_;
            for (std::size_t i = 0; i < row.size(); ++i) append(text, row.value(i));
            const auto hash = sealer_.index("backup row", text);
            all_.resize(hash.data.size(), '\0');
            for (std::size_t i = 0; i < all_.size(); ++i)
                all_[i] = static_cast<char>(all_[i] ^ hash.data[i]);
        }
        rows_ += rows.size();
    }
    std::uint64_t rows() const { return rows_; }
    // Hashed once more: nobody adds the sums of two backups to that of a third.
    TableSum result() const {
        return {rows_,
                in_hex(sealer_.index("backup", head_ + std::to_string(rows_) + ':' + all_).data)};
    }

private:
    const Sealer& sealer_;
    const std::string head_;
    std::string all_;
    std::uint64_t rows_ = 0;
};

class Insert {
public:
    Insert(Database& to, const TableShape& table) : to_(to) {
        const auto width = table.columns.size();
        const auto head = "INSERT INTO " + table.name + " (" + joined(table.columns) + ") VALUES ";
        one_ = head + '(' + places(1, width) + ')';
        many_ = head;
        for (std::size_t i = 0; i < kAtOnce; ++i)
            many_ += (i == 0 ? "(" : ", (") + places(1 + i * width, width) + ')';
    }
    base::Status rows(const std::vector<const Row*>& rows) {
        std::size_t at = 0;
        for (; at + kAtOnce <= rows.size(); at += kAtOnce) {
            std::vector<Value> values;
            for (std::size_t i = at; i < at + kAtOnce; ++i) add(values, *rows[i]);
            SDC_CHECK(to_.run(many_, std::move(values)));
        }
        for (; at < rows.size(); ++at) {
            std::vector<Value> values;
            add(values, *rows[at]);
            SDC_CHECK(to_.run(one_, std::move(values)));
        }
        return base::Done{};
    }

private:
    static void add(std::vector<Value>& values, const Row& row) {
        for (std::size_t i = 0; i < row.size(); ++i) values.push_back(row.value(i));
    }
    Database& to_;
    std::string one_;
    std::string many_;
};

// A tree within one table, which is small: parents go first, level by level.
base::Status insert_tree(Insert& insert, const TableShape& table, const Rows& rows) {
    const auto column = [&](const std::string& name) {
        return static_cast<std::size_t>(std::ranges::find(table.columns, name) -
                                        table.columns.begin());
    };
    const auto id = column(table.keys.front());
    const auto parent = column(table.parent);
    std::set<std::string> there;
    std::set<const Row*> done;
    for (bool more = true; more;) {
        more = false;
        std::vector<const Row*> level;
        for (const auto& row : rows)
            if (!done.contains(&row) && (row.null(parent) || there.contains(row.text(parent))))
                level.push_back(&row);
        SDC_CHECK(insert.rows(level));
        for (const auto* row : level) {
            there.insert(row->text(id));
            done.insert(row);
            more = true;
        }
    }
    if (done.size() == rows.size()) return base::Done{};
    return base::Error{base::Errc::BadInput, "the table " + table.name +
                                                 " refers to itself in a "
                                                 "circle; the backup is damaged"};
}

} // namespace

base::Result<std::vector<TableShape>> shapes_of(Database& sqlite) {
    SDC_TRY(const auto names, sqlite.query("SELECT name FROM sqlite_master WHERE type = 'table' "
                                           "ORDER BY name"));
    std::map<std::string, TableShape> waiting;
    std::map<std::string, std::set<std::string>> refers;
    for (const auto& name : names) {
        TableShape shape;
        shape.name = name.text(0);
        if (!ours(shape.name)) continue;
        SDC_TRY(
            const auto columns,
            sqlite.query("SELECT name, pk FROM pragma_table_info($1) ORDER BY cid", {shape.name}));
        std::map<std::int64_t, std::string> keys;
        for (const auto& column : columns) {
            shape.columns.push_back(column.text(0));
            if (column.integer(1) > 0) keys[column.integer(1)] = column.text(0);
        }
        for (const auto& [place, key] : keys) shape.keys.push_back(key);
        SDC_TRY(const auto references,
                sqlite.query("SELECT \"table\", \"from\" FROM pragma_foreign_key_list($1)",
                             {shape.name}));
        for (const auto& reference : references) {
            if (reference.text(0) == shape.name)
                shape.parent = reference.text(1);
            else
                refers[shape.name].insert(reference.text(0));
        }
        waiting.emplace(shape.name, std::move(shape));
    }
    std::vector<TableShape> out;
    while (!waiting.empty()) {
        const auto free = std::ranges::find_if(waiting, [&](const auto& each) {
            return std::ranges::none_of(refers[each.first],
                                        [&](const auto& other) { return waiting.contains(other); });
        });
        if (free == waiting.end())
            return base::Error{base::Errc::Internal, "tables refer to each other in a circle"};
        out.push_back(std::move(free->second));
        waiting.erase(free);
    }
    return out;
}

base::Result<Sums> copy_tables(Database& from, Database& to, const std::vector<TableShape>& tables,
                               const Sealer& sealer, const Progress& progress) {
    Sums sums;
    for (const auto& table : tables) {
        Sum sum(table, sealer);
        Insert insert(to, table);
        Rows tree;
        SDC_CHECK(each_page(from, table, [&](const Rows& rows) -> base::Status {
            sum.add(rows);
            progress(table.name, sum.rows());
            if (!table.parent.empty()) {
                tree.insert(tree.end(), rows.begin(), rows.end());
                return base::Done{};
            }
            std::vector<const Row*> all;
            for (const auto& row : rows) all.push_back(&row);
            return insert.rows(all);
        }));
        if (!table.parent.empty()) SDC_CHECK(insert_tree(insert, table, tree));
        sums[table.name] = sum.result();
    }
    return sums;
}

base::Result<Sums> sum_tables(Database& database, const std::vector<TableShape>& tables,
                              const Sealer& sealer, const Progress& progress) {
    Sums sums;
    for (const auto& table : tables) {
        Sum sum(table, sealer);
        SDC_CHECK(each_page(database, table, [&](const Rows& rows) -> base::Status {
            sum.add(rows);
            progress(table.name, sum.rows());
            return base::Done{};
        }));
        sums[table.name] = sum.result();
    }
    return sums;
}

base::Status empty_tables(Database& database, const std::vector<TableShape>& tables) {
    for (auto table = tables.rbegin(); table != tables.rend(); ++table) {
        // What refers to its own table goes first.
        if (!table->parent.empty())
            SDC_CHECK(
                database.run("UPDATE " + table->name + " SET " + table->parent + " = NULL", {}));
        SDC_CHECK(database.run("DELETE FROM " + table->name, {}));
    }
    return base::Done{};
}

} // namespace sangdam::store
