// SPDX-License-Identifier: MIT
//
// One page of a list, as it travels.
#pragma once

#include "core/page.h"

namespace sangdam::wire {

using core::Page;

} // namespace sangdam::wire
