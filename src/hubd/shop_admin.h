// SPDX-License-Identifier: MIT
//
// `sangdam-hub admin store …`: the shops whose orders are mirrored. A secret goes in and never
// comes out. The test asks the shop itself, so that it has to run where the hub runs: it is that
// machine's address and clock that count.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/uuid.h"
#include "hubd/admin.h"

#include <string>

namespace sangdam::hubd {

base::Result<std::string> add_shop(store::CentreStore&, const AddShop&, const AskPassword&,
                                   base::WallTime now, base::Random&);
base::Result<std::string> list_shops(store::CentreStore&);
base::Result<std::string> remove_shop(store::CentreStore&, const RemoveShop&);
// Reads a CSV file into the mirror (orders/import_rows.h).
base::Result<std::string> import_orders(store::CentreStore&, const ImportOrders&,
                                        base::WallTime now);
// In plain words: which of connection, address, clock, secret and permission is wrong. Waits for
// the shop, at most a minute. Refused: something is; the text says what to do.
base::Result<std::string> test_shop(store::CentreStore&, const TestShop&, const base::Clock&,
                                    base::Random&);

std::string words(const core::ShopCheck&);

} // namespace sangdam::hubd
