// SPDX-License-Identifier: MIT
//
// Where a parcel can be followed in a browser. Pure.
#pragma once

#include <string>
#include <string_view>

namespace sangdam::desk {

// `company` as the shop writes it (CJGLS …). A company we do not know is looked up by a search
// engine. Empty: there is no number to follow.
std::string parcel_link(std::string_view company, std::string_view tracking);

} // namespace sangdam::desk
