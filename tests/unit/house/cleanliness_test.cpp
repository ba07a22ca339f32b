// SPDX-License-Identifier: MIT
//
// Habits of the house that a reviewer would look for with grep.

#include "unit/house/source_tree.h"

#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <string>

namespace sangdam::house {
namespace {

constexpr std::size_t kLongestFile = 600;

TEST(House, NoFileIsLongerThanOneCanReadInOneSitting) {
    for (const auto& file : all_texts()) {
        if (file.path.ends_with(".po") || file.path.ends_with(".patch")) continue; // Not prose.
        if (file.path.starts_with("tests/data/ami/")) continue; // Recorded, not written.
        EXPECT_LE(file.lines.size(), kLongestFile) << file.path;
    }
}

TEST(House, EveryFileSaysItsLicenceFirst) {
    for (const auto& file : all_texts()) {
        if (!file.path.ends_with(".h") && !file.path.ends_with(".cpp")) continue;
        ASSERT_FALSE(file.lines.empty()) << file.path << " is empty";
        EXPECT_EQ(file.lines.front().text, "// SPDX-License-Identifier: MIT") << file.path;
    }
}

TEST(House, EveryHeaderIsGuarded) {
    for (const auto& file : product_sources()) {
        if (!file.is_header()) continue;
        bool guarded = false;
        for (const auto& line : file.lines) guarded = guarded || line.text == "#pragma once";
        EXPECT_TRUE(guarded) << file.path;
    }
}

struct Habit {
    const char* word; // A line without it needs no look: regular expressions are slow.
    const char* pattern;
    const char* why;
    std::set<std::string> except; // Files, each of which says why beside the line.
};

TEST(House, ProductCodeHasNoneOfTheHabitsThatNeedAnExcuse) {
    const std::vector<Habit> habits{
        {"instance", R"(\binstance\s*\(\s*\))", "no singletons", {}},
        {"sleep", R"(\bsleep_(for|until)\b|\busleep\s*\(|\bnanosleep\s*\()", "nothing sleeps", {}},
        {"detach", R"((\.|->)detach\s*\(\s*\))", "no detached threads", {}},
        {"volatile", R"(\bvolatile\b)", "volatile is not for threads", {"src/base/secret.h"}},
        {"std::",
         R"(\bstd::(promise|async|future)\b)",
         "threads meet by post(), not by waiting",
         {}},
    };
    for (const auto& habit : habits) {
        const std::regex pattern(habit.pattern);
        for (const auto& file : product_sources()) {
            if (habit.except.contains(file.path)) continue;
            for (const auto& line : code_only(file)) {
                if (line.text.find(habit.word) == std::string::npos) continue;
                EXPECT_FALSE(std::regex_search(line.text, pattern))
                    << at(file, line) << "\n  " << habit.why;
            }
        }
    }
}

TEST(House, OnlyTheProgramsThemselvesTalkToTheTerminal) {
    const std::regex pattern(R"(\b(std::)?(f|v)?printf\b|\bstd::(cout|cerr)\b)");
    for (const auto& file : product_sources()) {
        if (file.module == "shell" || file.module == "hubd") continue; // Their output is CLI.
        for (const auto& line : code_only(file))
            EXPECT_FALSE(std::regex_search(line.text, pattern))
                << at(file, line) << "\n  what happens is said with base::log";
    }
}

TEST(House, WhoeverDecidesGetsTheTimeAsAnArgument) {
    const std::regex pattern(R"(\b(system_clock|steady_clock|Clock|clock)::now\b)");
    // The others are edges: they stamp what comes in.
    const std::set<std::string> decides{"core", "wire",  "config", "desk",    "hub",    "store",
                                        "pbx",  "phone", "card",   "console", "dialogs"};
    for (const auto& file : product_sources()) {
        if (!decides.contains(file.module)) continue;
        for (const auto& line : code_only(file))
            EXPECT_FALSE(std::regex_search(line.text, pattern)) << at(file, line);
    }
}

TEST(House, UnitTestsDoNotSleep) {
    const std::regex pattern(R"(\bsleep_(for|until)\b|\busleep\s*\()");
    for (const auto& file : all_texts()) {
        if (!file.path.starts_with("tests/unit/") && !file.path.starts_with("tests/contract/"))
            continue;
        if (!file.path.ends_with(".cpp") && !file.path.ends_with(".h")) continue;
        for (const auto& line : code_only(file))
            EXPECT_FALSE(std::regex_search(line.text, pattern)) << at(file, line);
    }
}

TEST(House, NothingNamesTheMachineItWasBuiltOn) {
    // Written in pieces, so that this file does not accuse itself.
    const std::regex pattern(std::string("/wo") + "rk/|/tmp/" + "sdc|/home/[a-z]");
    for (const auto& file : all_texts())
        for (const auto& line : file.lines)
            EXPECT_FALSE(std::regex_search(line.text, pattern)) << at(file, line);
}

TEST(House, TheReaderOfSourcesSeesThroughCommentsAndLiterals) {
    SourceFile file{"x.cpp",
                    "core",
                    {{1, "int a; // sleep_for"},
                     {2, "auto s = \"sleep_for \\\" detach()\"; b();"},
                     {3, "/* one"},
                     {4, "two */ c(); char q = '\"'; d();"},
                     {5, "auto n = 1'000; e(); auto r = R\"x(\"sleep)x\"; f();"}}};
    const auto code = code_only(file);
    ASSERT_EQ(code.size(), 5u);
    for (const auto& line : code) {
        EXPECT_EQ(line.text.find("sleep"), std::string::npos) << line.text;
        EXPECT_EQ(line.text.find("one"), std::string::npos) << line.text;
    }
    for (const auto* call : {"b();", "c();", "d();", "e();", "f();"}) {
        bool seen = false;
        for (const auto& line : code) seen = seen || line.text.find(call) != std::string::npos;
        EXPECT_TRUE(seen) << call;
    }
}

} // namespace
} // namespace sangdam::house
