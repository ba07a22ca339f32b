// SPDX-License-Identifier: MIT

#include "store/draft_box.h"

#include "base/log.h"
#include "store/draft_writer.h"
#include "store/migrations.h"
#include "store/set_aside.h"
#include "store/sqlite/sqlite_database.h"

#include <utility>

namespace sangdam::store {
namespace {

namespace fs = std::filesystem;

base::Result<std::unique_ptr<Database>> open_drafts(const fs::path& file) {
    SDC_TRY(auto database, open_sqlite(file, IfMissing::Create, Inspect::WholeFile));
    // The time of a migration matters to nobody here.
    SDC_CHECK(migrate(*database, draft_migrations(), base::WallTime{}));
    return database;
}

} // namespace

base::Result<std::unique_ptr<SqliteDraftBox>> SqliteDraftBox::open(const fs::path& file,
                                                                   Sealer sealer) {
    auto database = open_drafts(file);
    if (!database && database.error().code == base::Errc::BadInput) {
        base::log::error("drafts", "{}; it is set aside", database.error().what);
        if (set_aside(file)) database = open_drafts(file);
    }
    if (!database) return database.error();
    auto writer = std::make_unique<DraftWriter>(std::move(*database), std::move(sealer));
    return std::unique_ptr<SqliteDraftBox>(new SqliteDraftBox(std::move(writer)));
}

SqliteDraftBox::SqliteDraftBox(std::unique_ptr<DraftWriter> writer)
    : writer_(std::move(writer)), disk_(std::make_unique<base::Strand>("disk")) {
    writer_->start(*disk_);
}

SqliteDraftBox::~SqliteDraftBox() {
    disk_->post([writer = writer_.get()] { writer->close(); });
    disk_.reset(); // Runs that, and joins.
}

void SqliteDraftBox::keep(core::Draft draft, std::function<void(base::Status)> done) {
    disk_->post(
        [writer = writer_.get(), draft = std::move(draft), done = std::move(done)]() mutable {
            writer->keep(std::move(draft), std::move(done));
        });
}

void SqliteDraftBox::drop(const core::CallRef& call) {
    disk_->post([writer = writer_.get(), call] { writer->drop(call); });
}

void SqliteDraftBox::all(std::function<void(base::Result<std::vector<core::Draft>>)> loaded) {
    disk_->post([writer = writer_.get(), loaded = std::move(loaded)] { loaded(writer->all()); });
}

} // namespace sangdam::store
