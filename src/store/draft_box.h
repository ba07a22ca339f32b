// SPDX-License-Identifier: MIT
//
// What the agent has typed, on this PC's disk: sealed (고시 7조⑤: personal data on a handler's PC
// is encrypted), committed with synchronous=FULL, at most one write per 100 ms however fast
// somebody types. Owns the disk thread.
#pragma once

#include "base/result.h"
#include "base/strand.h"
#include "core/ports/draft_box.h"
#include "store/sealer.h"

#include <filesystem>
#include <memory>

namespace sangdam::store {

class DraftWriter;

class SqliteDraftBox final : public core::DraftBox {
public:
    // A damaged file is set aside (".damaged") and a new one begun: an agent must be able to work.
    // Unavailable: the folder is missing, full or not writable; `what` says so.
    static base::Result<std::unique_ptr<SqliteDraftBox>> open(const std::filesystem::path& file,
                                                              Sealer sealer);
    ~SqliteDraftBox() override; // Writes what waits, calls its `done`, then joins.

    void keep(core::Draft, std::function<void(base::Status)> done) override;
    void drop(const core::CallRef&) override;
    void all(std::function<void(base::Result<std::vector<core::Draft>>)> loaded) override;

private:
    explicit SqliteDraftBox(std::unique_ptr<DraftWriter> writer);
    std::unique_ptr<DraftWriter> writer_; // Used on disk_ only; before it, so that it outlives it.
    std::unique_ptr<base::Strand> disk_;
};

} // namespace sangdam::store
