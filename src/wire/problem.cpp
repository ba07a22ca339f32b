// SPDX-License-Identifier: MIT

#include "wire/problem.h"

#include "wire/records.h"

#include <array>

namespace sangdam::wire {
namespace {

struct Meaning {
    std::string_view code;
    int status;
    base::Errc errc; // How a client's caller has to behave.
    std::string_view title;
};

using base::Errc;
constexpr std::array kMeanings{
    Meaning{code::kBadRequest, 400, Errc::BadInput, "The request is not right"},
    Meaning{code::kSignInRequired, 401, Errc::Refused, "Sign in first"},
    Meaning{code::kWrongPassword, 401, Errc::Refused, "Login or password is wrong"},
    Meaning{code::kReplaced, 401, Errc::Refused, "The agent signed in at another desktop"},
    Meaning{code::kForbidden, 403, Errc::Refused, "Not allowed for this role"},
    Meaning{code::kNotFound, 404, Errc::NotFound, "Not found"},
    Meaning{code::kMethodNotAllowed, 405, Errc::BadInput, "The resource has no such method"},
    Meaning{code::kRevisionConflict, 409, Errc::Conflict, "Somebody else changed it meanwhile"},
    Meaning{code::kAlreadyTaken, 409, Errc::Conflict, "A colleague has the call"},
    Meaning{code::kNotApproved, 403, Errc::Refused, "That number may not be shown"},
    Meaning{code::kDoNotCall, 403, Errc::Refused, "The customer does not want calls"},
    Meaning{code::kOutcallGoingOn, 409, Errc::Conflict, "You have an outgoing call already"},
    Meaning{code::kSeatUnreachable, 409, Errc::Unavailable, "Your own phone cannot be reached"},
    Meaning{code::kNoExtension, 409, Errc::Conflict, "The wrap-up time cannot be made longer"},
    Meaning{code::kExists, 409, Errc::Conflict, "It belongs to somebody else already"},
    Meaning{code::kKeyReused, 409, Errc::BadInput, "The idempotency key belongs to another body"},
    Meaning{code::kCallGone, 410, Errc::NotFound, "The customer has hung up"},
    Meaning{code::kTooLarge, 413, Errc::BadInput, "The request is too large"},
    Meaning{code::kUnsupportedMedia, 415, Errc::BadInput, "The body must be application/json"},
    Meaning{code::kLockedOut, 429, Errc::Refused, "Too many failed sign-ins; wait"},
    Meaning{code::kTooManyRequests, 429, Errc::Unavailable, "Too many requests; wait"},
    Meaning{code::kInternal, 500, Errc::Internal, "The hub made a mistake"},
    Meaning{code::kUnavailable, 503, Errc::Unavailable, "Not available now"},
    Meaning{code::kTimedOut, 504, Errc::TimedOut, "No answer in time"},
};

const Meaning* find(std::string_view code) {
    for (const auto& each : kMeanings)
        if (each.code == code) return &each;
    return nullptr;
}

std::string_view code_of(Errc errc) {
    switch (errc) {
    case Errc::BadInput: return code::kBadRequest;
    case Errc::NotFound: return code::kNotFound;
    case Errc::Refused: return code::kForbidden;
    case Errc::TimedOut: return code::kTimedOut;
    case Errc::Unavailable: return code::kUnavailable;
    case Errc::Conflict: return code::kRevisionConflict;
    case Errc::Internal: break;
    }
    return code::kInternal;
}

// For a code that this program is too old to know, and for proxies that answer without a body.
Errc errc_of_status(int status) {
    if (status == 401 || status == 403) return Errc::Refused;
    if (status == 404 || status == 410) return Errc::NotFound;
    if (status == 409 || status == 412) return Errc::Conflict;
    if (status == 408 || status == 504) return Errc::TimedOut;
    if (status == 429 || status == 502 || status == 503) return Errc::Unavailable;
    return status >= 400 && status < 500 ? Errc::BadInput : Errc::Internal;
}

} // namespace

Problem problem(std::string_view code, std::string detail) {
    const Meaning* meaning = find(code);
    if (!meaning) meaning = find(code::kInternal);
    Problem out;
    out.status = meaning->status;
    out.code = meaning->code;
    out.title = meaning->title;
    out.detail = std::move(detail);
    return out;
}

Problem problem_of(const base::Error& error) { return problem(code_of(error.code), error.what); }

base::Error error_of(const Problem& problem) {
    const Meaning* meaning = find(problem.code);
    const Errc errc = meaning ? meaning->errc : errc_of_status(problem.status);
    if (!problem.winner.empty()) return {errc, problem.winner};
    if (!problem.detail.empty()) return {errc, problem.detail};
    if (!problem.title.empty()) return {errc, problem.title};
    return {errc, "HTTP " + std::to_string(problem.status)};
}

json write(const Problem& p) {
    json out = {
        {"type", "about:blank"}, {"title", p.title}, {"status", p.status}, {"code", p.code}};
    if (!p.detail.empty()) out["detail"] = p.detail;
    if (!p.winner.empty()) out["winner"] = p.winner;
    if (!p.current.empty())
        if (auto current = parse_document(p.current)) out["current"] = std::move(*current);
    return out;
}

void read(const json& from, Problem& p, Fault& fault) {
    constexpr int kFirst = 400;
    constexpr int kLast = 599;
    Fields f(from, fault);
    f.small("status", p.status, kFirst, kLast, Need::Required);
    f.text("code", p.code);
    f.text("title", p.title);
    f.text("detail", p.detail, Need::Optional, kMaxNote);
    f.text("winner", p.winner);
    f.raw("current", p.current);
}

} // namespace sangdam::wire
