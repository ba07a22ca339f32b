// SPDX-License-Identifier: MIT
//
// The architecture, as a test: who may include whom, and who owns which library. Change a table
// only together with the picture in README.md.

#include "unit/house/source_tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::house {
namespace {

using Names = std::set<std::string>;

const std::map<std::string, Names> kMayInclude{
    {"base", {}},
    {"core", {"base"}},
    {"config", {"base", "core"}},
    {"net", {"base"}},
    {"wire", {"base", "core"}},
    {"sip", {"base", "core"}},
    {"media", {"base", "core"}},
    {"store", {"base", "core"}},
    {"orders", {"base", "core", "wire"}},
    {"pbx", {"base", "core", "sip", "media", "phone"}},
    {"phone", {"base", "core", "sip", "media"}},
    {"hublink", {"base", "core", "net", "wire"}},
    {"hub", {"base", "core", "wire", "store"}},
    {"desk", {"base", "core"}},
    {"hid", {"base", "core"}},
    {"audio", {"base", "core"}},
    {"os", {"base", "core"}},
    {"kit", {"base", "core"}},
    {"words", {"base", "core", "desk", "kit"}},
    {"card", {"base", "core", "desk", "kit", "words"}},
    {"console", {"base", "core", "desk", "kit", "words"}},
    {"dialogs", {"base", "core", "desk", "kit", "words"}},
    {"tray", {"base", "core", "desk", "kit", "words"}},
};
const Names kCompositionRoots{"hubd", "shell"}; // Wiring: may include everything.

// Somebody else's headers, by the beginning of their name, and the modules that may see them.
struct Owner {
    std::string_view header;
    Names modules;
    std::size_t most_files = 1000;
};
const Names kWindows{"kit", "words", "card", "console", "dialogs", "tray", "shell"};
const std::vector<Owner> kOwners{
    {"wx/", kWindows},
    {"gtk/", kWindows},
    {"gdk/", kWindows},
    {"pango/", kWindows},
    {"X11/", kWindows},
    {"hidapi/", {"hid"}, 1},
    {"libudev.h", {"hid"}, 1},
    {"dbus/", {"os"}, 1},
    {"xcb/", {"os"}, 1},
    {"portaudio.h", {"audio"}, 1},
    {"alsa/", {"audio"}, 2},
    {"speex/", {"base"}, 1},
    {"opus/", {"media"}},
    {"srtp2/", {"media"}},
    {"sofia-sip/", {"sip"}},
    {"sofia-resolv/", {"sip"}},
    {"curl/", {"net"}},
    {"boost/", {"hub"}},
    {"openssl/", {"hub"}},
    {"sqlite3.h", {"store"}},
    {"libpq", {"store"}},
    {"sodium.h", {"store"}},
    {"crypt.h", {"orders"}, 1},
    {"nlohmann/", {"wire", "hub", "hublink", "orders", "shell", "hubd"}},
    {"toml++/", {"config", "hid"}},
    {"CLI/", {"shell", "hubd"}},
    {"spdlog/", {"base"}},
};
// The decisions of the product know no operating system.
const Names kPure{"core", "wire", "desk", "config"};

bool is_operating_system(const std::string& header) {
    static const std::regex names(
        "(sys|net|netinet|arpa|linux|alsa)/.*|(unistd|fcntl|poll|pthread|signal|dlfcn|pwd|errno|"
        "syslog|dirent|sched|spawn|termios|netdb|windows|winsock2|ws2tcpip|shlobj|io|process)\\.h");
    return std::regex_match(header, names);
}

struct Include {
    bool quoted;
    std::string header;
};

std::optional<Include> include_of(const Line& line) {
    static const std::regex pattern(R"re(^\s*#\s*include\s+(["<])([^">]+)[">])re");
    std::smatch match;
    if (!std::regex_search(line.text, match, pattern)) return std::nullopt;
    return Include{match[1] == "\"", match[2]};
}

bool is_third_party(const std::string& header) {
    return header.find('/') != std::string::npos || header.ends_with(".h") ||
           header.ends_with(".hpp");
}

TEST(Layers, EveryIncludeOfOursPointsDownwards) {
    for (const auto& file : product_sources()) {
        ASSERT_TRUE(kMayInclude.contains(file.module) || kCompositionRoots.contains(file.module))
            << file.path << ": module '" << file.module << "' is not in the table";
        for (const auto& line : file.lines) {
            const auto include = include_of(line);
            if (!include || !include->quoted) continue;
            const auto slash = include->header.find('/');
            EXPECT_NE(slash, std::string::npos)
                << at(file, line) << "\n  write it as \"module/file.h\"";
            const auto target = include->header.substr(0, slash);
            if (target == file.module || kCompositionRoots.contains(file.module)) continue;
            EXPECT_TRUE(kMayInclude.at(file.module).contains(target))
                << at(file, line) << "\n  " << file.module << " must not know " << target;
        }
    }
}

TEST(Layers, TheLinkGraphIsTheSameTable) {
    const auto modules = declared_modules();
    ASSERT_GE(modules.size(), 2u);
    for (const auto& module : modules) {
        const auto name = module.folder.substr(module.folder.rfind('/') + 1);
        if (kCompositionRoots.contains(name)) continue;
        ASSERT_TRUE(kMayInclude.contains(name)) << module.folder;
        for (const auto& target : module.depends)
            EXPECT_TRUE(kMayInclude.at(name).contains(target))
                << module.folder << "/CMakeLists.txt: " << name << " must not link " << target;
    }
}

TEST(Layers, EveryLibraryIsSeenOnlyByTheAdapterThatOwnsIt) {
    std::map<std::string_view, Names> seen_in;
    for (const auto& file : product_sources())
        for (const auto& line : file.lines) {
            const auto include = include_of(line);
            if (!include || include->quoted || !is_third_party(include->header)) continue;
            if (include->header.starts_with("fmt/")) continue; // Comes with base/log.h.
            if (is_operating_system(include->header)) {
                EXPECT_FALSE(kPure.contains(file.module)) << at(file, line);
                continue;
            }
            const auto owner = std::find_if(kOwners.begin(), kOwners.end(), [&](const Owner& each) {
                return include->header.starts_with(each.header);
            });
            if (owner == kOwners.end()) {
                ADD_FAILURE() << at(file, line) << "\n  belongs to nobody: add it to kOwners";
                continue;
            }
            EXPECT_TRUE(owner->modules.contains(file.module)) << at(file, line);
            seen_in[owner->header].insert(file.path);
        }
    for (const auto& owner : kOwners)
        EXPECT_LE(seen_in[owner.header].size(), owner.most_files)
            << owner.header << " is included in more than " << owner.most_files << " file(s)";
}

// fmt formats in the caller, so it is part of base/log.h; windows are made of wx.
TEST(Layers, NoPublicHeaderShowsALibraryOfSomebodyElse) {
    std::map<std::string, const SourceFile*> by_path;
    for (const auto& file : product_sources()) by_path[file.path] = &file;
    for (const auto& module : declared_modules())
        for (const auto& header : module.headers) {
            ASSERT_TRUE(by_path.contains(header)) << header << " is declared and does not exist";
            const auto& file = *by_path[header];
            for (const auto& line : file.lines) {
                const auto include = include_of(line);
                if (!include || include->quoted || !is_third_party(include->header)) continue;
                const bool allowed =
                    file.path == "src/base/log.h" ||
                    (include->header.starts_with("wx/") && kWindows.contains(file.module));
                EXPECT_TRUE(allowed) << at(file, line);
            }
        }
}

} // namespace
} // namespace sangdam::house
