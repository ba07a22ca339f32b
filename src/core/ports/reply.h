// SPDX-License-Identifier: MIT
//
// How the ports to the centre answer: once, later, on the executor that the implementation was
// opened with, never before the call returned.
#pragma once

#include "base/result.h"

#include <functional>

namespace sangdam::core {

template <class T>
using Reply = std::function<void(base::Result<T>)>;

} // namespace sangdam::core
