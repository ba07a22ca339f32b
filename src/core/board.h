// SPDX-License-Identifier: MIT
//
// 전광판: how the centre is doing now and today. The words are the trade's: 인입, 요청호, 응답호,
// 포기호, 응대율, 서비스레벨. Pure.
#pragma once

#include "base/clock.h"

#include <chrono>
#include <optional>

namespace sangdam::core {

struct Board {
    // Now.
    int waiting = 0;                             // 대기호
    std::optional<base::WallTime> longest_since; // Of those who wait; absent: nobody does.
    int available = 0;                           // Agents by state.
    int away = 0;
    int on_call = 0;
    int wrap_up = 0;
    int offline = 0;
    // Since the centre's midnight; incoming calls.
    base::WallTime day_began{};
    int arrived = 0;   // 인입: reached the announcement.
    int requested = 0; // 요청호: asked for an agent.
    int answered = 0;  // 응답호
    int abandoned = 0; // 포기호: gave up in the queue or while it rang.
    int within = 0;    // Answered within `service_time`.
    std::chrono::seconds service_time{20};
    std::chrono::seconds average_wait{0}; // Of the answered ones.
    std::chrono::seconds average_talk{0};
    int outgoing = 0;
    int callbacks_open = 0;
    int callbacks_overdue = 0;

    // Per cent; nothing while nobody asked. 응대율 = 응답호 ÷ 요청호.
    std::optional<int> answer_rate() const {
        return requested == 0 ? std::nullopt : std::optional(answered * 100 / requested);
    }
    std::optional<int> service_level() const {
        return requested == 0 ? std::nullopt : std::optional(within * 100 / requested);
    }

    friend bool operator==(const Board&, const Board&) = default;
};

} // namespace sangdam::core
