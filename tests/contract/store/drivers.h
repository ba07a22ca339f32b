// SPDX-License-Identifier: MIT
//
// The databases that must all behave alike. A new driver adds one line to all_drivers(), and every
// contract holds for it too.
#pragma once

#include "base/result.h"
#include "store/database.h"
#include "store/sealer.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace sangdam::store {

// A folder of its own that goes with the test.
class TestFolder {
public:
    TestFolder();
    ~TestFolder();
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

struct Driver {
    std::string name;
    // Opens, or makes, the database that belongs to this folder.
    std::function<base::Result<std::unique_ptr<Database>>(const std::filesystem::path& folder)>
        open;
    // What a thief would find of that database on its disk.
    std::function<std::string(const std::filesystem::path& folder)> stolen;
    // Why it cannot be tested on this machine; empty: it can.
    std::function<std::string()> missing;
};
inline std::ostream& operator<<(std::ostream& out, const Driver& driver) {
    return out << driver.name;
}
std::vector<Driver> all_drivers();

std::string schema_of(const std::filesystem::path& folder);

Sealer test_sealer(); // The same keys each time.
std::string read_file(const std::filesystem::path&);

} // namespace sangdam::store
