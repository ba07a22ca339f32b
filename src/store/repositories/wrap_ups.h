// SPDX-License-Identifier: MIT
//
// What agents wrote down. Every revision stays; a note is sealed. Thread: see store/database.h.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/wrap_up.h"
#include "store/database.h"
#include "store/sealer.h"

#include <vector>

namespace sangdam::store {

class WrapUps {
public:
    WrapUps(Database& database, const Sealer& sealer) : database_(database), sealer_(sealer) {}

    // `revision` is the one that was edited (0: none yet); the answer has the new one. The same
    // text upon the same revision sent twice is one. Conflict: somebody was faster; read again.
    // NotFound: no such call.
    base::Result<core::WrapUp> save(const core::WrapUp&, base::WallTime now);
    base::Result<core::WrapUp> find(const core::CallRef&); // The newest. NotFound: none yet.
    base::Result<std::vector<core::WrapUp>> revisions(const core::CallRef&); // Oldest first.

private:
    Database& database_;
    const Sealer& sealer_;
};

extern const char* const kWrapUpColumns;
base::Result<core::WrapUp> read_wrap_up(const Row&, std::size_t first, const Sealer&);

} // namespace sangdam::store
