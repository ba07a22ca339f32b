// SPDX-License-Identifier: MIT
//
// Private to store: a sealed column of a row. An empty text is stored as NULL: that there is no
// memo is no secret.
#pragma once

#include "base/result.h"
#include "core/phone_number.h"
#include "store/sealer.h"
#include "store/value.h"

#include <string>
#include <string_view>

namespace sangdam::store {

// `column` is "customers.name", `id` the row's.
Value seal_field(const Sealer&, std::string_view column, std::string_view id,
                 std::string_view plain);
base::Result<std::string> unseal_field(const Sealer&, std::string_view column, std::string_view id,
                                       const Row&, std::size_t at);

base::Result<core::PhoneNumber> unseal_number(const Sealer&, std::string_view column,
                                              std::string_view id, const Row&, std::size_t at);
Value number_index(const Sealer&, const core::PhoneNumber&);     // NULL: withheld
Value last_four_index(const Sealer&, const std::string& digits); // NULL: not four

} // namespace sangdam::store
