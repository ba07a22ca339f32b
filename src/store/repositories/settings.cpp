// SPDX-License-Identifier: MIT

#include "store/repositories/settings.h"

#include <algorithm>
#include <cstdlib>

namespace sangdam::store {
namespace {

constexpr int kLevels = 3; // 대/중/소
constexpr const char* kChoicesRevision = "choices revision";

std::string_view name(Settings::List list) {
    switch (list) {
    case Settings::List::Emotions: return "emotion";
    case Settings::List::Grades: return "grade";
    case Settings::List::Statuses: return "status";
    }
    return "";
}

core::OwnNumber read_number(const Row& row) {
    return {row.text(0), row.text(1),       row.flag(2),   row.text(3),
            row.text(4), row.maybe_time(5), row.integer(6)};
}

// Every node within three steps of a top one; a loop never gets there.
bool fits_three_levels(const std::vector<core::Category>& tree) {
    return std::ranges::all_of(tree, [&](const core::Category& node) {
        core::CategoryId at = node.parent;
        for (int level = 1; level < kLevels && !at.empty(); ++level) {
            const auto parent = std::ranges::find(tree, at, &core::Category::id);
            if (parent == tree.end()) return false;
            at = parent->parent;
        }
        return at.empty();
    });
}

void append_children(const std::vector<core::Category>& sorted, const core::CategoryId& parent,
                     int levels, std::vector<core::Category>& out) {
    if (levels == 0) return;
    for (const auto& each : sorted) {
        if (each.parent != parent) continue;
        out.push_back(each);
        append_children(sorted, each.id, levels - 1, out);
    }
}

} // namespace

base::Status Settings::put_number(const core::OwnNumber& number) {
    return database_.run(
        "INSERT INTO own_numbers (number_key, label, approved, proof, holder, expires_at) "
        "VALUES ($1, $2, $3, $4, $5, $6) "
        "ON CONFLICT (number_key) DO UPDATE SET label = excluded.label, "
        "approved = excluded.approved, proof = excluded.proof, holder = excluded.holder, "
        "expires_at = excluded.expires_at, revision = own_numbers.revision + 1",
        {number.key, number.label, number.approved, number.proof, number.holder,
         number.expires_at});
}

base::Result<core::OwnNumber> Settings::save_number(const core::OwnNumber& number) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    SDC_TRY(const auto row, database_.first("SELECT revision FROM own_numbers "
                                            "WHERE number_key = $1",
                                            {number.key}));
    if ((row ? row->integer(0) : 0) != number.revision)
        return base::Error{base::Errc::Conflict, "somebody else changed this number"};
    SDC_CHECK(put_number(number));
    SDC_CHECK(transaction.commit());
    auto saved = number;
    ++saved.revision;
    return saved;
}

base::Result<std::vector<core::OwnNumber>> Settings::numbers() {
    SDC_TRY(const auto rows,
            database_.query("SELECT number_key, label, approved, proof, holder, expires_at, "
                            "revision FROM own_numbers ORDER BY number_key"));
    std::vector<core::OwnNumber> out;
    for (const auto& row : rows) out.push_back(read_number(row));
    return out;
}

base::Result<std::vector<core::OwnNumber>> Settings::numbers_of(const core::AgentId& agent,
                                                                base::WallTime now) {
    SDC_TRY(const auto rows,
            database_.query("SELECT o.number_key, o.label, o.approved, o.proof, o.holder, "
                            "o.expires_at, o.revision "
                            "FROM agent_numbers a JOIN own_numbers o "
                            "ON o.number_key = a.number_key "
                            "WHERE a.agent = $1 AND o.approved = 1 "
                            "AND (o.expires_at IS NULL OR o.expires_at > $2) ORDER BY a.place",
                            {agent, now}));
    std::vector<core::OwnNumber> out;
    for (const auto& row : rows) out.push_back(read_number(row));
    return out;
}

base::Status Settings::put_category(const core::Category& category) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    SDC_TRY(auto tree, categories());
    if (const auto old = std::ranges::find(tree, category.id, &core::Category::id);
        old != tree.end())
        *old = category;
    else
        tree.push_back(category);
    if (category.id.empty() || category.label.empty() || !fits_three_levels(tree))
        return base::Error{base::Errc::BadInput,
                           "a category needs a label and a place in a tree of three levels"};
    SDC_CHECK(database_.run(
        "INSERT INTO categories (id, parent, label, place, enabled) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (id) DO UPDATE SET parent = excluded.parent, label = excluded.label, "
        "place = excluded.place, enabled = excluded.enabled, revision = categories.revision + 1",
        {category.id, category.parent, category.label, category.position, category.enabled}));
    return transaction.commit();
}

base::Result<core::Category> Settings::save_category(const core::Category& category) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    SDC_TRY(const auto row,
            database_.first("SELECT revision FROM categories WHERE id = $1", {category.id}));
    if ((row ? row->integer(0) : 0) != category.revision)
        return base::Error{base::Errc::Conflict, "somebody else changed this category"};
    SDC_CHECK(put_category(category));
    SDC_CHECK(transaction.commit());
    auto saved = category;
    ++saved.revision;
    return saved;
}

base::Result<std::vector<core::Category>> Settings::categories() {
    SDC_TRY(const auto rows, database_.query("SELECT id, parent, label, place, enabled, revision "
                                             "FROM categories ORDER BY place, label, id"));
    std::vector<core::Category> sorted;
    for (const auto& row : rows)
        sorted.push_back({row.id<core::CategoryId>(0), row.id<core::CategoryId>(1), row.text(2),
                          static_cast<int>(row.integer(3)), row.flag(4), row.integer(5)});
    std::vector<core::Category> tree;
    append_children(sorted, {}, kLevels, tree);
    return tree;
}

base::Status Settings::put_list(List list, const std::vector<std::string>& labels,
                                const std::vector<std::string>& negative) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    SDC_CHECK(database_.run("DELETE FROM choices WHERE list = $1", {name(list)}));
    int place = 0;
    for (const auto& label : labels) {
        const bool bad = std::ranges::find(negative, label) != negative.end();
        SDC_CHECK(database_.run(
            "INSERT INTO choices (list, place, label, negative) VALUES ($1, $2, $3, $4)",
            {name(list), place++, label, bad}));
    }
    return transaction.commit();
}

base::Result<std::vector<std::string>> Settings::labels(List list, bool negative_only) {
    SDC_TRY(const auto rows,
            database_.query("SELECT label FROM choices WHERE list = $1 AND negative >= $2 "
                            "ORDER BY place",
                            {name(list), negative_only}));
    std::vector<std::string> out;
    for (const auto& row : rows) out.push_back(row.text(0));
    return out;
}

base::Result<core::WrapUpChoices> Settings::choices() {
    core::WrapUpChoices out;
    SDC_TRY(out.categories, categories());
    SDC_TRY(out.emotions, labels(List::Emotions));
    SDC_TRY(out.grades, labels(List::Grades));
    SDC_TRY(out.statuses, labels(List::Statuses));
    SDC_TRY(out.negative_emotions, labels(List::Emotions, true));
    SDC_TRY(const auto revision, get(kChoicesRevision));
    out.revision = revision ? std::atoll(revision->c_str()) : 1;
    return out;
}

base::Result<core::WrapUpChoices> Settings::save_choices(const core::WrapUpChoices& given) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    SDC_TRY(const auto stored, choices());
    if (stored.revision != given.revision)
        return base::Error{base::Errc::Conflict, "somebody else changed the choices"};
    SDC_CHECK(put_list(List::Emotions, given.emotions, given.negative_emotions));
    SDC_CHECK(put_list(List::Grades, given.grades));
    SDC_CHECK(put_list(List::Statuses, given.statuses));
    SDC_CHECK(put(kChoicesRevision, std::to_string(given.revision + 1)));
    SDC_TRY(auto saved, choices());
    SDC_CHECK(transaction.commit());
    return saved;
}

base::Status Settings::put(std::string_view name, std::string_view value) {
    return database_.run("INSERT INTO settings (name, value) VALUES ($1, $2) "
                         "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                         {name, value});
}

base::Result<std::optional<std::string>> Settings::get(std::string_view name) {
    SDC_TRY(const auto row, database_.first("SELECT value FROM settings WHERE name = $1", {name}));
    if (!row) return std::optional<std::string>{};
    return std::optional<std::string>{row->text(0)};
}

} // namespace sangdam::store
