// SPDX-License-Identifier: MIT

#include "drivers.h"

#include "rig/postgres/private_postgres.h"
#include "store/postgres/postgres_database.h"
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

namespace {

std::string all_files(const std::filesystem::path& folder) {
    std::string all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) all += read_file(entry.path());
    return all;
}

// A schema stands for a database of its own: it is made in a moment.
base::Result<std::unique_ptr<Database>> open_schema(const std::filesystem::path& folder) {
    auto* server = rig::the_postgres();
    if (!server) return base::Error{base::Errc::NotFound, "no PostgreSQL here"};
    const auto schema = schema_of(folder);
    SDC_CHECK(server->make_schema(schema));
    return open_postgres({server->url(schema), {}});
}

std::string files_of_schema(const std::filesystem::path& folder) {
    auto database = open_schema(folder);
    EXPECT_TRUE(database && (*database)->script("CHECKPOINT"));
    const auto rows = (*database)->query(
        "SELECT pg_relation_filepath(c.oid) FROM pg_class c WHERE pg_relation_filepath(c.oid) "
        "IS NOT NULL AND (c.relnamespace = current_schema()::regnamespace OR c.oid IN (SELECT "
        "t.reltoastrelid FROM pg_class t WHERE t.relnamespace = current_schema()::regnamespace))");
    EXPECT_TRUE(rows);
    std::string all;
    for (const auto& row : *rows) all += read_file(rig::the_postgres()->data() / row.text(0));
    return all;
}

} // namespace

std::string schema_of(const std::filesystem::path& folder) {
    std::string name = "t_";
    for (const char c : folder.filename().string().substr(sizeof("sangdam-store-") - 1))
        name += std::to_string(static_cast<int>(c)); // Schemas know no upper case.
    return name;
}

std::vector<Driver> all_drivers() {
    const auto nothing = [] { return std::string(); };
    const auto no_server = [] {
        return std::string(rig::the_postgres() ? "" : "PostgreSQL is not installed here");
    };
    return {{"sqlite",
             [](const std::filesystem::path& folder) {
                 return open_sqlite(folder / "centre.db", IfMissing::Create);
             },
             all_files, nothing},
            {"postgres", open_schema, files_of_schema, no_server}};
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
