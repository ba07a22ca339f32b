// SPDX-License-Identifier: MIT
//
// The desktop's HubLink against a real hub over real HTTP: that both mean the same by src/wire.

#include "base/strand.h"
#include "contract/hub/hub_rig.h"
#include "fakes/eventually.h"
#include "hublink/hub_link.h"

#include <functional>
#include <variant>

namespace sangdam::hub_contract {
namespace {

using core::CallRef;
using fakes::Heard;

// One desktop, as far as the hub can tell. Calls are made on its own strand and waited for.
class Seat final : public core::CentreListener {
public:
    explicit Seat(std::uint16_t port) {
        fakes::on(replies_, [&] {
            hublink::HubLink::Settings settings;
            settings.url = "http://127.0.0.1:" + std::to_string(port);
            link_ = std::move(hublink::HubLink::open(settings, replies_, clock_, random_)).value();
            link_->set_listener(this);
        });
    }
    ~Seat() override {
        fakes::on(replies_, [this] { link_.reset(); });
    }

    template <class T>
    base::Result<T> ask(std::function<void(core::Centre&, core::Reply<T>)> call) {
        Heard<base::Result<T>> heard;
        fakes::on(replies_, [&] {
            call(*link_, [&heard](base::Result<T> result) { heard.push(std::move(result)); });
        });
        const auto result = heard.take([](const auto&) { return true; });
        // Also that the reply's thread has left `heard`.
        fakes::on(replies_, [] {});
        return result.value_or(base::Error{base::Errc::Internal, "no reply came"});
    }
    base::Result<core::SessionGranted> sign_in(const std::string& login,
                                               const std::string& password = kPassword) {
        return ask<core::SessionGranted>(
            [&](core::Centre& to, auto done) { to.sign_in(login, base::Secret(password), done); });
    }
    base::Result<core::CustomerCard> card(const std::string& number) {
        return ask<core::CustomerCard>([&](core::Centre& to, auto done) {
            to.customer_card(core::PhoneNumber::parse(number), done);
        });
    }
    base::Result<core::Customer> save(const core::Customer& customer) {
        return ask<core::Customer>(
            [&](core::Centre& to, auto done) { to.save_customer(customer, done); });
    }
    base::Result<core::WrapUp> save(const core::WrapUp& wrap_up) {
        return ask<core::WrapUp>(
            [&](core::Centre& to, auto done) { to.save_wrap_up(wrap_up, done); });
    }

    void link_changed(core::LinkState state) override { links.push(state); }
    void centre_event(const core::CentreEvent& event) override { events.push(event); }
    void session_ended(const base::Error& why) override { ended.push(why); }
    bool online() {
        return links.take([](auto state) { return state == core::LinkState::Online; }).has_value();
    }
    template <class Body>
    std::optional<Body> event(std::function<bool(const Body&)> fits) {
        const auto found = events.take([&](const core::CentreEvent& each) {
            const auto* body = std::get_if<Body>(&each.body);
            return body && fits(*body);
        });
        return found ? std::optional(std::get<Body>(found->body)) : std::nullopt;
    }

    Heard<core::LinkState> links;
    Heard<core::CentreEvent> events;
    Heard<base::Error> ended;

private:
    base::SystemClock clock_;
    base::SystemRandom random_;
    base::Strand replies_{"replies"};
    std::unique_ptr<core::Centre> link_;
};

class HubLinkContract : public HubRig {
protected:
    Seat seat{port_};
    static core::WrapUp note(const std::string& ref, const std::string& text) {
        core::WrapUp wrap_up;
        wrap_up.call = CallRef(ref);
        wrap_up.status = "완료";
        wrap_up.note = text;
        return wrap_up;
    }
};

TEST_F(HubLinkContract, SigningInBringsTheSeatAndTheNumbersAndAWrongPasswordDoesNot) {
    EXPECT_EQ(seat.sign_in("hong", "wrong").error().code, base::Errc::Refused);
    const auto session = seat.sign_in("hong");
    ASSERT_TRUE(session);
    EXPECT_EQ(session->me.name, "홍길동");
    EXPECT_EQ(session->seat.user, "201");
    EXPECT_EQ(session->seat.registrar, "sip:127.0.0.1:5060");
    ASSERT_EQ(session->numbers.size(), 1U);
    EXPECT_EQ(session->numbers[0].label, "대표");
    EXPECT_TRUE(seat.online());
}

TEST_F(HubLinkContract, ACallThatWaitsIsHeardAndListedAndColleaguesHaveNames) {
    ASSERT_TRUE(seat.sign_in("hong"));
    ASSERT_TRUE(seat.online());
    waits("c1");
    EXPECT_TRUE(seat.event<core::QueueChanged>([](const core::QueueChanged& queue) {
        return queue.waiting.size() == 1 && queue.waiting[0].ref == CallRef("c1") &&
               queue.waiting[0].queue == "고객센터";
    }));
    const auto list = seat.ask<std::vector<core::WaitingCall>>(
        [](core::Centre& to, auto done) { to.queue(done); });
    ASSERT_TRUE(list);
    ASSERT_EQ(list->size(), 1U);
    EXPECT_EQ((*list)[0].caller.key(), "01000001111");
    const auto people =
        seat.ask<std::vector<core::Agent>>([](core::Centre& to, auto done) { to.agents(done); });
    ASSERT_TRUE(people);
    EXPECT_TRUE(std::ranges::any_of(*people, [](const auto& a) { return a.name == "이수진"; }));
}

TEST_F(HubLinkContract, ANewCustomerIsKnownAfterwardsAndAnOldRevisionIsAConflict) {
    ASSERT_TRUE(seat.sign_in("hong"));
    EXPECT_FALSE(seat.card("010-1234-5678")->customer);
    core::Customer customer;
    customer.id = core::CustomerId("0190a000-0000-7000-8000-000000000001");
    customer.name = "김민수";
    customer.numbers = {core::PhoneNumber::parse("010-1234-5678")};
    const auto stored = seat.save(customer);
    ASSERT_TRUE(stored) << stored.error().what;
    EXPECT_EQ(stored->id, customer.id);
    const auto again = seat.save(customer); // A retry whose answer was lost.
    ASSERT_TRUE(again) << again.error().what;
    EXPECT_EQ(again->revision, stored->revision);
    ASSERT_TRUE(seat.card("010-1234-5678")->customer);
    auto changed = *stored;
    changed.memo = "단골";
    ASSERT_TRUE(seat.save(changed));
    changed.memo = "늦은 메모"; // Still on the old revision.
    EXPECT_EQ(seat.save(changed).error().code, base::Errc::Conflict);
}

TEST_F(HubLinkContract, AWrapUpIsStoredOnceHoweverOftenItIsSentAndReadBack) {
    ASSERT_TRUE(seat.sign_in("hong"));
    ASSERT_TRUE(seat.online());
    talked("c1", "hong");
    ASSERT_TRUE(seat.event<core::CallChanged>([](const core::CallChanged& changed) {
        return changed.call.ref == CallRef("c1") && changed.call.ended_at.has_value();
    }));
    const auto first = seat.save(note("c1", "환불 접수"));
    ASSERT_TRUE(first) << first.error().what;
    EXPECT_EQ(first->revision, 1);
    EXPECT_EQ(first->author, core::AgentId("hong-id"));
    EXPECT_EQ(seat.save(note("c1", "환불 접수"))->revision, 1);
    EXPECT_EQ(seat.save(note("c1", "다른 글")).error().code, base::Errc::Conflict);
    const auto read = seat.ask<core::WrapUp>(
        [](core::Centre& to, auto done) { to.wrap_up(CallRef("c1"), done); });
    ASSERT_TRUE(read);
    EXPECT_EQ(read->note, "환불 접수");
    const auto calls = seat.ask<std::vector<core::HistoryEntry>>(
        [](core::Centre& to, auto done) { to.recent_calls(done); });
    ASSERT_TRUE(calls);
    ASSERT_EQ(calls->size(), 1U);
    EXPECT_EQ((*calls)[0].wrap_up->note, "환불 접수");
}

TEST_F(HubLinkContract, MyStateIsMineToChange) {
    ASSERT_TRUE(seat.sign_in("hong"));
    const auto me = seat.ask<core::Agent>(
        [](core::Centre& to, auto done) { to.set_state(core::AgentState::Away, "점심", done); });
    ASSERT_TRUE(me) << me.error().what;
    EXPECT_EQ(me->state, core::AgentState::Away);
    EXPECT_EQ(me->away_reason, "점심");
}

TEST_F(HubLinkContract, TheSecondDesktopGetsTheSessionAndTheFirstIsTold) {
    ASSERT_TRUE(seat.sign_in("hong"));
    ASSERT_TRUE(seat.online());
    Seat other(port_);
    ASSERT_TRUE(other.sign_in("hong"));
    EXPECT_TRUE(other.online());
    EXPECT_TRUE(seat.ended.take([](const auto&) { return true; }));
    EXPECT_TRUE(other.card("010-1234-5678")); // And the second one keeps it.
}

TEST_F(HubLinkContract, SignedOutTheTokenIsWorthNothing) {
    ASSERT_TRUE(seat.sign_in("hong"));
    EXPECT_TRUE(
        seat.ask<base::Done>([](core::Centre& to, auto done) { to.sign_out(done); }).has_value());
    EXPECT_EQ(seat.card("010-1234-5678").error().code, base::Errc::Refused);
}

} // namespace
} // namespace sangdam::hub_contract
