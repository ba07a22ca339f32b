// SPDX-License-Identifier: MIT
//
// A practice switch on loopback with its hub's listener, for tests: seats, customers, and what the
// switch told so far.
#pragma once

#include "fakes/switch_words.h"
#include "pbx/practice/customers.h"
#include "pbx/practice/practice_switch.h"
#include "unit/pbx/telephone.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sangdam::pbx {

inline constexpr const char* kDid = "1588-0000";
inline constexpr const char* kMinsu = "sip:01000001111@127.0.0.1";

inline std::string verb_of(const core::SwitchEvent& event) { // What it is, without whom.
    const auto line = fakes::word(event);
    return line.substr(0, line.find(' '));
}

class SwitchBench : public testing::Test {
protected:
    SwitchBench() {
        config_.sip_port = 0;
        config_.dids = {"15880000", "0212345678"};
        config_.sounds = SANGDAM_SOUNDS;
    }
    ~SwitchBench() override {
        hub_.post([this] { switch_.reset(); }); // Where its listener runs, as the contract says.
    }

    void start() {
        switch_ = std::make_unique<PracticeSwitch>(config_, hub_, clock_, random_);
        switch_->set_listener([this](const core::SwitchNotice& notice) { told_.add(notice); });
        switch_->set_observer([this](const core::SwitchNotice& notice) {
            if (customers_) customers_->heard(notice);
        });
        const auto started = switch_->start();
        ASSERT_TRUE(started) << started.error().what;
        switch_->set_seats({{core::AgentId("A"), "201", base::Secret("pw-a"), "홍길동"},
                            {core::AgentId("B"), "202", base::Secret("pw-b"), "이수진"}});
    }
    std::uint16_t port() const { return switch_->sip_port(); }

    std::unique_ptr<Telephone> seat(const std::string& user, const std::string& secret,
                                    const char* agent) {
        auto phone = std::make_unique<Telephone>(user);
        EXPECT_TRUE(phone->sign_in(port(), user, secret));
        EXPECT_TRUE(told<core::SwitchSeatReachable>(
            [&](const auto& each) { return each.agent.value == agent && each.reachable; }));
        switch_->set_available(core::AgentId(agent), true);
        return phone;
    }

    template <class E>
    std::optional<E> told(std::function<bool(const E&)> fits = [](const E&) { return true; }) {
        const auto notice = told_.wait([&](const core::SwitchNotice& each) {
            const auto* event = std::get_if<E>(&each.event);
            return event != nullptr && fits(*event);
        });
        if (!notice) return std::nullopt;
        return std::get<E>(notice->event);
    }
    std::vector<std::string> story() {
        std::vector<std::string> words;
        for (const auto& each : told_.all()) words.push_back(verb_of(each.event));
        return words;
    }
    // A customer who was answered and pressed 1.
    sip::LegId ask_for_agent(Telephone& customer, const char* from = kMinsu) {
        const auto leg = customer.call(port(), kDid, from);
        EXPECT_TRUE(customer.wait(PhoneEvent::Answered, leg));
        customer.press(leg, '1');
        EXPECT_TRUE(told<core::SwitchQueued>());
        return leg;
    }

    base::SystemClock clock_;
    base::SystemRandom random_;
    PracticeConfig config_;
    Happened<core::SwitchNotice> told_;
    std::unique_ptr<Customers> customers_;
    std::unique_ptr<PracticeSwitch> switch_;
    base::Strand hub_{"hub"}; // First to go: its last task destroys the switch.
};

} // namespace sangdam::pbx
