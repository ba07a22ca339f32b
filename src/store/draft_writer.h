// SPDX-License-Identifier: MIT
//
// Private to store: gathers what is typed and writes it in one commit, at most every 100 ms. The
// first keystroke after a rest is written at once. Thread: the disk thread only.
#pragma once

#include "base/result.h"
#include "base/timers.h"
#include "core/ports/draft_box.h"
#include "store/database.h"
#include "store/sealer.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace sangdam::store {

class DraftWriter {
public:
    using Done = std::function<void(base::Status)>;

    DraftWriter(std::unique_ptr<Database> database, Sealer sealer)
        : database_(std::move(database)), sealer_(std::move(sealer)) {}

    void start(base::Timers& timers) { timers_ = &timers; }
    void keep(core::Draft, Done);
    void drop(const core::CallRef&);
    base::Result<std::vector<core::Draft>> all();
    void close(); // Writes what waits; no timer is left behind.

private:
    void flush();
    base::Status write();
    base::Status write_one(const core::Draft&);
    base::Result<core::Draft> read(const Row&);

    std::unique_ptr<Database> database_;
    Sealer sealer_;
    base::Timers* timers_ = nullptr;
    // By call, the newest only: bounded by the calls that are open at once. None: drop it.
    std::map<core::CallRef, std::optional<core::Draft>> waiting_;
    std::vector<Done> dones_;
    base::Timer rest_;
    bool resting_ = false;
};

} // namespace sangdam::store
