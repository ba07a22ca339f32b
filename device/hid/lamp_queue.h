// SPDX-License-Identifier: MIT
//
// Lamp reports that wait for a slow device. Bounded: a newer report of the same id replaces the one
// that waits (only the last state matters) and goes to the end, so that the order between reports
// stays that of the last writes; when full, the oldest goes. Pure.
#pragma once

#include "hid/lamp_reports.h"

#include <cstddef>
#include <deque>
#include <optional>

namespace sangdam::hid {

class LampQueue {
public:
    static constexpr std::size_t kCapacity = 64;

    void push(LampReport);
    std::optional<LampReport> pop();
    void clear() { waiting_.clear(); }
    bool empty() const { return waiting_.empty(); }
    std::size_t size() const { return waiting_.size(); }

private:
    std::deque<LampReport> waiting_;
};

} // namespace sangdam::hid
