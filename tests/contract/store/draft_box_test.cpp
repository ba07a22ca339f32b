// SPDX-License-Identifier: MIT
//
// core::DraftBox on a sealed SQLite file.

#include "drafts_setup.h"
#include "fakes/manual_executor.h"
#include "store/draft_writer.h"
#include "store/migrations.h"
#include "store/sqlite/sqlite_database.h"

#include <csignal>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

namespace sangdam::store {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

class Drafts : public testing::Test {
protected:
    std::unique_ptr<SqliteDraftBox> open() { return open_box(file); }
    TestFolder folder;
    const fs::path file = folder.path() / "drafts.db";
};

TEST_F(Drafts, ComeBackOldestFirstWithAllThatWasTyped) {
    {
        auto box = open();
        ASSERT_TRUE(keep(*box, a_draft("r2", "둘째", 2)));
        ASSERT_TRUE(keep(*box, a_draft("r1", "첫째", 1)));
        ASSERT_TRUE(keep(*box, a_draft("r2", "둘째, 더 씀", 3)));
    }
    auto box = open();
    const auto drafts = all(*box);
    ASSERT_EQ(drafts.size(), 2u);
    EXPECT_EQ(drafts[0].wrap_up.note, "첫째");
    EXPECT_EQ(drafts[1].wrap_up.note, "둘째, 더 씀");
    EXPECT_EQ(drafts[1].wrap_up, a_draft("r2", "둘째, 더 씀", 3).wrap_up);
    EXPECT_EQ(drafts[1].caller, a_draft("r2", "", 3).caller);
    EXPECT_EQ(drafts[1].heading, "김민수");
    EXPECT_EQ(drafts[1].changed, fakes::moment(3));
}

TEST_F(Drafts, WhatWasSentIsGoneForGood) {
    {
        auto box = open();
        ASSERT_TRUE(keep(*box, a_draft("r1", "첫째", 1)));
        ASSERT_TRUE(keep(*box, a_draft("r2", "둘째", 2)));
        box->drop(core::CallRef("r1"));
        EXPECT_EQ(all(*box).size(), 1u);
    }
    const auto drafts = all(*open());
    ASSERT_EQ(drafts.size(), 1u);
    EXPECT_EQ(drafts[0].wrap_up.call.value, "r2");
}

TEST_F(Drafts, WhatWaitsIsWrittenWhenTheBoxCloses) {
    int told = 0;
    {
        auto box = open();
        for (int i = 0; i < 50; ++i)
            box->keep(a_draft("r1", "글자 " + std::to_string(i), i), [&](base::Status kept) {
                EXPECT_TRUE(kept);
                ++told;
            });
    }
    EXPECT_EQ(told, 50);
    const auto drafts = all(*open());
    ASSERT_EQ(drafts.size(), 1u);
    EXPECT_EQ(drafts[0].wrap_up.note, "글자 49");
}

TEST_F(Drafts, TheFileShowsNothingThatWasTyped) {
    {
        auto box = open();
        ASSERT_TRUE(keep(*box, a_draft("r1", "송장 번호를 다시 확인", 1)));
    }
    const auto bytes = read_file(file) + read_file(file.string() + "-wal");
    EXPECT_NE(bytes.find("r1"), std::string::npos) << "the wrong file was read";
    for (const char* personal : {"송장", "김민수", "01000005678", "821000005678"})
        EXPECT_EQ(bytes.find(personal), std::string::npos) << personal;
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

// The child types, is told "on disk", and is killed as nothing can be killed harder.
TEST_F(Drafts, OutliveKillMinusNine) {
    int told[2];
    ASSERT_EQ(pipe(told), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const auto box = open();
        box->keep(a_draft("r1", "마지막 글자까지", 1), [&](base::Status kept) {
            const char yes = kept ? 'y' : 'n';
            if (write(told[1], &yes, 1) != 1) _exit(1);
        });
        for (;;) pause();
    }
    close(told[1]);
    char answer = 0;
    EXPECT_EQ(read(told[0], &answer, 1), 1);
    close(told[0]);
    kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    EXPECT_EQ(answer, 'y');
    const auto drafts = all(*open());
    ASSERT_EQ(drafts.size(), 1u);
    EXPECT_EQ(drafts[0].wrap_up.note, "마지막 글자까지");
}

TEST_F(Drafts, ADamagedFileIsSetAsideAndWorkGoesOn) {
    std::ofstream(file) << std::string(10'000, 'x');
    {
        auto box = open();
        ASSERT_TRUE(box);
        EXPECT_TRUE(all(*box).empty());
        ASSERT_TRUE(keep(*box, a_draft("r1", "새로", 1)));
    }
    EXPECT_EQ(read_file(file.string() + ".damaged"), std::string(10'000, 'x'));
    EXPECT_EQ(all(*open()).size(), 1u);
}

TEST_F(Drafts, WithoutAFolderTheReasonIsSaid) {
    const auto opened = SqliteDraftBox::open(folder.path() / "no" / "drafts.db", test_sealer());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, base::Errc::Unavailable);
}

TEST_F(Drafts, OfAnotherKeyAreKeptButNotShown) {
    { ASSERT_TRUE(keep(*open(), a_draft("r1", "옛 열쇠", 1))); }
    {
        auto other = Sealer::from_text(Sealer::new_key_text());
        ASSERT_TRUE(other);
        auto box = SqliteDraftBox::open(file, std::move(*other));
        ASSERT_TRUE(box);
        EXPECT_TRUE(all(**box).empty());
    }
    EXPECT_EQ(all(*open()).size(), 1u);
}

// The writer by itself, with a time that stands still.
class Typing : public Drafts {
protected:
    void SetUp() override {
        auto database = open_sqlite(file, IfMissing::Create);
        ASSERT_TRUE(database);
        ASSERT_TRUE(migrate(**database, draft_migrations(), {}));
        auto second = open_sqlite(file, IfMissing::Fail);
        ASSERT_TRUE(second);
        beside = std::move(*second);
        writer = std::make_unique<DraftWriter>(std::move(*database), test_sealer());
        writer->start(time);
    }
    void TearDown() override { writer->close(); }
    void type(const std::string& note) {
        writer->keep(a_draft("r1", note, 1), [this](base::Status kept) { kept ? ++good : ++bad; });
    }
    std::int64_t commits() { // Changes whenever somebody else commits.
        const auto row = beside->first("PRAGMA data_version", {});
        return row ? (*row)->integer(0) : -1;
    }
    fakes::ManualExecutor time;
    std::unique_ptr<Database> beside;
    std::unique_ptr<DraftWriter> writer;
    int good = 0;
    int bad = 0;
};

TEST_F(Typing, TheFirstLetterIsSafeAtOnceAndTheNextOnesWithinATenthOfASecond) {
    const auto start = commits();
    type("ㄱ");
    EXPECT_EQ(good, 1);
    EXPECT_NE(commits(), start);
    const auto after_first = commits();
    for (int i = 0; i < 20; ++i) type("글자 " + std::to_string(i));
    EXPECT_EQ(good, 1) << "nobody is told before it is on disk";
    EXPECT_EQ(commits(), after_first);
    time.advance(99ms);
    EXPECT_EQ(good, 1);
    time.advance(1ms);
    EXPECT_EQ(good, 21);
    const auto after_second = commits();
    EXPECT_NE(after_second, after_first);
    time.advance(10s);
    EXPECT_EQ(commits(), after_second) << "nothing new, nothing written";
    EXPECT_EQ(writer->all()->front().wrap_up.note, "글자 19");
}

TEST_F(Typing, WhatCouldNotBeWrittenIsTriedAgain) {
    ASSERT_TRUE(beside->begin()); // Somebody holds the file.
    type("기다림");
    EXPECT_EQ(bad, 1);
    beside->rollback();
    time.advance(100ms);
    const auto drafts = writer->all();
    ASSERT_TRUE(drafts);
    ASSERT_EQ(drafts->size(), 1u);
    EXPECT_EQ(drafts->front().wrap_up.note, "기다림");
}

TEST_F(Typing, ADropWinsOverWhatWaitsBeforeIt) {
    type("하나");
    type("둘");
    writer->drop(core::CallRef("r1"));
    EXPECT_EQ(good, 2);
    EXPECT_TRUE(writer->all()->empty());
    time.advance(1s);
    EXPECT_TRUE(writer->all()->empty());
}

} // namespace
} // namespace sangdam::store
