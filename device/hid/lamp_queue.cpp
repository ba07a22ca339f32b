// SPDX-License-Identifier: MIT

#include "hid/lamp_queue.h"

#include <utility>

namespace sangdam::hid {

void LampQueue::push(LampReport report) {
    std::erase_if(waiting_, [&](const LampReport& old) {
        return !old.keep && !report.bytes.empty() && !old.bytes.empty() &&
               old.bytes.front() == report.bytes.front();
    });
    if (waiting_.size() >= kCapacity) waiting_.pop_front();
    waiting_.push_back(std::move(report));
}

std::optional<LampReport> LampQueue::pop() {
    if (waiting_.empty()) return std::nullopt;
    auto report = std::move(waiting_.front());
    waiting_.pop_front();
    return report;
}

} // namespace sangdam::hid
