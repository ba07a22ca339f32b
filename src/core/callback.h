// SPDX-License-Identifier: MIT
//
// A promise to call a customer back (guide S15, S16). When it is told, and how often, is decided in
// callback_clock.h. Pure.
#pragma once

#include "base/clock.h"
#include "core/call_record.h"
#include "core/ids.h"
#include "core/phone_number.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::core {

enum class CallbackStatus {
    Open,     // 콜백요청
    Done,     // 처리완료
    Failed,   // 처리실패: the customer could not be reached, nobody tries again
    Cancelled // 삭제처리: the customer does not want it any more
};

// One call that was made to keep the promise.
struct CallbackTry {
    CallRef call;
    AgentId agent;
    base::WallTime at{};
    CallResult result = CallResult::Open;

    friend bool operator==(const CallbackTry&, const CallbackTry&) = default;
};

struct Callback {
    CallbackId id;             // Made by whoever promised: sent twice, it is one promise.
    CustomerId customer;       // Empty: nobody of that number is known.
    std::string customer_name; // The hub's; what a client sends is not kept.
    PhoneNumber number;        // To be called. Required.
    CallRef origin;            // The call in which it was promised; may be empty.
    base::WallTime due_at{};
    std::string zone = "Asia/Seoul"; // In which the time was promised (IANA).
    AgentId assignee; // 담당자. Empty: everybody who may show `shown`, else everybody.
    std::string
        shown; // 담당 전화번호: key of the own number to show; empty: the caller's selected one.
    std::string note;
    CallbackStatus status = CallbackStatus::Open;
    AgentId author;
    std::optional<base::WallTime> snoozed_until; // Told again then; the promise stays at due_at.
    std::optional<base::WallTime> soon_told;     // Ten minutes before.
    std::optional<base::WallTime> due_told;
    std::optional<base::WallTime> escalated; // The assignee was not there; the team was told.
    std::vector<CallbackTry> tries;          // In order.
    std::int64_t revision = 0;               // If-Match; 0 = not stored yet.

    friend bool operator==(const Callback&, const Callback&) = default;
};

// Which ones a list shows, soonest due first.
enum class CallbackScope {
    Mine,   // Assigned to me, and those without assignee that I may do.
    Visible // A supervisor's team's; an administrator's all; an agent's own.
};
struct CallbackQuery {
    CallbackScope scope = CallbackScope::Mine;
    std::optional<CallbackStatus> status = CallbackStatus::Open; // Empty: whatever became of it.
    std::optional<base::WallTime> from;                          // Due at or after.
    std::optional<base::WallTime> until;                         // Due before.
    CustomerId customer;                                         // Empty: of everybody.
};

enum class CallbackAlert {
    Soon,     // Ten minutes before it is due.
    Due,      // Now, or again after a snooze.
    Escalated // Due, and the assignee is not at work: somebody of the team, please.
};

std::string_view name(CallbackStatus); // "open", "done", "failed", "cancelled"
std::optional<CallbackStatus> parse_callback_status(std::string_view);
std::string_view name(CallbackScope); // "mine", "visible"
std::optional<CallbackScope> parse_callback_scope(std::string_view);
std::string_view name(CallbackAlert); // "soon", "due", "escalated"
std::optional<CallbackAlert> parse_callback_alert(std::string_view);

} // namespace sangdam::core
