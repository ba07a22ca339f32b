// SPDX-License-Identifier: MIT
//
// A whole desk on fakes: one executor for the presenters, one for the disk, time by hand.
#pragma once

#include "desk/call_desk.h"
#include "desk/desk.h"
#include "desk/on_executor.h"
#include "fakes/fake_centre.h"
#include "fakes/fake_draft_box.h"
#include "fakes/fake_phone.h"
#include "fakes/manual_clock.h"
#include "fakes/manual_executor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

namespace sangdam::desk {

using namespace std::chrono_literals;

class CountingRandom final : public base::Random {
public:
    std::uint64_t next() override { return ++n_; }

private:
    std::uint64_t n_ = 0;
};

class DeskBench : public testing::Test {
protected:
    DeskBench() {
        centre.session.me.id = core::AgentId("a-hong");
        centre.session.me.name = "홍길동";
        centre.session.me.state = core::AgentState::Available;
        centre.session.numbers = {{"025550100", "대표", true, "증명원"},
                                  {"15881234", "야간", false, ""}};
        core::Agent lee;
        lee.id = core::AgentId("a-lee");
        lee.name = "이수진";
        centre.people = {centre.session.me, lee};
        open_desk();
    }

    void open_desk() {
        desk = std::make_shared<Desk>(DeskPorts{centre, drafts, *calls, ui, ui, clock, random});
        to_desk = std::make_shared<CallsListenerOn>(ui, desk);
        calls->add_listener(to_desk);
        desk->start();
        settle();
    }
    void close_desk() {
        to_desk.reset();
        desk.reset();
    }
    void sign_in() {
        desk->agent().sign_in("hong", base::Secret("right"));
        settle();
        centre.link(core::LinkState::Online);
        phone.registration(core::RegistrationState::Registered);
        settle();
        centre.requests.clear();
    }
    void settle() { // Until nobody has anything left to say at this moment.
        while (ui.run_all() + disk.run_all() > 0) {
        }
    }
    void pass(std::chrono::milliseconds time) {
        constexpr auto kStep = 10ms;
        for (auto left = time; left > 0ms; left -= kStep) {
            clock.advance(kStep);
            ui.advance(kStep);
            settle();
        }
    }
    core::CallId ring(std::string_view from, std::string ref) {
        const auto id = phone.ring(from, core::CallRef(std::move(ref)));
        settle();
        return id;
    }
    void talk(core::CallId id) {
        desk->controls().answer(id);
        settle();
    }
    void far_end_hangs_up(core::CallId id, core::EndCause cause = core::EndCause::RemoteHangup) {
        phone.remote(id, core::RemoteEnded{cause});
        settle();
    }
    int asked(const std::string& request) const {
        return static_cast<int>(std::ranges::count(centre.requests, request));
    }

    static core::HistoryEntry talked_at(base::WallTime at, std::string ref = "old") {
        core::HistoryEntry entry;
        entry.call.ref = core::CallRef(std::move(ref));
        entry.call.agent = core::AgentId("a-lee");
        entry.call.answered_at = at;
        entry.call.ended_at = at + 3min;
        entry.call.result = core::CallResult::Answered;
        entry.agent_name = "이수진";
        return entry;
    }
    core::CustomerCard kim() const {
        core::CustomerCard card;
        card.number = core::PhoneNumber::parse("01012345678");
        core::Customer customer;
        customer.id = core::CustomerId("c-kim");
        customer.name = "김민수";
        customer.grade = "VIP";
        customer.numbers = {card.number};
        customer.revision = 3;
        card.customer = customer;
        card.recent = {talked_at(clock.wall() - 24h)};
        card.recent[0].category_path = "배송 > 배송지연";
        card.missed_today = 2;
        card.complaints_recent = 1;
        return card;
    }

    fakes::ManualClock clock;
    fakes::ManualExecutor ui, disk;
    CountingRandom random;
    fakes::FakePhone phone;
    fakes::FakeCentre centre{ui};
    fakes::FakeDraftBox drafts{disk};
    std::shared_ptr<CallDesk> calls = std::make_shared<CallDesk>(phone, clock);
    std::shared_ptr<Desk> desk;
    std::shared_ptr<CallsListenerOn> to_desk;
};

} // namespace sangdam::desk
