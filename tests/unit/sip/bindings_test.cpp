// SPDX-License-Identifier: MIT

#include "sip/bindings.h"

#include <gtest/gtest.h>

namespace sangdam::sip {
namespace {

using namespace std::chrono_literals;

Binding at(const std::string& contact) { return {"1001", contact, "", ""}; }
constexpr base::TimePoint kStart{};

TEST(Bindings, TheNewestIsFirstAndTheSameContactReplacesItself) {
    Bindings table;
    table.put(at("sip:a"), kStart + 10s);
    table.put(at("sip:b"), kStart + 10s);
    table.put(at("sip:a"), kStart + 20s);
    const auto all = table.with_expiry("1001");
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].first.contact, "sip:a");
    EXPECT_EQ(all[0].second, kStart + 20s);
}

TEST(Bindings, RunningOutTellsOnlyWhoseLastOneItWas) {
    Bindings table;
    table.put(at("sip:a"), kStart + 10s);
    table.put(at("sip:b"), kStart + 20s);
    EXPECT_EQ(table.next_expiry(), kStart + 10s);
    EXPECT_TRUE(table.expire(kStart + 10s).empty());
    EXPECT_TRUE(table.reachable("1001"));
    EXPECT_EQ(table.expire(kStart + 20s), std::vector<std::string>{"1001"});
    EXPECT_FALSE(table.reachable("1001"));
    EXPECT_FALSE(table.next_expiry());
}

TEST(Bindings, APhoneThatForgetsItsOldContactsCannotFillTheTable) {
    Bindings table;
    for (int i = 0; i < 100; ++i) table.put(at("sip:" + std::to_string(i)), kStart + 10s);
    const auto all = table.of("1001");
    ASSERT_EQ(all.size(), kMaxBindingsPerUser);
    EXPECT_EQ(all[0].contact, "sip:99");
}

TEST(Bindings, RemovingWhatIsNotThereIsNothing) {
    Bindings table;
    table.remove("1001", "sip:a");
    table.remove_all("1001");
    table.put(at("sip:a"), kStart);
    table.remove("1001", "sip:b");
    EXPECT_TRUE(table.reachable("1001"));
    table.remove("1001", "sip:a");
    EXPECT_FALSE(table.reachable("1001"));
}

} // namespace
} // namespace sangdam::sip
