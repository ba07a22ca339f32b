// SPDX-License-Identifier: MIT
//
// The desk's cache and outbox (core::OfflineBox) in one SQLite file, sealed (고시 7조⑤: personal
// data on a handler's PC is encrypted) and committed with synchronous=FULL: what `kept` said is
// there after a power cut. Owns its disk thread.
#pragma once

#include "base/result.h"
#include "base/strand.h"
#include "core/ports/offline_box.h"
#include "store/sealer.h"

#include <filesystem>
#include <memory>

namespace sangdam::store {

class OfflineFile;

class SqliteOfflineBox final : public core::OfflineBox {
public:
    static constexpr int kMostRemembered = 2'000; // Answers, of all agents of this PC.

    // A damaged file is set aside (".damaged") and a new one begun. Unavailable: the folder is
    // missing, full or not writable; `what` says so.
    static base::Result<std::unique_ptr<SqliteOfflineBox>> open(const std::filesystem::path& file,
                                                                Sealer);
    ~SqliteOfflineBox() override; // Does what was asked, then joins.

    void remember(const core::AgentId&, std::string name, core::Remembered) override;
    void recall(const core::AgentId&, std::string name, Recalled) override;
    void keep(const core::AgentId&, core::WaitingWrite,
              std::function<void(base::Status)> kept) override;
    void refuse(const core::AgentId&, const std::string& key, std::string why) override;
    void drop(const core::AgentId&, const std::string& key) override;
    void waiting(const core::AgentId&, Loaded) override;

private:
    explicit SqliteOfflineBox(std::unique_ptr<OfflineFile>);
    std::unique_ptr<OfflineFile> file_; // Used on disk_ only; before it, so that it outlives it.
    std::unique_ptr<base::Strand> disk_;
};

} // namespace sangdam::store
