// SPDX-License-Identifier: MIT
//
// Whether going off hook while nothing rings means "I want to dial". A headset is often shared with
// other programs, whose calls begin with the very same report; a telephone on the desk is not.
#pragma once

#include <cstdint>

namespace sangdam::hid {

enum class LiftToDial : std::uint8_t {
    Never,
    Telephones, // Phones and handsets by their descriptor, not headsets.
    Always
};

} // namespace sangdam::hid
