// SPDX-License-Identifier: MIT
//
// Who calls. Personal data: prints masked, is sealed at rest (store/) and never logged.
#pragma once

#include "core/ids.h"
#include "core/phone_number.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sangdam::core {

struct Customer {
    CustomerId id;
    std::string name;
    std::vector<PhoneNumber> numbers;
    std::string email;
    std::string address;
    std::string grade; // Label from the centre's list: VIP, 우수, 일반, 신규 …
    std::string memo;
    bool do_not_call = false;
    std::int64_t revision = 0; // If-Match; 0 = not stored yet.

    friend bool operator==(const Customer&, const Customer&) = default;
};

std::string masked_name(const std::string& name); // 김민수 -> 김*수

} // namespace sangdam::core
