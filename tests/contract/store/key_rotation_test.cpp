// SPDX-License-Identifier: MIT
//
// New keys for a centre with records: all of it opens, is found, and the old key opens nothing;
// also when the rotation was killed anywhere.

#include "centre_fixture.h"
#include "store/key_rotation.h"
#include "store/sealed_tables.h"
#include "store/sqlite/sqlite_database.h"

#include <fstream>
#include <set>

namespace sangdam::store {
namespace {

using base::Errc;
namespace fs = std::filesystem;

const Progress kQuiet = [](const std::string&, std::uint64_t) {};

class ARotation : public testing::TestWithParam<Driver> {
protected:
    void SetUp() override {
        SDC_ON_THIS_MACHINE(GetParam());
        open();
        SDC_OK(store);
        auto customer = fakes::a_customer();
        customer.revision = 0;
        SDC_OK((*store)->customers.save(customer, fakes::moment()));
        SDC_OK(
            (*store)->agents.add(fakes::an_agent(), "hash", base::Secret("sip"), fakes::moment()));
        SDC_OK((*store)->calls.put(fakes::a_call()));
        auto promise = fakes::a_callback();
        promise.revision = 0;
        SDC_OK((*store)->callbacks.save(promise, std::nullopt, fakes::moment()));
        SDC_OK((*store)->wrap_ups.save(fakes::a_wrap_up(), fakes::moment()));
        SDC_OK((*store)->events.append(fakes::moment(), "x", [](std::uint64_t) { return "body"; }));
        SDC_OK((*store)->idempotency.keep(fakes::an_agent().id, "key", {"PUT", 200, "", "answer"},
                                          fakes::moment()));
        SDC_OK((*store)->access_log.append(seen()));
        core::Shop shop;
        shop.id = core::ShopId("s1");
        shop.name = "예시";
        shop.secret = base::Secret("shop's secret");
        SDC_OK((*store)->shops.put(shop, fakes::moment()));
        SDC_OK((*store)->orders.put({an_order()}));
        close();
    }
    static core::OrderLine an_order() {
        core::OrderLine line;
        line.shop = core::ShopId("s1");
        line.number = "1";
        line.order = "O1";
        line.ordered_at = line.read_at = fakes::moment();
        line.product = "한라봉 3kg";
        line.orderer = {"김가상", {core::PhoneNumber::parse("010-1234-5678")}};
        return line;
    }
    static Access seen() {
        return {fakes::moment(), fakes::an_agent().id, "::1", "view", fakes::a_customer().id, ""};
    }
    void open() {
        auto sealer = Sealer::open(keys);
        SDC_OK(sealer);
        auto database = GetParam().open(folder.path());
        SDC_OK(database);
        store = CentreStore::open(std::move(*database), std::move(*sealer), fakes::moment());
    }
    void close() { store = base::Error{Errc::NotFound, "closed"}; }
    base::Result<Rotated> rotate(const Progress& progress = kQuiet) {
        SDC_TRY(auto database, GetParam().open(folder.path()));
        return rotate_keys(*database, keys, progress);
    }
    void everything_is_there() {
        open();
        SDC_OK(store);
        auto& centre = **store;
        const auto by_number =
            centre.customers.find_by_number(core::PhoneNumber::parse("010-0000-5678"));
        SDC_OK(by_number);
        ASSERT_TRUE(*by_number);
        EXPECT_EQ((*by_number)->memo, fakes::a_customer().memo);
        EXPECT_EQ(centre.customers.with_last_four("6789", "", 10)->customers.size(), 1u);
        EXPECT_EQ(centre.customers.with_name("민수", "", 10)->customers.size(), 1u);
        EXPECT_EQ(centre.history.of_number(core::PhoneNumber::parse("01000005678"), "", 10)
                      ->entries.size(),
                  1u);
        EXPECT_EQ(centre.wrap_ups.find(fakes::a_call().ref)->note, fakes::a_wrap_up().note);
        const auto promised = centre.callbacks.open_of_number(fakes::a_callback().number);
        SDC_OK(promised);
        ASSERT_EQ(promised->size(), 1u);
        EXPECT_EQ(promised->front().note, fakes::a_callback().note);
        EXPECT_EQ(centre.agents.sip_password(fakes::an_agent().id)->reveal(), "sip");
        EXPECT_EQ(centre.events.after(0, 10)->front().body, "body");
        const auto answer = centre.idempotency.find(fakes::an_agent().id, "key", "PUT");
        SDC_OK(answer);
        EXPECT_EQ((*answer)->body, "answer");
        const auto orders = centre.orders.of_number(core::PhoneNumber::parse("010-1234-5678"));
        SDC_OK(orders);
        ASSERT_EQ(orders->size(), 1u);
        EXPECT_EQ(orders->front().product, "한라봉 3kg");
        EXPECT_EQ(centre.orders.suggestions(core::PhoneNumber::parse("02-1234-5678"))->size(), 1u);
        EXPECT_EQ(centre.shops.all()->front().shop.secret.reveal(), "shop's secret");
        SDC_OK(centre.access_log.append(seen()));
        EXPECT_EQ(*centre.access_log.verify(), std::nullopt) << "the chain goes on over the change";
        close();
    }
    TestFolder folder;
    const fs::path keys = folder.path() / "keys";
    base::Result<std::unique_ptr<CentreStore>> store = base::Error{Errc::NotFound, "closed"};
};
SDC_ON_EACH_DRIVER(ARotation);

TEST_P(ARotation, LosesNothingAndLeavesNothingToTheOldKey) {
    const auto old_text = read_file(keys);
    const auto rotated = rotate();
    SDC_OK(rotated);
    EXPECT_FALSE(rotated->resumed);
    // Agent, customer and its two numbers, call, callback, wrap-up, event, answer, shop, order.
    EXPECT_EQ(rotated->rows, 11u);
    EXPECT_EQ(read_file(rotated->former), old_text);
    EXPECT_EQ(fs::status(rotated->former).permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
    everything_is_there();

    const auto thief = Sealer::from_text(base::Secret(old_text));
    auto database = GetParam().open(folder.path());
    SDC_OK(database);
    for (const auto& table : sealed_tables()) {
        const auto rows = sealed_page(**database, table, {}, 100);
        SDC_OK(rows);
        for (const auto& row : *rows)
            for (std::size_t i = 0; i < table.columns.size(); ++i) {
                const auto at = table.keys.size() + 1 + i;
                if (row.null(at)) continue;
                EXPECT_FALSE(thief->unseal(row.bytes(at),
                                           table.context(i) + ':' + row.text(table.keys.size())))
                    << table.context(i);
            }
    }
}

TEST_P(ARotation, MayBeDoneAgain) {
    SDC_OK(rotate());
    everything_is_there();
    const auto again = rotate();
    SDC_OK(again);
    EXPECT_FALSE(again->resumed);
    everything_is_there();
}

// As after kill -9: whatever was not committed is not there.
TEST_P(ARotation, ThatWasKilledIsRefusedAtTheDoorAndGoesOnWhereItWas) {
    for (int cut = 0; cut < static_cast<int>(sealed_tables().size()); ++cut) {
        int tables = 0;
        struct Killed {};
        try {
            SDC_OK(rotate([&](const std::string&, std::uint64_t) {
                if (tables++ == cut) throw Killed{};
            }));
            FAIL() << "it was not killed";
        } catch (const Killed&) {
        }
        open();
        ASSERT_FALSE(store) << "a hub would find half of its customers";
        EXPECT_EQ(store.error().code, Errc::Refused);
        EXPECT_NE(store.error().what.find("key rotate"), std::string::npos);
        const auto rest = rotate();
        SDC_OK(rest);
        EXPECT_TRUE(rest->resumed);
        EXPECT_LT(rest->rows, 11u);
        everything_is_there();
    }
}

TEST_P(ARotation, WithForeignKeysTouchesNothing) {
    std::ofstream(keys) << Sealer::new_key_text().reveal();
    const auto foreign = read_file(keys);
    const auto rotated = rotate();
    ASSERT_FALSE(rotated);
    EXPECT_EQ(rotated.error().code, Errc::Refused);
    EXPECT_EQ(read_file(keys), foreign);
}

// Whoever adds a column of bytes says here what it is: or a rotation leaves it to the old key, and
// nobody can read it any more.
TEST(SealedTables, NameEveryColumnOfBytes) {
    const std::set<std::string> kNotSealed{
        "customer_numbers.number_index",
        "customer_numbers.last_four_index", // Made again by
        "customer_names.piece_index",
        "order_numbers.number_index",
        "calls.number_index",
        "callbacks.number_index", // sealed_tables.cpp.
        "first_answers.request",  // Recognised by older keys until it is pruned.
        "access_log.before_link",
        "access_log.link"}; // Likewise: a chain is never made again.
    std::set<std::string> known = kNotSealed;
    for (const auto& table : sealed_tables())
        for (std::size_t i = 0; i < table.columns.size(); ++i) known.insert(table.context(i));

    TestFolder folder;
    auto database = open_sqlite(folder.path() / "x.db", IfMissing::Create);
    SDC_OK(database);
    auto store = CentreStore::open(std::move(*database), test_sealer(), fakes::moment());
    SDC_OK(store);
    const auto columns = (*store)->database().query(
        "SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c "
        "WHERE t.type = 'table' AND c.type = 'BYTEA'");
    SDC_OK(columns);
    ASSERT_GT(columns->size(), 10u);
    for (const auto& column : *columns)
        EXPECT_TRUE(known.contains(column.text(0)))
            << column.text(0) << " is in no list: add it to src/store/sealed_tables.cpp (sealed "
            << "values, and how their look-up hashes are made again), or above";
}

} // namespace
} // namespace sangdam::store
