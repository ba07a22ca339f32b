// SPDX-License-Identifier: MIT

#include "store/draft_writer.h"

#include "base/log.h"
#include "core/number_text.h"
#include "store/sealed_field.h"

#include <chrono>
#include <utility>

namespace sangdam::store {
namespace {

constexpr std::chrono::milliseconds kRest{100};
constexpr const char* kNote = "drafts.note";
constexpr const char* kCaller = "drafts.caller";
constexpr const char* kHeading = "drafts.heading";

} // namespace

void DraftWriter::keep(core::Draft draft, Done done) {
    const core::CallRef call = draft.wrap_up.call;
    waiting_.insert_or_assign(call, std::move(draft));
    if (done) dones_.push_back(std::move(done));
    if (!resting_) flush();
}

// At once: it was sent, and must not come back after a crash in the next 100 ms.
void DraftWriter::drop(const core::CallRef& call) {
    waiting_.insert_or_assign(call, std::nullopt);
    flush();
}

void DraftWriter::flush() {
    const auto written = write();
    if (written)
        waiting_.clear();
    else // It stays here and is tried again with the next keystroke or after the rest.
        base::log::error("drafts", "not on disk: {}", written.error().what);
    for (auto& done : std::exchange(dones_, {})) done(written);
    resting_ = true;
    rest_ = timers_->after(kRest, [this] {
        resting_ = false;
        if (!waiting_.empty()) flush();
    });
}

base::Status DraftWriter::write() {
    SDC_TRY(auto transaction, Transaction::begin(*database_));
    for (const auto& [call, draft] : waiting_) {
        if (draft)
            SDC_CHECK(write_one(*draft));
        else
            SDC_CHECK(database_->run("DELETE FROM drafts WHERE call_ref = $1", {call}));
    }
    return transaction.commit();
}

base::Status DraftWriter::write_one(const core::Draft& draft) {
    const auto& w = draft.wrap_up;
    const auto& id = w.call.value;
    return database_->run(
        "INSERT INTO drafts (call_ref, category, emotion, grade, status, note, author, revision, "
        "caller, heading, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
        "ON CONFLICT (call_ref) DO UPDATE SET category = excluded.category, "
        "emotion = excluded.emotion, grade = excluded.grade, status = excluded.status, "
        "note = excluded.note, author = excluded.author, revision = excluded.revision, "
        "caller = excluded.caller, heading = excluded.heading, changed_at = excluded.changed_at",
        {w.call, w.category, w.emotion, w.grade, w.status, seal_field(sealer_, kNote, id, w.note),
         w.author, w.revision, seal_field(sealer_, kCaller, id, core::number_text(draft.caller)),
         seal_field(sealer_, kHeading, id, draft.heading), draft.changed});
}

base::Result<core::Draft> DraftWriter::read(const Row& row) {
    core::Draft out;
    auto& w = out.wrap_up;
    w.call = row.id<core::CallRef>(0);
    w.category = row.id<core::CategoryId>(1);
    w.emotion = row.text(2);
    w.grade = row.text(3);
    w.status = row.text(4);
    SDC_TRY(w.note, unseal_field(sealer_, kNote, w.call.value, row, 5));
    w.author = row.id<core::AgentId>(6);
    w.revision = row.integer(7);
    SDC_TRY(out.caller, unseal_number(sealer_, kCaller, w.call.value, row, 8));
    SDC_TRY(out.heading, unseal_field(sealer_, kHeading, w.call.value, row, 9));
    out.changed = row.time(10);
    return out;
}

base::Result<std::vector<core::Draft>> DraftWriter::all() {
    if (!waiting_.empty()) flush();
    SDC_TRY(const auto rows,
            database_->query("SELECT call_ref, category, emotion, grade, status, note, author, "
                             "revision, caller, heading, changed_at FROM drafts "
                             "ORDER BY changed_at, call_ref"));
    std::vector<core::Draft> out;
    for (const auto& row : rows) {
        // One that does not open must not hide the others; it stays in the file.
        if (auto draft = read(row))
            out.push_back(std::move(*draft));
        else
            base::log::error("drafts", "{}", draft.error().what);
    }
    return out;
}

void DraftWriter::close() {
    if (!waiting_.empty()) flush();
    rest_.reset();
}

} // namespace sangdam::store
