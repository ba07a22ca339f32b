// SPDX-License-Identifier: MIT

#include "drivers.h"

#include "store/sqlite/sqlite_database.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <stdlib.h>
#include <system_error>

namespace sangdam::store {

TestFolder::TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "sangdam-store-XXXXXX").string();
    if (!mkdtemp(name.data())) ADD_FAILURE() << "no folder for the test";
    path_ = name;
}

TestFolder::~TestFolder() {
    std::error_code ignored;
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(path_, ignored);
}

std::vector<Driver> all_drivers() {
    return {{"sqlite", [](const std::filesystem::path& folder) {
                 return open_sqlite(folder / "centre.db", IfMissing::Create);
             }}};
}

Sealer test_sealer() {
    const std::string key(64, '7');
    auto sealer = Sealer::from_text(base::Secret("seal 1 " + key + "\nindex " + key + "\n"));
    EXPECT_TRUE(sealer);
    return std::move(*sealer);
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace sangdam::store
