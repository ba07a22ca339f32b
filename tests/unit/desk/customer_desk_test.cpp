// SPDX-License-Identifier: MIT

#include "unit/desk/desk_bench.h"

namespace sangdam::desk {
namespace {

using testing::SizeIs;

class CustomerDeskTest : public DeskBench {
protected:
    CustomerDesk& customer() { return desk->customer(); }
    const CustomerView& view() { return customer().view(); }
    void type_name(const std::string& name) {
        auto form = view().edited;
        form.name = name;
        customer().change(form);
    }
    const core::PhoneNumber kKim = core::PhoneNumber::parse("01012345678");
};

TEST_F(CustomerDeskTest, TheCustomerOfTheCallComesUpByItself) {
    sign_in();
    centre.cards["01012345678"] = kim();
    ring("01012345678", "r1");
    EXPECT_EQ(view().lookup, Lookup::Known);
    EXPECT_EQ(view().customer.name, "김민수");
    EXPECT_THAT(view().history, SizeIs(1));
}

TEST_F(CustomerDeskTest, ASecondCallerDoesNotPushTheOneIAmTalkingToAway) {
    sign_in();
    centre.cards["01012345678"] = kim();
    talk(ring("01012345678", "r1"));
    const auto second = ring("0212345678", "r2");
    EXPECT_EQ(view().number, kKim);
    talk(second);
    EXPECT_EQ(view().number.key(), "0212345678");
}

TEST_F(CustomerDeskTest, WhatIsBeingTypedIsNotReplacedByTheNextCallNorByTheNetwork) {
    sign_in();
    centre.cards["01012345678"] = kim();
    customer().select(kKim);
    settle();
    customer().edit();
    type_name("김민수 (개명)");
    EXPECT_FALSE(customer().select(core::PhoneNumber::parse("0212345678")));
    centre.tell(core::CustomerChanged{core::CustomerId("c-kim")});
    ring("0212345678", "r2");
    EXPECT_EQ(view().edited.name, "김민수 (개명)");
    EXPECT_EQ(view().number, kKim);
}

TEST_F(CustomerDeskTest, ALateAnswerForAnotherNumberIsNotShownHere) {
    sign_in();
    centre.cards["01012345678"] = kim();
    customer().select(kKim);
    customer().select(core::PhoneNumber::parse("0212345678"));
    settle();
    EXPECT_EQ(view().lookup, Lookup::NewCustomer);
    EXPECT_EQ(view().customer.name, "");
}

TEST_F(CustomerDeskTest, ANewCallerIsRegisteredUnderTheNumberThatCalledAndWithOneId) {
    sign_in();
    ring("01099998888", "r1");
    EXPECT_EQ(view().lookup, Lookup::NewCustomer);
    customer().edit();
    type_name("박새로");
    const auto id = view().edited.id;
    EXPECT_FALSE(id.empty());
    centre.refuse_next = base::Error{base::Errc::TimedOut, "slow"};
    customer().save();
    settle();
    EXPECT_EQ(view().save, Save::Failed);
    EXPECT_EQ(view().edited.name, "박새로"); // Nothing typed is lost.
    customer().save();
    settle();
    EXPECT_EQ(view().save, Save::Saved);
    EXPECT_EQ(view().lookup, Lookup::Known);
    EXPECT_EQ(view().customer.id, id); // The second try was the same customer.
    EXPECT_EQ(view().customer.numbers.at(0).key(), "01099998888");
}

TEST_F(CustomerDeskTest, ANameMustBeThereAndAnAddressMustLookLikeOne) {
    core::Customer customer;
    customer.name = "  ";
    EXPECT_EQ(check(customer), CustomerTrouble::NoName);
    customer.name = "김민수";
    EXPECT_EQ(check(customer), CustomerTrouble::None);
    for (const auto* bad : {"kim", "kim@", "@x.kr", "kim@x", "kim@x.", "k m@x.kr", "a@b@c.kr"}) {
        customer.email = bad;
        EXPECT_EQ(check(customer), CustomerTrouble::BadEmail) << bad;
    }
    customer.email = "kim@example.co.kr";
    EXPECT_EQ(check(customer), CustomerTrouble::None);
}

TEST_F(CustomerDeskTest, WhatIsNotRightStaysInTheFormAndIsNotSent) {
    sign_in();
    ring("01099998888", "r1");
    customer().edit();
    customer().save();
    EXPECT_EQ(view().trouble, CustomerTrouble::NoName);
    EXPECT_TRUE(view().editing);
    type_name("박새로");
    EXPECT_EQ(view().trouble, CustomerTrouble::None);
}

TEST_F(CustomerDeskTest, TypingOnWhileItIsSavedIsNotLost) {
    sign_in();
    centre.cards["01012345678"] = kim();
    customer().select(kKim);
    settle();
    customer().edit();
    type_name("하나");
    customer().save();
    type_name("하나 둘");
    settle();
    EXPECT_TRUE(view().editing);
    EXPECT_EQ(view().edited.name, "하나 둘");
    EXPECT_EQ(view().edited.revision, 4); // On top of what was just stored.
}

TEST_F(CustomerDeskTest, SomebodyWasFasterAndTheAgentDecides) {
    sign_in();
    centre.cards["01012345678"] = kim();
    customer().select(kKim);
    settle();
    customer().edit();
    type_name("내 이름");
    auto theirs = kim();
    theirs.customer->name = "남의 이름";
    theirs.customer->revision = 9;
    centre.cards["01012345678"] = theirs;
    centre.refuse_next = base::Error{base::Errc::Conflict, "newer"};
    customer().save();
    settle();
    EXPECT_EQ(view().save, Save::Conflict);
    ASSERT_TRUE(view().newer);
    EXPECT_EQ(view().newer->name, "남의 이름");
    EXPECT_EQ(view().edited.name, "내 이름");
    customer().keep_mine();
    settle();
    EXPECT_EQ(view().customer.name, "내 이름");
    EXPECT_EQ(view().customer.revision, 10);
}

TEST_F(CustomerDeskTest, GivingUpAnEditShowsWhatIsStored) {
    sign_in();
    centre.cards["01012345678"] = kim();
    customer().select(kKim);
    settle();
    customer().edit();
    type_name("x");
    customer().cancel_edit();
    settle();
    EXPECT_FALSE(view().editing);
    EXPECT_EQ(view().customer.name, "김민수");
}

TEST_F(CustomerDeskTest, OfflineNobodyIsNewOnlyUnavailable) {
    sign_in();
    centre.link(core::LinkState::Offline);
    customer().select(kKim);
    settle();
    EXPECT_EQ(view().lookup, Lookup::Unavailable);
    centre.cards["01012345678"] = kim();
    centre.link(core::LinkState::Online);
    settle();
    EXPECT_EQ(view().lookup, Lookup::Known);
}

TEST_F(CustomerDeskTest, AColleaguesChangeIsSeenAndAWithheldNumberAsksNobody) {
    sign_in();
    centre.cards["01012345678"] = kim();
    customer().select(kKim);
    settle();
    centre.cards["01012345678"].customer->grade = "우수";
    centre.tell(core::CustomerChanged{core::CustomerId("c-kim")});
    settle();
    EXPECT_EQ(view().customer.grade, "우수");
    centre.requests.clear();
    customer().select(core::PhoneNumber{});
    settle();
    EXPECT_EQ(view().lookup, Lookup::Withheld);
    EXPECT_TRUE(centre.requests.empty());
}

} // namespace
} // namespace sangdam::desk
