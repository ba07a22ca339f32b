// SPDX-License-Identifier: MIT
//
// The first answer to each Idempotency-Key, so that a retry changes nothing and is told the same.
// Keep the answer in the transaction that did the work. Thread: see store/database.h.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/ids.h"
#include "store/database.h"
#include "store/sealer.h"

#include <optional>
#include <string>

namespace sangdam::store {

struct FirstAnswer {
    std::string request; // Method, path and body: a key used for another one is a mistake.
    int status = 0;
    std::string etag;
    std::string body;
};

class Idempotency {
public:
    Idempotency(Database& database, const Sealer& sealer) : database_(database), sealer_(sealer) {}

    // Empty: never seen. Conflict: the key belongs to another request.
    base::Result<std::optional<FirstAnswer>> find(const core::AgentId&, const std::string& key,
                                                  const std::string& request);
    base::Status keep(const core::AgentId&, const std::string& key, const FirstAnswer&,
                      base::WallTime now);
    base::Status prune(base::WallTime before);

private:
    Database& database_;
    const Sealer& sealer_;
};

} // namespace sangdam::store
