// SPDX-License-Identifier: MIT
//
// Private to store: the tables of the offline box. Disk thread only.
#pragma once

#include "core/ports/offline_box.h"
#include "store/database.h"
#include "store/sealer.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::store {

class OfflineFile {
public:
    OfflineFile(std::unique_ptr<Database> database, Sealer sealer)
        : database_(std::move(database)), sealer_(std::move(sealer)) {}

    base::Status remember(const core::AgentId&, const std::string& name, const core::Remembered&);
    base::Result<std::optional<core::Remembered>> recall(const core::AgentId&,
                                                         const std::string& name);
    base::Status keep(const core::AgentId&, const core::WaitingWrite&);
    base::Status refuse(const core::AgentId&, const std::string& key, const std::string& why);
    base::Status drop(const core::AgentId&, const std::string& key);
    base::Result<std::vector<core::WaitingWrite>> waiting(const core::AgentId&);

private:
    std::unique_ptr<Database> database_;
    Sealer sealer_;
};

} // namespace sangdam::store
