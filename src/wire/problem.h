// SPDX-License-Identifier: MIT
//
// Errors on the wire: problem details (RFC 9457) with a stable `code`, because programs decide by
// the code and people read the rest. Pure.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace sangdam::wire {

inline constexpr const char* kProblemType = "application/problem+json";

// The codes are part of the API: never renamed, only added.
namespace code {
inline constexpr std::string_view kBadRequest = "bad_request"; // Malformed or out of range.
inline constexpr std::string_view kNotFound = "not_found";     // Also: not yours to see.
inline constexpr std::string_view kMethodNotAllowed = "method_not_allowed";
inline constexpr std::string_view kTooLarge = "too_large";
inline constexpr std::string_view kUnsupportedMedia = "unsupported_media_type";
inline constexpr std::string_view kSignInRequired = "sign_in_required"; // No token, or it ran out.
inline constexpr std::string_view kWrongPassword = "wrong_password";    // Or login; it is not said.
inline constexpr std::string_view kLockedOut = "locked_out";            // Too many failures.
inline constexpr std::string_view kForbidden = "forbidden";       // The role does not allow it.
inline constexpr std::string_view kReplaced = "session_replaced"; // Signed in at another desktop.
inline constexpr std::string_view kRevisionConflict = "revision_conflict"; // `current` is newer.
inline constexpr std::string_view kAlreadyTaken = "already_taken";         // `winner` has the call.
inline constexpr std::string_view kCallGone = "call_gone"; // The customer has hung up.
inline constexpr std::string_view kNotApproved =
    "number_not_approved";                                    // 발신번호: not ours to show.
inline constexpr std::string_view kDoNotCall = "do_not_call"; // 수신거부: say why you must.
inline constexpr std::string_view kOutcallGoingOn = "outcall_going_on";  // One at a time.
inline constexpr std::string_view kSeatUnreachable = "seat_unreachable"; // My phone is not there.
inline constexpr std::string_view kNoExtension = "no_extension"; // Of the wrap-up time, any more.
inline constexpr std::string_view kExists = "exists";            // Login, extension or number.
inline constexpr std::string_view kKeyReused = "idempotency_key_reused"; // With another body.
inline constexpr std::string_view kTooManyRequests = "too_many_requests";
inline constexpr std::string_view kTimedOut = "timed_out";
inline constexpr std::string_view kUnavailable = "unavailable"; // Database or switch is away.
inline constexpr std::string_view kInternal = "internal";
} // namespace code

struct Problem {
    int status = 500;
    std::string code = std::string(code::kInternal);
    std::string title;   // Of the code; English.
    std::string detail;  // Of this case; English.
    std::string winner;  // already_taken: who was faster.
    std::string current; // revision_conflict: the newer record as JSON text; may be empty.

    friend bool operator==(const Problem&, const Problem&) = default;
};

Problem problem(std::string_view code, std::string detail = {}); // Status and title by the code.
Problem problem_of(const base::Error&);                          // For a server.
base::Error error_of(const Problem&); // For a client; what() names the winner of already_taken.

} // namespace sangdam::wire
