// SPDX-License-Identifier: MIT

#include "desk/handset_check_on.h"

#include <utility>

namespace sangdam::desk {

// Told on the call thread, tells on the other; `listener` belongs to the other.
struct HandsetCheckOn::Hop final : core::HandsetCheckListener,
                                   std::enable_shared_from_this<HandsetCheckOn::Hop> {
    Hop(base::Executor& executor, core::HandsetCheckListener* to)
        : replies(executor), listener(to) {}

    void plans_changed(const std::vector<core::HandsetPlan>& plans) override {
        tell([plans](core::HandsetCheckListener& to) { to.plans_changed(plans); });
    }
    void pressed(const core::HandsetPress& press) override {
        tell([press](core::HandsetCheckListener& to) { to.pressed(press); });
    }
    void teaching(const core::TeachView& view) override {
        tell([view](core::HandsetCheckListener& to) { to.teaching(view); });
    }
    void tell(std::function<void(core::HandsetCheckListener&)> what) {
        replies.post([self = shared_from_this(), what = std::move(what)] {
            if (self->listener != nullptr) what(*self->listener);
        });
    }

    base::Executor& replies;
    core::HandsetCheckListener* listener;
};

HandsetCheckOn::HandsetCheckOn(base::Executor& executor, Target target, base::Executor& replies)
    : executor_(executor), target_(std::move(target)), replies_(replies) {}

HandsetCheckOn::~HandsetCheckOn() { set_check_listener(nullptr); }

void HandsetCheckOn::go(std::function<void(core::HandsetCheck&)> what) {
    executor_.post([target = target_, what = std::move(what)] {
        if (auto* check = target()) what(*check);
    });
}

void HandsetCheckOn::set_check_listener(core::HandsetCheckListener* listener) {
    if (hop_) {
        hop_->listener = nullptr;
        // The hop lives until the other side has let go of it.
        go([hop = std::exchange(hop_, nullptr)](core::HandsetCheck& check) {
            check.set_check_listener(nullptr);
        });
    }
    if (listener == nullptr) return;
    hop_ = std::make_shared<Hop>(replies_, listener);
    go([hop = hop_](core::HandsetCheck& check) { check.set_check_listener(hop.get()); });
}

void HandsetCheckOn::try_lamps(const std::string& device, const std::vector<std::string>& roles) {
    go([device, roles](core::HandsetCheck& check) { check.try_lamps(device, roles); });
}
void HandsetCheckOn::teach(const std::string& device) {
    go([device](core::HandsetCheck& check) { check.teach(device); });
}
void HandsetCheckOn::answer(core::TeachAnswer answer) {
    go([answer](core::HandsetCheck& check) { check.answer(answer); });
}
void HandsetCheckOn::forget_taught(const std::string& device) {
    go([device](core::HandsetCheck& check) { check.forget_taught(device); });
}

} // namespace sangdam::desk
