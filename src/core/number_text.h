// SPDX-License-Identifier: MIT
//
// The one text in which a telephone number travels and is stored: E.164 where there is one, else
// national digits, then ";ext=". PhoneNumber::parse() of it is the same number. Pure.
#pragma once

#include "core/phone_number.h"

#include <string>

namespace sangdam::core {

std::string number_text(const PhoneNumber&); // Empty for a withheld number.

} // namespace sangdam::core
