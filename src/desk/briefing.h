// SPDX-License-Identifier: MIT
//
// What an agent should know before "hello", boiled down from the customer's card. Counts and enums
// only: the sentence is made in ui/. Pure.
#pragma once

#include "base/clock.h"
#include "core/history.h"

#include <chrono>
#include <optional>
#include <string>

namespace sangdam::desk {

enum class Advice {
    None,
    Apologise,  // Was not reached today, or complained: say sorry first.
    TakeCare,   // Complained lately.
    OpenPromise // The last contact was not finished.
};

struct Briefing {
    int recent = 0;     // Contacts that were looked at.
    int complaints = 0; // Of these, with a negative emotion.
    int missed_today = 0;
    Advice advice = Advice::None;
    bool new_customer = false;
    bool do_not_call = false;

    friend bool operator==(const Briefing&, const Briefing&) = default;
};

enum class Day { Today, Yesterday, ThisWeek, Earlier };

struct LastContact {
    base::WallTime at{};
    Day day = Day::Earlier; // In the agent's own time zone.
    int days_ago = 0;
    std::string category_path;
    std::string status;
    std::string agent_name;
    core::CallResult result = core::CallResult::Open;

    friend bool operator==(const LastContact&, const LastContact&) = default;
};

// `zone`: local time minus UTC. Korea has no summer time: nine hours, always.
inline constexpr std::chrono::minutes kKorea{9 * 60};

// Nothing is left to be done, by the centre's own word for it.
bool finished(const std::string& status);

Briefing briefing(const core::CustomerCard&, base::WallTime now,
                  std::chrono::minutes zone = kKorea);
// The newest contact in which somebody talked; nullopt when there is none. `except`: the call that
// rings right now is not its own history.
std::optional<LastContact> last_contact(const core::CustomerCard&, base::WallTime now,
                                        const core::CallRef& except = {},
                                        std::chrono::minutes zone = kKorea);

} // namespace sangdam::desk
