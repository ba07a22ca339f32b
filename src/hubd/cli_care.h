// SPDX-License-Identifier: MIT
//
// Private to hubd: the commands of care_orders.h on the command line.
#pragma once

#include "hubd/care_orders.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>

namespace sangdam::hubd {

// `chosen` is called when one of them was given.
void care_commands(CLI::App& admin, const std::function<void(CareOrder)>& chosen);

} // namespace sangdam::hubd
