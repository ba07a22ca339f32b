// SPDX-License-Identifier: MIT

#include "os/paths.h"
#include "unit/os/temporary_folder.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <string>

namespace sangdam::os {
namespace {

namespace fs = std::filesystem;

Environment with(std::map<std::string, std::string> values) {
    return [values](const std::string& name) -> std::optional<std::string> {
        const auto it = values.find(name);
        if (it == values.end()) return std::nullopt;
        return it->second;
    };
}
auto mode_of(const fs::path& path) { return fs::status(path).permissions() & fs::perms::all; }

class Paths : public InAFolder {};

TEST_F(Paths, TheDataFolderIsMadeForItsOwnerOnly) {
    const auto environment = with({{"XDG_DATA_HOME", (folder_ / "a/b").string()}});
    const auto made = data_dir("", environment);
    ASSERT_TRUE(made) << made.error().what;
    EXPECT_EQ(*made, folder_ / "a/b/sangdamcall");
    EXPECT_EQ(mode_of(*made), fs::perms::owner_all);
}

TEST_F(Paths, WithoutXdgEverythingIsBelowHomeAndRelativeVariablesAreIgnored) {
    const auto environment = with({{"HOME", folder_.string()}, {"XDG_DATA_HOME", "relative"}});
    EXPECT_EQ(*data_dir("", environment), folder_ / ".local/share/sangdamcall");
    EXPECT_EQ(*session_dir("", environment), folder_ / ".local/share/sangdamcall");
    EXPECT_EQ(settings_file("desk.toml", environment), folder_ / ".config/sangdamcall/desk.toml");
}

TEST_F(Paths, AChosenDataFolderHasItsOwnSession) {
    const auto environment = with({{"XDG_RUNTIME_DIR", folder_.string()}});
    EXPECT_EQ(*session_dir("", environment), folder_ / "sangdamcall");
    EXPECT_EQ(*session_dir((folder_ / "mine").string(), environment), folder_ / "mine");
}

TEST_F(Paths, AFolderThatCannotBeMadeIsAnErrorThatNamesIt) {
    std::ofstream(folder_ / "file") << "x";
    const auto made = data_dir((folder_ / "file" / "below").string());
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, base::Errc::Unavailable);
    EXPECT_NE(made.error().what.find("file/below"), std::string::npos);
    EXPECT_FALSE(data_dir((folder_ / "file").string())) << "a file is no folder";
}

TEST_F(Paths, ResourcesMayBeChosen) {
    EXPECT_EQ(*resource_dir(with({{"SANGDAM_RESOURCES", folder_.string()}})), folder_);
}

} // namespace
} // namespace sangdam::os
