// SPDX-License-Identifier: MIT
//
// The thread hop between the settings page (presenters' executor) and the handsets (call thread),
// as decorator in both directions. Presenters' executor.
#pragma once

#include "base/executor.h"
#include "core/ports/handset_check.h"

#include <functional>
#include <memory>

namespace sangdam::desk {

class HandsetCheckOn final : public core::HandsetCheck {
public:
    // Asked on `executor`, each time; null: there are no USB handsets here.
    using Target = std::function<core::HandsetCheck*()>;
    HandsetCheckOn(base::Executor& executor, Target target, base::Executor& replies);
    ~HandsetCheckOn() override;

    // The listener is told on `replies`, and never again once it was changed.
    void set_check_listener(core::HandsetCheckListener*) override;
    void try_lamps(const std::string& device, const std::vector<std::string>& roles) override;
    void teach(const std::string& device) override;
    void answer(core::TeachAnswer) override;
    void forget_taught(const std::string& device) override;

private:
    struct Hop;
    void go(std::function<void(core::HandsetCheck&)>);

    base::Executor& executor_;
    Target target_;
    base::Executor& replies_;
    std::shared_ptr<Hop> hop_; // Null: nobody listens.
};

} // namespace sangdam::desk
