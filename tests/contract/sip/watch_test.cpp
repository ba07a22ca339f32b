// SPDX-License-Identifier: MIT
//
// What a PBX tells about colleagues' telephones and the mailbox, over the wire: SUBSCRIBE, NOTIFY,
// and what becomes of a subscription that ends.

#include "fakes/far_end_by_hand.h"
#include "fakes/sip_seat.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace sangdam::sip {
namespace {

using fakes::FarEndByHand;
using fakes::SipSeat;

constexpr const char* kRings =
    "<?xml version=\"1.0\"?><dialog-info version=\"0\" state=\"full\" entity=\"sip:202@pbx\">"
    "<dialog id=\"1\" call-id=\"abc\" local-tag=\"l\" remote-tag=\"r\" direction=\"recipient\">"
    "<remote><identity>sip:01012345678@pbx</identity></remote><state>early</state></dialog>"
    "</dialog-info>";
constexpr const char* kDialogs = "Event: dialog\r\nSubscription-State: active;expires=600\r\n"
                                 "Content-Type: application/dialog-info+xml\r\n";

class Board final : public WatchListener {
public:
    void dialogs_told(const std::string& extension,
                      const std::vector<WatchedDialog>& dialogs) override {
        told.push({extension, dialogs});
    }
    void dialogs_unknown(const std::string& extension) override { unknown.push(extension); }
    void messages_told(const MessageSummary& summary) override { messages.push(summary); }

    fakes::Heard<std::pair<std::string, std::vector<WatchedDialog>>> told;
    fakes::Heard<std::string> unknown;
    fakes::Heard<MessageSummary> messages;
};

class Watching : public testing::Test {
protected:
    Watching() {
        phone.tell([&](Endpoint& e) { e.set_watch_listener(&board); });
        Account account;
        account.registrar = "sip:127.0.0.1:" + std::to_string(pbx.port()) + ";transport=udp";
        account.user = "201";
        account.secret = base::Secret{"right"};
        account.probe_every = std::chrono::milliseconds{0};
        id = phone.add_account(account);
        registration = pbx.expect("REGISTER");
        pbx.respond(registration, "200 OK", "pbx", "", "Expires: 300\r\n");
    }
    ~Watching() override {
        phone.tell([](Endpoint& e) { e.set_watch_listener(nullptr); });
    }
    std::string watched(const std::string& extension) {
        phone.tell([&](Endpoint& e) { e.watch_dialogs(id, {extension}); });
        auto subscribe = pbx.expect("SUBSCRIBE");
        EXPECT_NE(subscribe.find("Event: dialog"), std::string::npos) << subscribe;
        return subscribe;
    }

    Board board;
    FarEndByHand pbx;
    SipSeat phone;
    AccountId id{};
    std::string registration;
};

TEST_F(Watching, ARingingColleagueIsToldWithTheCallerAndTheDialogToTake) {
    const auto subscribe = watched("202");
    EXPECT_EQ(subscribe.rfind("SUBSCRIBE sip:202@127.0.0.1", 0), 0U) << subscribe;
    pbx.respond(subscribe, "200 OK", "pbx", "", "Expires: 600\r\n");
    pbx.ask(subscribe, "NOTIFY", "pbx", kDialogs, kRings);
    pbx.expect("SIP/2.0 200", "NOTIFY");
    const auto told = board.told.take([](const auto& each) { return each.first == "202"; });
    ASSERT_TRUE(told);
    ASSERT_EQ(told->second.size(), 1U);
    EXPECT_EQ(told->second[0].state, WatchedDialog::State::Early);
    EXPECT_EQ(told->second[0].remote_user, "01012345678");
    EXPECT_EQ(told->second[0].call_id, "abc");
}

TEST_F(Watching, ThePasswordIsShownToAPbxThatAsksForIt) {
    const auto bare = watched("202");
    pbx.respond(bare, "401 Unauthorized", "pbx", "",
                "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n\", algorithm=MD5\r\n");
    const auto proven = pbx.expect("SUBSCRIBE", "Authorization: Digest");
    EXPECT_NE(proven.find("username=\"201\""), std::string::npos) << proven;
    EXPECT_FALSE(board.unknown.has([](const auto&) { return true; }));
}

TEST_F(Watching, APbxThatRefusesMakesTheSeatUnknown) {
    pbx.respond(watched("202"), "489 Bad Event", "pbx");
    EXPECT_TRUE(board.unknown.take([](const auto& each) { return each == "202"; }));
}

TEST_F(Watching, ASubscriptionThatThePbxEndsMakesTheSeatUnknown) {
    const auto subscribe = watched("202");
    pbx.respond(subscribe, "200 OK", "pbx", "", "Expires: 600\r\n");
    pbx.ask(subscribe, "NOTIFY", "pbx", kDialogs, kRings);
    ASSERT_TRUE(board.told.take([](const auto&) { return true; }));
    pbx.ask(subscribe, "NOTIFY", "pbx",
            "Event: dialog\r\nSubscription-State: terminated;reason=noresource\r\n");
    EXPECT_TRUE(board.unknown.take([](const auto& each) { return each == "202"; }));
}

TEST_F(Watching, WaitingMessagesAreToldAskedForOrNot) {
    phone.tell([&](Endpoint& e) { e.watch_messages(id); });
    const auto subscribe = pbx.expect("SUBSCRIBE");
    EXPECT_NE(subscribe.find("Event: message-summary"), std::string::npos) << subscribe;
    pbx.respond(subscribe, "200 OK", "pbx", "", "Expires: 600\r\n");
    const std::string summary = "Event: message-summary\r\nSubscription-State: active\r\n"
                                "Content-Type: application/simple-message-summary\r\n";
    pbx.ask(subscribe, "NOTIFY", "pbx", summary, "Messages-Waiting: yes\r\nVoice-Message: 2/8\r\n");
    EXPECT_TRUE(board.messages.take([](const auto& m) { return m == MessageSummary{true, 2, 8}; }));
    // Asterisk tells of them in a NOTIFY that nobody subscribed to.
    pbx.ask(FarEndByHand::outside(registration, "unasked"), "NOTIFY", "pbx", summary,
            "Messages-Waiting: no\r\nVoice-Message: 0/8\r\n");
    EXPECT_TRUE(board.messages.take([](const auto& m) {
        return m == MessageSummary{false, 0, 8};
    }));
}

} // namespace
} // namespace sangdam::sip
