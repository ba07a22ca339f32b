// SPDX-License-Identifier: MIT
//
// On the INVITE that rings the agent's own phone for a two-leg call, so that the desk shows it as
// its own call to the customer. The value is "two-leg".
#pragma once

namespace sangdam::core {

inline constexpr const char* kOutcallHeader = "X-Sangdam-Outcall";

} // namespace sangdam::core
