// SPDX-License-Identifier: MIT
//
// A backup is of one moment, whole, and fits into either engine; what is not whole is refused.

#include "centre_fixture.h"
#include "store/backup.h"
#include "store/sqlite/sqlite_database.h"
#include "store/verify.h"

#include <fstream>

namespace sangdam::store {
namespace {

using base::Errc;
namespace fs = std::filesystem;

const Progress kQuiet = [](const std::string&, std::uint64_t) {};

class ABackup : public OnEachDriver {
protected:
    void SetUp() override {
        OnEachDriver::SetUp();
        if (!store) return;
        add_agent("hong", "101");
        auto customer = fakes::a_customer();
        customer.revision = 0;
        SDC_OK(store->customers.save(customer, fakes::moment()));
        SDC_OK(store->calls.put(fakes::a_call()));
        SDC_OK(store->calls.put(fakes::an_attempt()));
        SDC_OK(store->wrap_ups.save(fakes::a_wrap_up(), fakes::moment()));
        for (int i = 0; i < 120; ++i) // More than one INSERT, and a rest.
            add_call("r" + std::to_string(i), "010-0000-0001", i, core::CallResult::Answered);
        SDC_OK(store->access_log.append(
            {fakes::moment(), core::AgentId("a"), "::1", "view", customer.id, ""}));
        SDC_OK(store->events.append(fakes::moment(), "x", [](std::uint64_t) { return "body"; }));
    }
    base::Result<RecordsSeen> make() {
        return back_up(store->database(), test_sealer(), file, fakes::moment(), kQuiet);
    }
    base::Status into(const std::string& driver, const fs::path& where, IfFull if_full) {
        for (const auto& each : all_drivers()) {
            if (each.name != driver) continue;
            SDC_TRY(auto database, each.open(where));
            SDC_CHECK(
                store::restore(file, *database, test_sealer(), if_full, fakes::moment(), kQuiet));
            SDC_TRY(restored,
                    CentreStore::open(std::move(database), test_sealer(), fakes::moment()));
        }
        return base::Done{};
    }
    base::Error verify_error() {
        const auto seen = verify_backup(file, test_sealer(), kQuiet);
        EXPECT_FALSE(seen);
        return seen ? base::Error{Errc::Internal, "it is good"} : seen.error();
    }
    void damage(const char* sql) {
        auto database = open_sqlite(file, IfMissing::Fail);
        SDC_OK(database);
        SDC_OK((*database)->script(sql));
    }
    TestFolder other;
    const fs::path file = folder.path() / "centre.backup";
    std::unique_ptr<CentreStore> restored;
};
SDC_ON_EACH_DRIVER(ABackup);

TEST_P(ABackup, OfEitherEngineFitsIntoTheOther) {
    const auto made = make();
    SDC_OK(made);
    EXPECT_GT(made->rows, 120u);
    SDC_OK(verify_backup(file, test_sealer(), kQuiet));
    for (const auto& driver : all_drivers()) {
        if (!driver.missing().empty()) continue;
        restored.reset();
        TestFolder target;
        SDC_OK(into(driver.name, target.path(), IfFull::Refuse));
        auto customer = restored->customers.find(fakes::a_customer().id);
        SDC_OK(customer);
        EXPECT_EQ(customer->name, fakes::a_customer().name);
        EXPECT_EQ(restored->history.all("", 500)->entries, store->history.all("", 500)->entries);
        EXPECT_EQ(restored->settings.choices()->categories, store->settings.choices()->categories);
        EXPECT_EQ(*restored->access_log.verify(), std::nullopt);
        const auto next =
            restored->events.append(fakes::moment(), "x", [](std::uint64_t) { return ""; });
        EXPECT_EQ(next->sequence, 2u) << "sequences go on";
        restored.reset();
    }
}

// A server that was set up in Korean sorts texts by other rules than a SQLite file.
TEST_P(ABackup, DoesNotDependOnHowTheServerSortsTexts) {
    if (GetParam().name != "postgres") GTEST_SKIP() << "SQLite sorts one way only";
    SDC_OK(store->database().script(
        "ALTER TABLE customers ALTER COLUMN id TYPE TEXT COLLATE \"und-x-icu\""));
    open(); // What the old connection has prepared does not fit any more.
    auto customer = fakes::a_customer();
    customer.revision = 0;
    for (const char* id : {"a", "B", "c", "가", "D"}) {
        customer.id = core::CustomerId(id);
        SDC_OK(store->customers.save(customer, fakes::moment()));
    }
    SDC_OK(make());
    SDC_OK(verify_backup(file, test_sealer(), kQuiet));
}

TEST_P(ABackup, IsOfOneMomentWhileOthersWrite) {
    auto writer = GetParam().open(folder.path());
    SDC_OK(writer);
    bool wrote = false;
    const auto made =
        back_up(store->database(), test_sealer(), file, fakes::moment(),
                [&](const std::string&, std::uint64_t) {
                    if (std::exchange(wrote, true)) return;
                    EXPECT_TRUE((*writer)->script("DELETE FROM wrap_ups; DELETE FROM attempts; "
                                                  "DELETE FROM calls"));
                });
    SDC_OK(made);
    EXPECT_TRUE(wrote);
    SDC_OK(into("sqlite", other.path(), IfFull::Refuse));
    EXPECT_EQ(restored->history.all("", 500)->entries.size(), 121u);
    EXPECT_TRUE(store->history.all("", 500)->entries.empty()) << "the writer was stopped";
}

TEST_P(ABackup, ReplacesNothingUnasked) {
    SDC_OK(make());
    EXPECT_EQ(make().error().code, Errc::Conflict) << "over the last backup";
    add_call("later", "010-0000-0002", 0, core::CallResult::Answered);
    store.reset();
    const auto refused = into(GetParam().name, folder.path(), IfFull::Refuse);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::Conflict);
    EXPECT_NE(refused.error().what.find("--overwrite"), std::string::npos);
    SDC_OK(into(GetParam().name, folder.path(), IfFull::Overwrite));
    EXPECT_EQ(restored->calls.find(core::CallRef("later")).error().code, Errc::NotFound);
    EXPECT_EQ(std::distance(fs::directory_iterator(other.path()), {}), 0);
}

TEST_P(ABackup, ThatWasChangedIsSeen) {
    SDC_OK(make());
    damage("UPDATE calls SET talked_s = talked_s + 1 WHERE ref = 'r7'");
    EXPECT_NE(verify_error().what.find("calls is not the same"), std::string::npos);
    damage("DELETE FROM calls WHERE ref = 'r8'");
    EXPECT_NE(verify_error().what.find("rows instead of"), std::string::npos);
    EXPECT_FALSE(into("sqlite", other.path(), IfFull::Refuse));
}

TEST_P(ABackup, OfOtherKeysIsRefused) {
    SDC_OK(make());
    const auto foreign = Sealer::from_text(Sealer::new_key_text());
    const auto seen = verify_backup(file, *foreign, kQuiet);
    ASSERT_FALSE(seen);
    EXPECT_EQ(seen.error().code, Errc::Refused);
    EXPECT_NE(seen.error().what.find("key file"), std::string::npos);
}

TEST_P(ABackup, ThatIsNoneOrWasCutOffIsSaid) {
    EXPECT_EQ(verify_error().code, Errc::NotFound);
    std::ofstream(file) << "dear diary, this is not a backup at all, and was never meant to be one";
    EXPECT_EQ(verify_error().code, Errc::BadInput);
    fs::remove(file);
    SDC_OK(open_sqlite(file, IfMissing::Create)); // A database, but not one of ours.
    EXPECT_NE(verify_error().what.find("no backup"), std::string::npos);
    fs::remove(file);
    SDC_OK(make());
    damage("DELETE FROM backup");
    EXPECT_NE(verify_error().what.find("never finished"), std::string::npos);
    fs::resize_file(file, fs::file_size(file) / 2);
    EXPECT_EQ(verify_error().code, Errc::BadInput);
}

TEST_P(ABackup, OfADiskThatIsMissingLeavesNothingBehind) {
    const auto made = back_up(store->database(), test_sealer(), folder.path() / "no" / "x",
                              fakes::moment(), kQuiet);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, Errc::Unavailable);
    EXPECT_FALSE(store->database().in_transaction());
}

TEST_P(ABackup, WhoWantsToBeAloneIsToldOfTheOthers) {
    auto ours = GetParam().open(folder.path());
    SDC_OK(ours);
    const auto refused = (*ours)->be_alone();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::Conflict);
    EXPECT_NE(refused.error().what.find("stop every sangdam-hub"), std::string::npos);
    store.reset();
    SDC_OK((*ours)->be_alone());
    const auto late = GetParam().open(folder.path());
    EXPECT_TRUE(!late || !(*late)->query("SELECT name FROM settings")) << "a hub came in";
}

using TheRecords = ABackup;
SDC_ON_EACH_DRIVER(TheRecords);

TEST_P(TheRecords, AreVerifiedToTheLastSealedValue) {
    const auto good = verify_records(store->database(), test_sealer(), kQuiet);
    SDC_OK(good);
    EXPECT_TRUE(good->broken.empty());
    EXPECT_EQ(good->access_entries, 1u);
    SDC_OK(store->database().script("UPDATE customers SET memo = name"));
    const auto moved = verify_records(store->database(), test_sealer(), kQuiet);
    SDC_OK(moved);
    ASSERT_EQ(moved->broken.size(), 1u);
    EXPECT_NE(moved->broken[0].find("customers.memo"), std::string::npos);
    SDC_OK(store->database().script("UPDATE access_log SET agent = 'b'"));
    EXPECT_EQ(verify_records(store->database(), test_sealer(), kQuiet)->broken.size(), 2u);
}

} // namespace
} // namespace sangdam::store
