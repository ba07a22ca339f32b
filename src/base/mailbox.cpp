// SPDX-License-Identifier: MIT

#include "base/mailbox.h"

#include <iterator>
#include <utility>

namespace sangdam::base {

void Mailbox::post(Task task) {
    {
        const std::lock_guard lock(mutex_);
        if (closed_) return;
        tasks_.push_back(std::move(task));
    }
    wake_.notify_one();
}

void Mailbox::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    wake_.notify_one();
}

bool Mailbox::wait_until(TimePoint deadline, std::vector<Task>& out) {
    std::unique_lock lock(mutex_);
    wake_.wait_until(lock, deadline, [this] { return closed_ || !tasks_.empty(); });
    return take(out);
}

bool Mailbox::wait(std::vector<Task>& out) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return closed_ || !tasks_.empty(); });
    return take(out);
}

bool Mailbox::take(std::vector<Task>& out) {
    const bool going_on = !closed_ || !tasks_.empty();
    std::move(tasks_.begin(), tasks_.end(), std::back_inserter(out));
    tasks_.clear();
    return going_on;
}

} // namespace sangdam::base
