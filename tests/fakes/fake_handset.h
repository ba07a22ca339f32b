// SPDX-License-Identifier: MIT
//
// A handset without USB: the test lifts it, and sees what it was told to show.
#pragma once

#include "core/ports/handset.h"

#include <vector>

namespace sangdam::fakes {

class FakeHandset final : public core::Handset {
public:
    void set_listener(core::HandsetListener* listener) override { listener_ = listener; }
    void show(const core::HandsetView& view) override { shown.push_back(view); }

    void does(const core::HandsetCommand& command) {
        if (listener_) listener_->handset_command(command);
    }
    void plugged(const std::vector<core::HandsetDevice>& devices) {
        if (listener_) listener_->handsets_changed(devices);
    }

    std::vector<core::HandsetView> shown;

private:
    core::HandsetListener* listener_ = nullptr;
};

} // namespace sangdam::fakes
