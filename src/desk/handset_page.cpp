// SPDX-License-Identifier: MIT

#include "desk/handset_page.h"

#include <algorithm>
#include <utility>

namespace sangdam::desk {

const core::HandsetPlan* HandsetPageView::plan() const {
    const auto at = std::ranges::find_if(
        devices, [&](const core::HandsetPlan& each) { return each.device.id == chosen; });
    return at == devices.end() ? nullptr : &*at;
}

HandsetPage::~HandsetPage() {
    if (view().open) check_.set_check_listener(nullptr);
}

void HandsetPage::open() {
    if (view().open) return;
    change([](HandsetPageView& v) { v.open = true; });
    check_.set_check_listener(this);
}

void HandsetPage::close() {
    if (!view().open) return;
    check_.set_check_listener(nullptr);
    fading_.clear();
    view_.set({});
}

void HandsetPage::choose(const std::string& id) {
    if (id == view().chosen) return;
    if (!view().lit.empty()) check_.try_lamps(view().chosen, {});
    fading_.clear();
    change([&](HandsetPageView& v) {
        v.chosen = id;
        v.pressed.clear();
        v.last_role.clear();
        v.last_what.clear();
        v.lit.clear();
    });
}

void HandsetPage::toggle_lamp(const std::string& role) {
    change([&](HandsetPageView& v) {
        if (v.lit.erase(role) == 0) v.lit.insert(role);
    });
    check_.try_lamps(view().chosen, {view().lit.begin(), view().lit.end()});
}

void HandsetPage::teach() {
    if (view().plan() == nullptr) return;
    if (!view().lit.empty()) check_.try_lamps(view().chosen, {});
    change([](HandsetPageView& v) { v.lit.clear(); });
    check_.teach(view().chosen);
}

void HandsetPage::answer(core::TeachAnswer answer) { check_.answer(answer); }

void HandsetPage::forget_taught() {
    if (view().plan() != nullptr) check_.forget_taught(view().chosen);
}

void HandsetPage::plans_changed(const std::vector<core::HandsetPlan>& plans) {
    change([&](HandsetPageView& v) {
        v.devices = plans;
        if (v.plan() != nullptr) return;
        // A telephone rather than the webcam beside it.
        const auto phone = std::ranges::find_if(
            plans, [](const core::HandsetPlan& each) { return each.device.is_phone; });
        v.chosen = phone != plans.end() ? phone->device.id
                   : plans.empty()      ? std::string{}
                                        : plans.front().device.id;
        v.lit.clear();
    });
}

void HandsetPage::pressed(const core::HandsetPress& press) {
    if (press.device != view().chosen) return;
    change([&](HandsetPageView& v) {
        v.pressed[press.role] = press.what;
        v.last_role = press.role;
        v.last_what = press.what;
    });
    // A level stays as it is; a press fades.
    if (press.what == "on" || press.what == "off") return;
    fading_[press.role] = timers_.after(kPressShown, [this, role = press.role] {
        change([&](HandsetPageView& v) { v.pressed.erase(role); });
    });
}

void HandsetPage::teaching(const core::TeachView& teaching) {
    change([&](HandsetPageView& v) { v.teaching = teaching; });
}

} // namespace sangdam::desk
