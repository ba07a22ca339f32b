// SPDX-License-Identifier: MIT

#include "shell/handset_fan.h"

#include <utility>

namespace sangdam::shell {

struct HandsetFan::Blade final : core::HandsetListener {
    Blade(HandsetFan& owner, std::shared_ptr<core::Handset> one)
        : fan(owner), handset(std::move(one)) {}
    ~Blade() override { handset->set_listener(nullptr); }

    void handset_command(const core::HandsetCommand& command) override {
        if (fan.listener_ != nullptr) fan.listener_->handset_command(command);
    }
    void handsets_changed(const std::vector<core::HandsetDevice>& now) override {
        devices = now;
        fan.devices_changed();
    }

    HandsetFan& fan;
    std::shared_ptr<core::Handset> handset;
    std::vector<core::HandsetDevice> devices;
};

HandsetFan::HandsetFan() = default;
HandsetFan::~HandsetFan() = default;

void HandsetFan::add(std::shared_ptr<core::Handset> handset) {
    auto& blade = *blades_.emplace_back(std::make_unique<Blade>(*this, std::move(handset)));
    blade.handset->set_listener(&blade);
    blade.handset->show(view_);
}

void HandsetFan::set_listener(core::HandsetListener* listener) {
    listener_ = listener;
    devices_changed();
}

void HandsetFan::show(const core::HandsetView& view) {
    view_ = view;
    for (const auto& blade : blades_) blade->handset->show(view);
}

void HandsetFan::devices_changed() {
    if (listener_ == nullptr) return;
    std::vector<core::HandsetDevice> all;
    for (const auto& blade : blades_)
        all.insert(all.end(), blade->devices.begin(), blade->devices.end());
    listener_->handsets_changed(all);
}

} // namespace sangdam::shell
