// SPDX-License-Identifier: MIT
//
// A build without the built-in switch says so instead of being silent.

#include "hubd/practice_engine.h"

namespace sangdam::hubd {

MakeEngine practice_engine(const config::PracticeSettings& settings) {
    if (!settings.enabled) return {};
    return [](base::Executor&, const base::Clock&, base::Random&) -> base::Result<Engine> {
        return base::Error{base::Errc::Unavailable,
                           "this build has no practice switch: set enabled = false in [practice]"};
    };
}

} // namespace sangdam::hubd
