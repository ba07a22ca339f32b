// SPDX-License-Identifier: MIT
//
// `sangdam-hub admin …`: works on the database directly, also while the hub runs. Answers the text
// for standard output.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/uuid.h"
#include "hubd/cli.h"

#include <functional>
#include <string>

namespace sangdam::store {
class CentreStore;
}

namespace sangdam::hubd {

// From a variable when one is named, else from the terminal or standard input; `whose` is for the
// prompt.
using AskPassword = std::function<base::Result<base::Secret>(const std::string& variable,
                                                             const std::string& whose)>;

base::Result<std::string> administer(store::CentreStore&, const Order&, const AskPassword&,
                                     base::WallTime now, base::Random&);

} // namespace sangdam::hubd
