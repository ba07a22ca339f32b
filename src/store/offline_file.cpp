// SPDX-License-Identifier: MIT

#include "store/offline_file.h"

#include "base/log.h"
#include "store/offline_box.h"
#include "store/sealed_field.h"

namespace sangdam::store {
namespace {

constexpr const char* kText = "remembered.text";
constexpr const char* kBody = "waiting_writes.body";
constexpr const char* kNamePurpose = "remembered.name";

std::string place(const core::AgentId& owner, const std::string& what) {
    return owner.value + '/' + what;
}

} // namespace

base::Status OfflineFile::remember(const core::AgentId& owner, const std::string& name,
                                   const core::Remembered& what) {
    SDC_TRY(auto transaction, Transaction::begin(*database_));
    SDC_CHECK(database_->run(
        "INSERT INTO remembered (owner, name, text, read_at) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (owner, name) DO UPDATE SET text = excluded.text, read_at = excluded.read_at",
        {owner, sealer_.index(kNamePurpose, name),
         seal_field(sealer_, kText, place(owner, name), what.text), what.read_at}));
    SDC_CHECK(database_->run("DELETE FROM remembered WHERE (owner, name) IN (SELECT owner, name "
                             "FROM remembered ORDER BY read_at DESC LIMIT 100 OFFSET $1)",
                             {SqliteOfflineBox::kMostRemembered}));
    return transaction.commit();
}

base::Result<std::optional<core::Remembered>> OfflineFile::recall(const core::AgentId& owner,
                                                                  const std::string& name) {
    SDC_TRY(const auto row,
            database_->first("SELECT text, read_at FROM remembered WHERE owner = $1 AND name = $2",
                             {owner, sealer_.index(kNamePurpose, name)}));
    if (!row) return std::optional<core::Remembered>();
    core::Remembered out;
    SDC_TRY(out.text, unseal_field(sealer_, kText, place(owner, name), *row, 0));
    out.read_at = row->time(1);
    return std::optional(std::move(out));
}

base::Status OfflineFile::keep(const core::AgentId& owner, const core::WaitingWrite& write) {
    return database_->run(
        "INSERT INTO waiting_writes (owner, key, kind, body, written_at, refused) "
        "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (owner, key) DO UPDATE SET "
        "kind = excluded.kind, body = excluded.body, written_at = excluded.written_at, "
        "refused = excluded.refused",
        {owner, write.key, write.kind,
         seal_field(sealer_, kBody, place(owner, write.key), write.body), write.written,
         write.refused});
}

base::Status OfflineFile::refuse(const core::AgentId& owner, const std::string& key,
                                 const std::string& why) {
    return database_->run("UPDATE waiting_writes SET refused = $3 WHERE owner = $1 AND key = $2",
                          {owner, key, why});
}

base::Status OfflineFile::drop(const core::AgentId& owner, const std::string& key) {
    return database_->run("DELETE FROM waiting_writes WHERE owner = $1 AND key = $2", {owner, key});
}

base::Result<std::vector<core::WaitingWrite>> OfflineFile::waiting(const core::AgentId& owner) {
    SDC_TRY(const auto rows,
            database_->query("SELECT key, kind, body, written_at, refused FROM waiting_writes "
                             "WHERE owner = $1 ORDER BY position",
                             {owner}));
    std::vector<core::WaitingWrite> out;
    for (const auto& row : rows) {
        core::WaitingWrite each;
        each.key = row.text(0);
        each.kind = row.text(1);
        auto body = unseal_field(sealer_, kBody, place(owner, each.key), row, 2);
        if (!body) { // One that does not open must not hold up the others; it stays in the file.
            base::log::error("offline", "a waiting write: {}", body.error().what);
            continue;
        }
        each.body = std::move(*body);
        each.written = row.time(3);
        each.refused = row.text(4);
        out.push_back(std::move(each));
    }
    return out;
}

} // namespace sangdam::store
