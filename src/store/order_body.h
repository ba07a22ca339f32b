// SPDX-License-Identifier: MIT
//
// Private to store: all of a product order that has no column of its own, as one text to be sealed.
// "name:length:value" after each other; a name that this version does not know is skipped.
#pragma once

#include "base/result.h"
#include "core/order.h"

#include <string>
#include <string_view>

namespace sangdam::store {

std::string order_body(const core::OrderLine&);
// Into a line that has its columns already. Unavailable: not what order_body() made.
base::Status read_order_body(std::string_view body, core::OrderLine&);

} // namespace sangdam::store
