// SPDX-License-Identifier: MIT

#include "centre_fixture.h"

#include <algorithm>

namespace sangdam::store {
namespace {

using base::Errc;
using core::PhoneNumber;

class ACustomer : public OnEachDriver {
protected:
    core::Customer add(const std::string& id, const std::string& name, const std::string& number) {
        core::Customer customer;
        customer.id = core::CustomerId(id);
        customer.name = name;
        customer.numbers = {PhoneNumber::parse(number)};
        const auto saved = store->customers.save(customer, fakes::moment());
        EXPECT_TRUE(saved) << saved.error().what;
        return saved ? *saved : customer;
    }
    std::vector<std::string> named(const std::string& part) {
        const auto page = store->customers.with_name(part, "", 50);
        EXPECT_TRUE(page);
        std::vector<std::string> ids;
        if (page)
            for (const auto& each : page->customers) ids.push_back(each.id.value);
        return ids;
    }
    using Ids = std::vector<std::string>;
};
SDC_ON_EACH_DRIVER(ACustomer);

TEST_P(ACustomer, ComesBackWithAllThatWasSaid) {
    auto customer = fakes::a_customer();
    customer.revision = 0;
    const auto saved = store->customers.save(customer, fakes::moment());
    SDC_OK(saved);
    customer.revision = 1;
    EXPECT_EQ(*saved, customer);
    open();
    const auto found = store->customers.find(customer.id);
    SDC_OK(found);
    EXPECT_EQ(*found, customer);
}

TEST_P(ACustomer, IsFoundByEachOfItsNumbersHoweverWritten) {
    auto customer = fakes::a_customer();
    customer.revision = 0;
    SDC_OK(store->customers.save(customer, fakes::moment()));
    for (const char* number : {"01000005678", "+82-10-0000-5678", "023456789"}) {
        const auto found = store->customers.find_by_number(PhoneNumber::parse(number));
        SDC_OK(found);
        ASSERT_TRUE(*found) << number;
        EXPECT_EQ((*found)->id, customer.id);
    }
    EXPECT_FALSE(*store->customers.find_by_number(PhoneNumber::parse("010-0000-5679")));
    EXPECT_FALSE(*store->customers.find_by_number(PhoneNumber::parse("anonymous")));
}

TEST_P(ACustomer, ANumberThatWasTakenOffNoLongerFindsIt) {
    auto customer = add("k1", "김민수", "010-0000-0001");
    customer.numbers = {PhoneNumber::parse("010-0000-0002")};
    customer.name = "박민수";
    SDC_OK(store->customers.save(customer, fakes::moment(1)));
    EXPECT_FALSE(*store->customers.find_by_number(PhoneNumber::parse("010-0000-0001")));
    EXPECT_TRUE(*store->customers.find_by_number(PhoneNumber::parse("010-0000-0002")));
    EXPECT_EQ(named("김민"), Ids{});
    EXPECT_EQ(named("박민"), Ids{"k1"});
}

TEST_P(ACustomer, OfTwoWithOneNumberTheOneLastChangedIsShown) {
    add("k1", "김민수", "010-0000-0001");
    auto second = add("k2", "김영희", "010-0000-0001");
    second.grade = "VIP";
    SDC_OK(store->customers.save(second, fakes::moment(5)));
    EXPECT_EQ((*store->customers.find_by_number(PhoneNumber::parse("01000000001")))->id.value,
              "k2");
    const auto both = store->customers.with_number(PhoneNumber::parse("01000000001"), "", 50);
    SDC_OK(both);
    EXPECT_EQ(both->customers.size(), 2u);
}

TEST_P(ACustomer, IsFoundByTheLastFourDigits) {
    add("k1", "김민수", "010-0000-1234");
    add("k2", "이영희", "02-555-1234");
    add("k3", "박철수", "010-0000-4321");
    const auto found = store->customers.with_last_four("1234", "", 50);
    SDC_OK(found);
    ASSERT_EQ(found->customers.size(), 2u);
    EXPECT_EQ(found->customers[0].id.value, "k1");
    EXPECT_EQ(found->customers[1].id.value, "k2");
    EXPECT_TRUE(store->customers.with_last_four("234", "", 50)->customers.empty());
    EXPECT_TRUE(store->customers.with_last_four("", "", 50)->customers.empty());
}

TEST_P(ACustomer, IsFoundByTheNameAndItsPieces) {
    add("k1", "김민수", "010-0000-0001");
    add("k2", "김민수민", "010-0000-0002");
    add("k3", "남궁 민수", "010-0000-0003");
    add("k4", "Anna Kim", "010-0000-0004");
    add("k5", "수민김", "010-0000-0005");
    add("k6", "", "010-0000-0006");
    add("k7", "이", "010-0000-0007");
    EXPECT_EQ(named("민수"), (Ids{"k1", "k2", "k3"}));
    EXPECT_EQ(named("김민수"), (Ids{"k1", "k2"}));
    EXPECT_EQ(named("김 민수"), (Ids{"k1", "k2"}));
    EXPECT_EQ(named("수민"), (Ids{"k2", "k5"}));
    EXPECT_EQ(named("민수민"), Ids{"k2"}) << "all its pairs are in others too, in another order";
    EXPECT_EQ(named("anna k"), Ids{"k4"});
    EXPECT_EQ(named("이"), Ids{"k7"});
    EXPECT_EQ(named("김"), Ids{});
    EXPECT_EQ(named(""), Ids{});
    EXPECT_EQ(named("\xE1\x84\x80\xE1\x85\xB5\xE1\x86\xB7민수"), (Ids{"k1", "k2"}))
        << "letters as some systems send them";
}

TEST_P(ACustomer, ManyComeInPages) {
    for (int i = 10; i < 35; ++i)
        add("k" + std::to_string(i), "김민수", "010-0000-00" + std::to_string(i));
    std::string after;
    std::vector<std::string> seen;
    int pages = 0;
    do {
        const auto page = store->customers.with_name("김민수", after, 10);
        SDC_OK(page);
        for (const auto& each : page->customers) seen.push_back(each.id.value);
        after = page->next;
        ++pages;
    } while (!after.empty());
    EXPECT_EQ(pages, 3);
    EXPECT_EQ(seen.size(), 25u);
    EXPECT_TRUE(std::ranges::is_sorted(seen));
}

TEST_P(ACustomer, ChangedByTwoAtOnceIsAConflictAndNothingIsLost) {
    const auto first = add("k1", "김민수", "010-0000-0001");
    auto mine = first;
    auto yours = first;
    mine.memo = "내 메모";
    yours.memo = "네 메모";
    const auto saved = store->customers.save(mine, fakes::moment(1));
    SDC_OK(saved);
    EXPECT_EQ(saved->revision, 2);
    const auto late = store->customers.save(yours, fakes::moment(2));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, Errc::Conflict);
    EXPECT_EQ(store->customers.find(first.id)->memo, "내 메모");
}

TEST_P(ACustomer, TheSameSentTwiceIsOne) {
    auto customer = fakes::a_customer();
    customer.revision = 0;
    const auto first = store->customers.save(customer, fakes::moment());
    const auto again = store->customers.save(customer, fakes::moment(1));
    SDC_OK(first);
    SDC_OK(again);
    EXPECT_EQ(*again, *first);
    customer.name = "다른 사람";
    const auto other = store->customers.save(customer, fakes::moment(2));
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, Errc::Conflict);
}

TEST_P(ACustomer, WhoIsNotThereCannotBeChanged) {
    auto customer = fakes::a_customer();
    customer.revision = 3;
    const auto saved = store->customers.save(customer, fakes::moment());
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code, Errc::NotFound);
    EXPECT_FALSE(store->database().in_transaction());
}

} // namespace
} // namespace sangdam::store
