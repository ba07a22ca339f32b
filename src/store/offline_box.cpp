// SPDX-License-Identifier: MIT

#include "store/offline_box.h"

#include "base/log.h"
#include "store/migrations.h"
#include "store/offline_file.h"
#include "store/set_aside.h"
#include "store/sqlite/sqlite_database.h"

#include <utility>

namespace sangdam::store {
namespace {

base::Result<std::unique_ptr<Database>> open_file(const std::filesystem::path& file) {
    SDC_TRY(auto database, open_sqlite(file, IfMissing::Create, Inspect::WholeFile));
    // The time of a migration matters to nobody here.
    SDC_CHECK(migrate(*database, offline_migrations(), base::WallTime{}));
    return database;
}

void note(const base::Status& done, const char* what) {
    if (!done) base::log::error("offline", "{}: {}", what, done.error().what);
}

} // namespace

base::Result<std::unique_ptr<SqliteOfflineBox>>
SqliteOfflineBox::open(const std::filesystem::path& file, Sealer sealer) {
    auto database = open_file(file);
    if (!database && database.error().code == base::Errc::BadInput) {
        base::log::error("offline", "{}; it is set aside", database.error().what);
        if (set_aside(file)) database = open_file(file);
    }
    if (!database) return database.error();
    return std::unique_ptr<SqliteOfflineBox>(new SqliteOfflineBox(
        std::make_unique<OfflineFile>(std::move(*database), std::move(sealer))));
}

SqliteOfflineBox::SqliteOfflineBox(std::unique_ptr<OfflineFile> file)
    : file_(std::move(file)), disk_(std::make_unique<base::Strand>("offline")) {}

SqliteOfflineBox::~SqliteOfflineBox() { disk_.reset(); }

void SqliteOfflineBox::remember(const core::AgentId& owner, std::string name,
                                core::Remembered what) {
    disk_->post([file = file_.get(), owner, name = std::move(name), what = std::move(what)] {
        note(file->remember(owner, name, what), "an answer is not remembered");
    });
}

void SqliteOfflineBox::recall(const core::AgentId& owner, std::string name, Recalled recalled) {
    disk_->post([file = file_.get(), owner, name = std::move(name),
                 recalled = std::move(recalled)] { recalled(file->recall(owner, name)); });
}

void SqliteOfflineBox::keep(const core::AgentId& owner, core::WaitingWrite write,
                            std::function<void(base::Status)> kept) {
    disk_->post([file = file_.get(), owner, write = std::move(write), kept = std::move(kept)] {
        kept(file->keep(owner, write));
    });
}

void SqliteOfflineBox::refuse(const core::AgentId& owner, const std::string& key, std::string why) {
    disk_->post([file = file_.get(), owner, key, why = std::move(why)] {
        note(file->refuse(owner, key, why), "a refusal is not noted");
    });
}

void SqliteOfflineBox::drop(const core::AgentId& owner, const std::string& key) {
    disk_->post([file = file_.get(), owner, key] {
        note(file->drop(owner, key), "a write that was answered stays; it will be sent again");
    });
}

void SqliteOfflineBox::waiting(const core::AgentId& owner, Loaded loaded) {
    disk_->post(
        [file = file_.get(), owner, loaded = std::move(loaded)] { loaded(file->waiting(owner)); });
}

} // namespace sangdam::store
