// SPDX-License-Identifier: MIT
//
// Several handsets as one: the USB handsets and the one on the screen. All ring; what any of them
// wants reaches the desk. Call thread only.
#pragma once

#include "core/ports/handset.h"

#include <memory>
#include <vector>

namespace sangdam::shell {

class HandsetFan final : public core::Handset {
public:
    HandsetFan();
    ~HandsetFan() override;

    void add(std::shared_ptr<core::Handset>);

    void set_listener(core::HandsetListener*) override;
    void show(const core::HandsetView&) override;

private:
    struct Blade; // One handset, and what it last said.
    void devices_changed();

    std::vector<std::unique_ptr<Blade>> blades_;
    core::HandsetListener* listener_ = nullptr;
    core::HandsetView view_;
};

} // namespace sangdam::shell
