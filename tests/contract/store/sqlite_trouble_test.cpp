// SPDX-License-Identifier: MIT
//
// Locked, damaged, missing, full: each an error that says what to do, and no loss.

#include "centre_fixture.h"
#include "store/sqlite/sqlite_database.h"

#include <csignal>
#include <fstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace sangdam::store {
namespace {

using base::Errc;
namespace fs = std::filesystem;

class SqliteInTrouble : public testing::Test {
protected:
    base::Result<std::unique_ptr<CentreStore>> open_centre() {
        SDC_TRY(auto database, open_sqlite(file, IfMissing::Create));
        return CentreStore::open(std::move(database), test_sealer(), fakes::moment());
    }
    TestFolder folder;
    const fs::path file = folder.path() / "centre.db";
};

TEST_F(SqliteInTrouble, AMissingFileIsMadeOnlyWhenWanted) {
    const auto missing = open_sqlite(file, IfMissing::Fail);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, Errc::Unavailable);
    EXPECT_FALSE(fs::exists(file));
    SDC_OK(open_sqlite(file, IfMissing::Create));
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(SqliteInTrouble, AMissingFolderIsNamed) {
    const auto opened = open_sqlite(folder.path() / "no" / "centre.db", IfMissing::Create);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Errc::Unavailable);
    EXPECT_NE(opened.error().what.find("no/centre.db"), std::string::npos);
    EXPECT_NE(opened.error().what.find("folder"), std::string::npos);
}

TEST_F(SqliteInTrouble, WhatIsNoDatabaseIsNotTouched) {
    const std::string letter = "Dear Sir or Madam, " + std::string(5000, 'x');
    std::ofstream(file) << letter;
    const auto opened = open_sqlite(file, IfMissing::Create);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Errc::BadInput);
    EXPECT_EQ(read_file(file), letter);
}

TEST_F(SqliteInTrouble, ADamagedFileIsSeen) {
    {
        auto centre = open_centre();
        SDC_OK(centre);
        for (int i = 0; i < 200; ++i) {
            core::Customer customer;
            customer.id = core::CustomerId("k" + std::to_string(i));
            customer.name = "김민수";
            SDC_OK((*centre)->customers.save(customer, fakes::moment()));
        }
    }
    {
        std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
        const auto size = static_cast<std::streamoff>(fs::file_size(file));
        const std::string rubbish(static_cast<std::size_t>(size / 2), '\x5A');
        out.seekp(size / 4);
        out.write(rubbish.data(), static_cast<std::streamsize>(rubbish.size()));
    }
    const auto inspected = open_sqlite(file, IfMissing::Fail, Inspect::WholeFile);
    ASSERT_FALSE(inspected);
    EXPECT_EQ(inspected.error().code, Errc::BadInput);
    EXPECT_NE(inspected.error().what.find("backup"), std::string::npos);
    // Without the inspection it may open; using it is an error and not the end of the program.
    if (auto database = open_sqlite(file, IfMissing::Fail)) {
        const auto rows = (*database)->query("SELECT * FROM customers ORDER BY id");
        const auto names = (*database)->query("SELECT * FROM customer_names");
        EXPECT_TRUE(!rows || !names || rows->size() != 200);
    }
}

TEST_F(SqliteInTrouble, AnotherWriterIsWaitedForAndThenNamed) {
    auto ours = open_centre();
    SDC_OK(ours);
    auto theirs = open_sqlite(file, IfMissing::Fail);
    SDC_OK(theirs);
    SDC_OK((*theirs)->begin());
    const auto late = (*ours)->settings.put("a", "b");
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, Errc::Unavailable);
    EXPECT_NE(late.error().what.find("another program"), std::string::npos);
    EXPECT_FALSE((*ours)->healthy());
    EXPECT_TRUE((*ours)->settings.get("a")) << "readers are not stopped by a writer";
    (*theirs)->rollback();
    SDC_OK((*ours)->settings.put("a", "b")); // Recovers by itself.
    SDC_OK((*ours)->healthy());
}

// The limit of a process' files stands in for a full disk: both are ENOSPC's relatives and leave
// half a page behind. In a child, because the limit cannot be taken back.
TEST_F(SqliteInTrouble, AFullDiskLosesNothingThatWasSaved) {
    SDC_OK(open_centre());
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN); // Then write() fails instead.
        auto centre = open_centre();
        if (!centre || !(*centre)->settings.put("before", "saved")) _exit(10);
        const rlimit limit{fs::file_size(file.string() + "-wal") + 20'000, RLIM_INFINITY};
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(11);
        for (int i = 0; i < 1000; ++i) {
            const auto put = (*centre)->settings.put("big", std::string(10'000, 'x'));
            if (put) continue;
            if (put.error().code != Errc::Unavailable) _exit(12);
            _exit((*centre)->settings.get("before") ? 0 : 13);
        }
        _exit(14); // It was never full.
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
    auto centre = open_centre();
    SDC_OK(centre);
    EXPECT_EQ(*(*centre)->settings.get("before"), "saved");
}

} // namespace
} // namespace sangdam::store
