// SPDX-License-Identifier: MIT

#include "fakes/phone_seat.h"
#include "fakes/sip_seat.h"
#include "phone/seat_account.h"
#include "phone/watch_desk.h"

#include <gtest/gtest.h>

namespace sangdam::phone {
namespace {

PhoneAccount at(const std::string& registrar, const std::string& user) {
    PhoneAccount account;
    account.registrar = registrar;
    account.user = user;
    return account;
}
SeatAccounts three() {
    PhoneConfig config;
    config.account = at("pbx.example", "201");
    config.others = {at("pbx.example", "202"), at("sips:other.example", "201")};
    auto seats = seat_accounts(config);
    EXPECT_TRUE(seats);
    return seats ? *seats : SeatAccounts{};
}

TEST(Accounts, TheFirstIsStandardAndOthersAreCalledByWhatIsTheirsAlone) {
    const auto seats = three();
    ASSERT_EQ(seats.size(), 3U);
    EXPECT_TRUE(seats[0].registration.standard);
    EXPECT_TRUE(seats[2].registration.encrypted);
    EXPECT_EQ(account_named(seats, "").value_or(9), 0U);
    EXPECT_EQ(account_named(seats, "202").value_or(9), 1U);
    EXPECT_EQ(account_named(seats, "other.example").value_or(9), 2U);
    EXPECT_EQ(account_named(seats, "201@other.example").value_or(9), 2U);
    EXPECT_EQ(account_named(seats, "201").error().code, base::Errc::Conflict);
    EXPECT_EQ(account_named(seats, "x").error().code, base::Errc::NotFound);
}

TEST(Accounts, ACallIsForTheAccountThatItNames) {
    const auto seats = three();
    sip::IncomingLeg in;
    in.request_user = "202";
    EXPECT_EQ(account_called(seats, in), 1U);
    in.request_user = "unknown";
    EXPECT_EQ(account_called(seats, in), 0U);
}

TEST(Accounts, BothRegisterAndACallGoesOutFromTheOneThatIsNamed) {
    fakes::SipSeat hub{{}, {{"201", "a"}, {"202", "b"}}};
    const auto pbx = "127.0.0.1:" + std::to_string(hub.port());
    PhoneConfig config;
    config.account = at(pbx, "201");
    config.account.secret = base::Secret{"a"};
    config.others = {at(pbx, "202")};
    config.others[0].secret = base::Secret{"b"};
    fakes::PhoneSeat phone{config, 500};
    for (const char* user : {"201", "202"})
        EXPECT_TRUE(hub.reachables.take([&](const auto& r) {
            return r == std::pair{std::string{user}, true};
        }));
    EXPECT_TRUE(phone.tell([](SipPhone& p) { return p.dial("300", "202"); }));
    EXPECT_EQ(hub.expect("offered").offer.from.user, "202");
    EXPECT_EQ(phone.expect(core::Phase::Dialing).account, "202@127.0.0.1");
}

TEST(PickUp, ByTheDialogWhenThePbxNamesItElseByTheCodeElseNotAtAll) {
    auto seat = three()[0];
    sip::WatchedDialog ringing;
    EXPECT_EQ(way_to_pick_up(seat, "202", {ringing}).error().code, base::Errc::Unavailable);
    seat.account.pickup_code = "*8";
    const auto by_code = way_to_pick_up(seat, "202", {ringing});
    ASSERT_TRUE(by_code);
    EXPECT_EQ(by_code->target, "*8202");
    ringing.call_id = "c";
    ringing.local_tag = "theirs";
    ringing.remote_tag = "callers";
    const auto by_dialog = way_to_pick_up(seat, "202", {ringing});
    ASSERT_TRUE(by_dialog);
    EXPECT_EQ(by_dialog->target, "202");
    EXPECT_EQ(by_dialog->replaces, "c;to-tag=theirs;from-tag=callers");
    ringing.state = sip::WatchedDialog::State::Confirmed; // Talking: nothing to pick up.
    EXPECT_EQ(way_to_pick_up(seat, "202", {ringing})->target, "*8202");
}

} // namespace
} // namespace sangdam::phone
