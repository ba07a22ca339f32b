// SPDX-License-Identifier: MIT
//
// A draft box in memory. Its "disk thread" is an executor of the test's, so that a test decides
// when a write is done; what was not run is what a kill -9 would have lost.
#pragma once

#include "base/executor.h"
#include "core/ports/draft_box.h"

#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace sangdam::fakes {

class FakeDraftBox final : public core::DraftBox {
public:
    explicit FakeDraftBox(base::Executor& disk) : disk_(disk) {}

    void keep(core::Draft draft, std::function<void(base::Status)> done) override {
        disk_.post([this, draft = std::move(draft), done = std::move(done)] {
            ++writes;
            if (broken) return done(base::Error{base::Errc::Internal, "disk full"});
            on_disk[draft.wrap_up.call] = draft;
            done(base::Done{});
        });
    }
    void drop(const core::CallRef& ref) override {
        disk_.post([this, ref] { on_disk.erase(ref); });
    }
    void all(std::function<void(base::Result<std::vector<core::Draft>>)> loaded) override {
        disk_.post([this, loaded = std::move(loaded)] {
            std::vector<core::Draft> drafts;
            for (const auto& [ref, draft] : on_disk) drafts.push_back(draft);
            loaded(drafts);
        });
    }

    std::map<core::CallRef, core::Draft> on_disk;
    bool broken = false;
    int writes = 0;

private:
    base::Executor& disk_;
};

} // namespace sangdam::fakes
