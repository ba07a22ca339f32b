// SPDX-License-Identifier: MIT
//
// The window thread as an executor with timers: presenters that serve windows live here.
#pragma once

#include "base/executor.h"
#include "base/timers.h"

#include <chrono>

namespace sangdam::ui {

// Make it on the window thread after the application object; every other thread must be joined
// before the application object goes. post() is for any thread, after() for the window thread.
class UiExecutor final : public base::Executor, public base::Timers {
public:
    void post(base::Task) override;
    bool is_current() const override;
    [[nodiscard]] base::Timer after(std::chrono::milliseconds delay, base::Task task) override;
};

} // namespace sangdam::ui
