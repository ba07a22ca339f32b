// SPDX-License-Identifier: MIT

#include "base/result.h"

namespace sangdam::base {

std::string_view name(Errc code) {
    switch (code) {
    case Errc::BadInput: return "bad input";
    case Errc::NotFound: return "not found";
    case Errc::Refused: return "refused";
    case Errc::TimedOut: return "timed out";
    case Errc::Unavailable: return "unavailable";
    case Errc::Conflict: return "conflict";
    case Errc::Internal: return "internal";
    }
    return "unknown";
}

} // namespace sangdam::base
