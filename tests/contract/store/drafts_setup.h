// SPDX-License-Identifier: MIT
//
// A draft box used as a test uses it: asking, and waiting for the disk thread's answer.
#pragma once

#include "drivers.h"
#include "fakes/records.h"
#include "store/draft_box.h"

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace sangdam::store {

inline core::Draft a_draft(const std::string& call, const std::string& note, int second) {
    core::Draft draft;
    draft.wrap_up = fakes::a_wrap_up();
    draft.wrap_up.call = core::CallRef(call);
    draft.wrap_up.note = note;
    draft.caller = core::PhoneNumber::parse("010-0000-5678");
    draft.heading = "김민수";
    draft.changed = fakes::moment(second);
    return draft;
}

inline std::unique_ptr<SqliteDraftBox> open_box(const std::filesystem::path& file) {
    auto box = SqliteDraftBox::open(file, test_sealer());
    EXPECT_TRUE(box) << box.error().what;
    return box ? std::move(*box) : nullptr;
}

inline bool keep(core::DraftBox& box, core::Draft draft) {
    std::promise<bool> told;
    box.keep(std::move(draft), [&](base::Status kept) { told.set_value(kept.has_value()); });
    return told.get_future().get();
}

inline std::vector<core::Draft> all(core::DraftBox& box) {
    std::promise<std::vector<core::Draft>> told;
    box.all([&](base::Result<std::vector<core::Draft>> drafts) {
        EXPECT_TRUE(drafts);
        told.set_value(drafts ? std::move(*drafts) : std::vector<core::Draft>{});
    });
    return told.get_future().get();
}

} // namespace sangdam::store
