// SPDX-License-Identifier: MIT
//
// The two-leg outgoing call (guide S12): the centre rings the agent's own phone first, then the
// customer. Words that the switch, the hub and the desktop share. Pure.
//
//   SeatRinging -> SeatAnswered -> CustomerRinging -> CustomerAnswered -> Talking -> Ended
//
// A stage may be skipped (a customer who answers at once never rang); none comes twice.
#pragma once

#include <optional>
#include <string_view>

namespace sangdam::core {

enum class OutcallStage {
    SeatRinging,      // The agent's own phone.
    SeatAnswered,     // Lifted: hears "통화를 시작합니다", then ringback.
    CustomerRinging,  // The far network says so (180/183).
    CustomerAnswered, // Hears who is calling: "OOO 상담원으로부터 걸려온 전화입니다".
    Talking,          // They hear each other.
    Ended
};

// Why it never came to Talking. By cause and by leg, because the agent is told different things.
enum class OutcallFailure {
    None,             // It did, or it is not over.
    SeatOffline,      // The agent's phone is not registered, or rang nowhere.
    SeatDeclined,     // The agent pressed decline, or the phone is busy.
    SeatNoAnswer,     // The agent did not lift in time.
    CustomerBusy,     // 486
    CustomerDeclined, // 603
    CustomerNoAnswer, // Rang out.
    UnknownNumber,    // 404, 484, 604
    CustomerLeft,     // Hung up during the announcement.
    GivenUp,          // The agent hung up before the customer answered.
    Cancelled,        // By request (DELETE); both legs are gone.
    NetworkTrouble    // The carrier or the switch itself failed.
};

std::string_view name(OutcallStage); // "seat_ringing" …
std::optional<OutcallStage> parse_outcall_stage(std::string_view);
std::string_view name(OutcallFailure); // "none", "seat_offline" …
std::optional<OutcallFailure> parse_outcall_failure(std::string_view);

} // namespace sangdam::core
