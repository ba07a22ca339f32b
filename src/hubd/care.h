// SPDX-License-Identifier: MIT
//
// `sangdam-hub admin backup|restore|verify|key rotate|access-log verify|retention`: works on the
// database directly. Blocks, for minutes where there are millions of records. Main thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "config/hub.h"
#include "hubd/care_orders.h"
#include "store/progress.h"

#include <string>

namespace sangdam::hubd {

// Answers the text for standard output.
base::Result<std::string> take_care(const config::HubSettings&, const CareOrder&,
                                    const base::Clock&, const store::Progress&);

} // namespace sangdam::hubd
