// SPDX-License-Identifier: MIT

#include "kit/ui_executor.h"

#include "kit/nudge.h"

#include <wx/app.h>
#include <wx/thread.h>
#include <wx/timer.h>

#include <memory>
#include <utility>

namespace sangdam::ui {
namespace {

class OneShot final : public wxTimer {
public:
    explicit OneShot(base::Task task) : task_(std::move(task)) {}
    void Notify() override {
        if (const auto task = std::exchange(task_, nullptr)) task();
    }

private:
    base::Task task_;
};

} // namespace

void UiExecutor::post(base::Task task) {
    if (wxTheApp == nullptr) return;
    wxTheApp->CallAfter(std::move(task));
    nudge_modal_loops();
}

bool UiExecutor::is_current() const { return wxIsMainThread(); }

base::Timer UiExecutor::after(std::chrono::milliseconds delay, base::Task task) {
    auto timer = std::make_shared<OneShot>(std::move(task));
    timer->StartOnce(static_cast<int>(delay.count()));
    return base::Timer([timer]() mutable {
        timer->Stop();
        // It may be cancelled by its own task, and the toolkit looks at it once more after that.
        if (wxTheApp != nullptr) wxTheApp->CallAfter([late = std::move(timer)] {});
    });
}

} // namespace sangdam::ui
