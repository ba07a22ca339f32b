// SPDX-License-Identifier: MIT
//
// What lists are asked for, read from the query of an address. Pure. Every error is BadInput and
// names the parameter.
#pragma once

#include "base/result.h"
#include "core/access_record.h"
#include "core/call_query.h"
#include "core/callback.h"
#include "core/page.h"
#include "hub/http.h"

#include <optional>
#include <string_view>

namespace sangdam::hub {

base::Result<std::optional<base::WallTime>> time_asked(const Target&, std::string_view name);
base::Result<core::CallQuery> calls_asked(const Target&);
base::Result<core::CallbackQuery> callbacks_asked(const Target&);
base::Result<core::AccessQuery> accesses_asked(const Target&);

} // namespace sangdam::hub
