// SPDX-License-Identifier: MIT
//
// What an administrator sets for the whole centre (guide S17). Pure.
#pragma once

#include "base/result.h"
#include "core/switch_settings.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace sangdam::core {

struct Retention {
    int calls_days = 3 * 365; // 소비자 불만·분쟁처리 기록: 3 years.
    int recordings_days = 365;
    int customers_days = 5 * 365;  // Since the last call; 0: kept.
    int access_log_days = 2 * 365; // At least one year (고시 8조).

    friend bool operator==(const Retention&, const Retention&) = default;
};

struct CentreSettings {
    SwitchSettings telephone;                    // Announcements, menu, work hours, ringing.
    std::string zone = "Asia/Seoul";             // IANA; of promises that name none.
    std::chrono::seconds wrap_up{120};           // 🟡 at most so long …
    std::chrono::seconds wrap_up_extension{60};  // … and so much longer at each press,
    int wrap_up_extensions = 3;                  // so many times.
    std::chrono::seconds service_time{20};       // For the service level.
    std::chrono::minutes callback_notice{10};    // Told so long before a callback is due.
    std::chrono::minutes callback_escalation{5}; // Due for so long and nobody calls: the team.
    Retention retention;
    std::int64_t revision = 0;

    friend bool operator==(const CentreSettings&, const CentreSettings&) = default;
};

// BadInput names the member: a span outside of its day, two menu entries with one key, a retention
// shorter than the law's, texts too long to be spoken.
base::Status check(const CentreSettings&);

} // namespace sangdam::core
