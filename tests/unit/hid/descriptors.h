// SPDX-License-Identifier: MIT
//
// The synthetic descriptors of tests/data/hid, read and mapped.
#pragma once

#include "hid/describe.h"
#include "places.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace sangdam::hid::testing_data {

inline std::string text_of(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline std::vector<std::uint8_t> bytes_of(const std::string& name) {
    const auto bytes = parse_hex(text_of(SANGDAM_ROOT "/tests/data/hid/" + name + ".hex"));
    EXPECT_TRUE(bytes) << name;
    return bytes ? *bytes : std::vector<std::uint8_t>{};
}

inline TelephonyMap map_of(const std::string& name) {
    const auto model = parse_descriptor(bytes_of(name));
    EXPECT_TRUE(model) << name << ": " << model.error().what;
    return model ? telephony_map(*model) : TelephonyMap{};
}

} // namespace sangdam::hid::testing_data
