// SPDX-License-Identifier: MIT
//
// The desk's cache and outbox on a real file.

#include "drivers.h"
#include "fakes/records.h"
#include "store/offline_box.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <future>
#include <iterator>

namespace sangdam::store {
namespace {

const core::AgentId kHong("agent-hong"), kLee("agent-lee");

class OfflineBoxTest : public testing::Test {
protected:
    OfflineBoxTest() { reopen(); }
    void reopen() {
        box.reset();
        auto opened = SqliteOfflineBox::open(file(), test_sealer());
        ASSERT_TRUE(opened) << opened.error().what;
        box = std::move(*opened);
    }
    std::filesystem::path file() const { return folder.path() / "offline.db"; }

    static core::WaitingWrite write(const std::string& key, const std::string& body) {
        return {key, "wrap_up", body, fakes::moment(1), {}};
    }
    bool keep(const core::AgentId& owner, core::WaitingWrite what) {
        std::promise<bool> told;
        box->keep(owner, std::move(what), [&](base::Status kept) { told.set_value(bool(kept)); });
        return told.get_future().get();
    }
    std::vector<std::string> waiting(const core::AgentId& owner) {
        std::promise<std::vector<std::string>> told;
        box->waiting(owner, [&](const base::Result<std::vector<core::WaitingWrite>>& all) {
            std::vector<std::string> words;
            if (all)
                for (const auto& each : *all)
                    words.push_back(each.key + ' ' + each.body +
                                    (each.refused.empty() ? "" : " refused: " + each.refused));
            told.set_value(words);
        });
        return told.get_future().get();
    }
    std::optional<core::Remembered> recall(const core::AgentId& owner, const std::string& name) {
        std::promise<std::optional<core::Remembered>> told;
        box->recall(owner, name, [&](const base::Result<std::optional<core::Remembered>>& found) {
            EXPECT_TRUE(found);
            told.set_value(found ? *found : std::nullopt);
        });
        return told.get_future().get();
    }

    TestFolder folder;
    std::unique_ptr<SqliteOfflineBox> box;
};

TEST_F(OfflineBoxTest, WritesComeBackInTheirOrderAfterARestart) {
    for (const char* key : {"c", "a", "b"}) ASSERT_TRUE(keep(kHong, write(key, "note")));
    reopen();
    EXPECT_THAT(waiting(kHong), testing::ElementsAre("c note", "a note", "b note"));
}

TEST_F(OfflineBoxTest, TheSameKeyIsTheSameWriteAtItsPlace) {
    keep(kHong, write("a", "first"));
    keep(kHong, write("b", "other"));
    keep(kHong, write("a", "better"));
    EXPECT_THAT(waiting(kHong), testing::ElementsAre("a better", "b other"));
}

TEST_F(OfflineBoxTest, OnASharedPcNobodySeesAnothersWritesOrAnswers) {
    keep(kHong, write("a", "mine"));
    box->remember(kHong, "card 010", {"kim", fakes::moment(1)});
    EXPECT_THAT(waiting(kLee), testing::IsEmpty());
    EXPECT_FALSE(recall(kLee, "card 010"));
    EXPECT_EQ(recall(kHong, "card 010")->text, "kim");
}

TEST_F(OfflineBoxTest, WhatTheHubRefusedStaysToBeSeen) {
    keep(kHong, write("a", "note"));
    box->refuse(kHong, "a", "somebody was faster");
    reopen();
    EXPECT_THAT(waiting(kHong), testing::ElementsAre("a note refused: somebody was faster"));
    box->drop(kHong, "a");
    EXPECT_THAT(waiting(kHong), testing::IsEmpty());
}

TEST_F(OfflineBoxTest, TheNewerAnswerReplacesTheOlder) {
    box->remember(kHong, "queue", {"one", fakes::moment(1)});
    box->remember(kHong, "queue", {"two", fakes::moment(2)});
    EXPECT_EQ(recall(kHong, "queue")->text, "two");
    EXPECT_EQ(recall(kHong, "queue")->read_at, fakes::moment(2));
}

TEST_F(OfflineBoxTest, TheFileShowsNeitherWhoNorWhat) {
    keep(kHong, write("a", "김민수 01012345678"));
    box->remember(kHong, "card 01012345678", {"김민수", fakes::moment(1)});
    box.reset();
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string all{std::istreambuf_iterator<char>(in), {}};
        EXPECT_EQ(all.find("김민수"), std::string::npos) << entry.path();
        EXPECT_EQ(all.find("01012345678"), std::string::npos) << entry.path();
    }
}

TEST_F(OfflineBoxTest, ADamagedFileIsSetAsideAndTheAgentCanWork) {
    box.reset();
    std::ofstream(file(), std::ios::binary) << std::string(5'000, 'x');
    reopen();
    EXPECT_TRUE(keep(kHong, write("a", "note")));
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "offline.db.damaged"));
}

} // namespace
} // namespace sangdam::store
