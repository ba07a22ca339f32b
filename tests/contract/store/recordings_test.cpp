// SPDX-License-Identifier: MIT

#include "base/uuid.h"
#include "drivers.h"
#include "store/sealed_recordings.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace sangdam::store {
namespace {

const core::CallRef kCall("01931f5e-7a00-7000-8000-000000000001");
const base::WallTime kNow{std::chrono::milliseconds(1'795'354'288'000)};

class Recordings : public testing::Test {
protected:
    std::string record(std::initializer_list<std::string> pieces) {
        auto sink = shelf.begin(kCall, kNow);
        EXPECT_TRUE(sink);
        for (const auto& piece : pieces) EXPECT_TRUE((*sink)->write(piece));
        return (*sink)->finish().value();
    }
    std::filesystem::path file() {
        return std::filesystem::directory_iterator(folder.path() / "rec")->path();
    }
    TestFolder folder;
    SealedRecordings shelf = SealedRecordings::open(folder.path() / "rec", test_sealer()).value();
};

TEST_F(Recordings, WhatWasSaidComesBackAndTheFileShowsNothingOfIt) {
    const auto name = record({"여보세요 ", "네"});
    const auto opened = shelf.read(name);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->bytes, "여보세요 네");
    EXPECT_TRUE(opened->whole);
    EXPECT_EQ(read_file(file()).find("여보세요"), std::string::npos);
    EXPECT_EQ(std::filesystem::status(file()).permissions() & std::filesystem::perms::others_all,
              std::filesystem::perms::none);
}

TEST_F(Recordings, OneThatACrashCutShortOpensUpToThere) {
    const auto name = record({"first", "second"});
    std::filesystem::resize_file(file(), std::filesystem::file_size(file()) - 60);
    const auto opened = shelf.read(name);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->bytes.substr(0, 5), "first");
    EXPECT_FALSE(opened->whole);
}

TEST_F(Recordings, APieceOfAnotherRecordingDoesNotOpen) {
    const auto name = record({"mine"});
    std::filesystem::rename(file(), folder.path() / "rec" / "0193-1.sdcrec");
    EXPECT_FALSE(shelf.read("0193-1"));
    EXPECT_EQ(shelf.read(name).error().code, base::Errc::NotFound);
}

TEST_F(Recordings, ANameNeverLeavesTheFolder) {
    EXPECT_EQ(shelf.read("../../etc/passwd").error().code, base::Errc::NotFound);
    EXPECT_FALSE(shelf.begin(core::CallRef("../x"), kNow));
    const auto name = record({"mine"});
    EXPECT_TRUE(shelf.remove(name));
    EXPECT_TRUE(shelf.remove(name)) << "it is gone either way";
    EXPECT_EQ(shelf.read(name).error().code, base::Errc::NotFound);
}

} // namespace
} // namespace sangdam::store
