// SPDX-License-Identifier: MIT
//
// The built-in switch as the centre's engine, with simulated customers when the settings say so.
#pragma once

#include "config/hub.h"
#include "hubd/centre.h"

namespace sangdam::hubd {

// Empty when the settings do not enable it.
MakeEngine practice_engine(const config::PracticeSettings&);

} // namespace sangdam::hubd
