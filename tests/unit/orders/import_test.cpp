// SPDX-License-Identifier: MIT

#include "fakes/manual_clock.h"
#include "fakes/manual_executor.h"
#include "fakes/shop_bench.h"
#include "orders/csv.h"
#include "orders/import_rows.h"
#include "orders/import_source.h"

#include <gtest/gtest.h>

namespace sangdam::orders {
namespace {

const core::ShopId kShop{"own"};
const base::WallTime kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};

TEST(Csv, QuotesLineBreaksAndTheMarkOfExcelAreRead) {
    const auto rows = read_csv("\xEF\xBB\xBF"
                               "a,\"b, \"\"c\"\"\"\r\n\r\n\"x\ny\",z\r\n");
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 2u);
    EXPECT_EQ((*rows)[0][1], "b, \"c\"");
    EXPECT_EQ((*rows)[1][0], "x\ny");
    EXPECT_FALSE(read_csv("a,\"b"));
    EXPECT_EQ((*read_csv("a;b;c\n1;2;3"))[1].size(), 3u);
}

TEST(Import, AFileWithKoreanHeadingsIsRead) {
    const auto lines =
        read_import_csv("주문번호,주문일시,상태,상품명,수량,결제금액,주문자,주문자연락처,"
                        "수취인연락처,택배사,송장번호\n"
                        "A-1,2026-11-20 10:00,배송중,사과 "
                        "5kg,2,\"39,900원\",김가상,010-0000-1111,0507-0000-1234,CJGLS,123\n",
                        kShop, kNow);
    ASSERT_TRUE(lines) << lines.error().what;
    const auto& line = lines->at(0);
    EXPECT_EQ(line.number, "A-1");
    EXPECT_EQ(line.status, "DELIVERING");
    EXPECT_EQ(line.amount, 39'900);
    EXPECT_EQ(line.remaining, 2);
    EXPECT_EQ(line.orderer.numbers.at(0).key(), "01000001111");
    EXPECT_EQ(line.receiver.numbers.at(0).kind(), core::NumberKind::SafeNumber);
    EXPECT_EQ(line.parcel->tracking, "123");
}

TEST(Import, WhatIsWrongIsNamedWithItsRow) {
    const auto lines = read_import_csv("order,amount\nA-1,10\nA-2,ten\n", kShop, kNow);
    ASSERT_FALSE(lines);
    EXPECT_NE(lines.error().what.find("row 3"), std::string::npos) << lines.error().what;
    EXPECT_FALSE(read_import_csv("name,phone\na,b\n", kShop, kNow));
    EXPECT_FALSE(read_import_csv("order,status\n,배송중\n", kShop, kNow));
}

TEST(Import, TheJsonOfAWebhookIsTheSameThing) {
    const auto lines = read_import_json(
        R"({"orders":[{"order":"A-1","status":"결제완료","amount":1000,"orderer_phone":"01000001111"}]})",
        kShop, kNow);
    ASSERT_TRUE(lines) << lines.error().what;
    EXPECT_EQ(lines->at(0).status, "PAYED");
    EXPECT_EQ(lines->at(0).amount, 1000);
    for (const char* wrong : {"", "{}", "[3]", R"([{"amount":1}])"})
        EXPECT_FALSE(read_import_json(wrong, kShop, kNow)) << wrong;
}

class FileShop final : public Http { // Somebody's web server with one file.
public:
    explicit FileShop(fakes::ManualExecutor& executor) : executor_(executor) {}
    std::string file = "order,status\nA-1,배송중\n";
    int status = 200;
    int sent = 0; // Times the file was sent as a whole.

    void send(HttpAsk ask, std::function<void(base::Result<HttpReply>)> done) override {
        HttpReply reply;
        const auto etag = '"' + std::to_string(std::hash<std::string>{}(file)) + '"';
        reply.status = status;
        for (const auto& [name, value] : ask.headers)
            if (name == "If-None-Match" && value == etag) reply.status = 304;
        if (reply.status == 200) {
            ++sent;
            reply.body = file;
            reply.headers = {{"etag", etag}};
        }
        executor_.post([done = std::move(done), reply] { done(reply); });
    }

private:
    fakes::ManualExecutor& executor_;
};

TEST(ImportSource, IsReadByTheSameInterfaceAndOnlyWhenItChanged) {
    fakes::ManualClock clock;
    fakes::ManualExecutor executor;
    fakes::CountedRandom random;
    FileShop web(executor);
    ImportSource source({kShop, "http://own/orders.csv", base::Secret("s")}, web, executor, clock,
                        random);
    core::OrderBatch batch;
    const auto next = [&] {
        source.next(batch.cursor, [&](auto how) {
            ASSERT_TRUE(std::holds_alternative<core::OrderBatch>(how));
            batch = std::get<core::OrderBatch>(how);
        });
        executor.run_all();
    };
    next();
    ASSERT_EQ(batch.lines.size(), 1u);
    EXPECT_EQ(batch.lines[0].status, "DELIVERING");
    next();
    EXPECT_TRUE(batch.lines.empty());
    EXPECT_EQ(web.sent, 1);
    web.file = "order,status\nA-1,배송완료\n";
    next();
    EXPECT_EQ(batch.lines.at(0).status, "DELIVERED");
}

TEST(ImportSource, TheTestButtonWorksThereToo) {
    fakes::ManualClock clock;
    fakes::ManualExecutor executor;
    fakes::CountedRandom random;
    FileShop web(executor);
    ImportSource source({kShop, "http://own/orders.csv", {}}, web, executor, clock, random);
    core::ShopCheck seen;
    const auto check = [&] {
        source.check([&](core::ShopCheck c) { seen = c; });
        executor.run_all();
        executor.advance(std::chrono::milliseconds{1});
    };
    check();
    EXPECT_TRUE(seen.good());
    web.status = 401;
    check();
    EXPECT_EQ(seen.trouble, core::ShopTrouble::Credentials);
    web.status = 200;
    web.file = "no order here";
    check();
    EXPECT_EQ(seen.trouble, core::ShopTrouble::BadAnswer);
}

} // namespace
} // namespace sangdam::orders
