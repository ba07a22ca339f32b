// SPDX-License-Identifier: MIT
//
// Private to the stand-in: its orders in the form of the API's answers.
#pragma once

#include "orders/stand_in/stand_in.h"

#include <nlohmann/json.hpp>

namespace sangdam::orders {

nlohmann::json change_json(const StandInOrder&);
// One element of the details answer. `Conditional` has no top-level cancel/return/exchange.
enum class DetailForm { Query, Conditional };
nlohmann::json detail_json(const StandInOrder&, DetailForm);

} // namespace sangdam::orders
