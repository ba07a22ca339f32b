// SPDX-License-Identifier: MIT
//
// A phone::SipPhone with its own call thread, sound engine and a ToneLine for a card; writes down
// what it tells. Commands are called from the test's thread.
#pragma once

#include "base/clock.h"
#include "fakes/eventually.h"
#include "fakes/tone_line.h"
#include "media/engine.h"
#include "phone/sip_phone.h"
#include "sip/call_thread.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace sangdam::fakes {

class PhoneSeat final : public core::PhoneListener, public phone::PhoneObserver {
public:
    PhoneSeat(phone::PhoneConfig config, double microphone_hertz)
        : line(std::make_shared<ToneLine>(microphone_hertz)) {
        on(thread, [&] {
            auto opened = media::Engine::open({}, thread);
            if (!opened) {
                ADD_FAILURE() << opened.error().what;
                return;
            }
            engine = std::move(opened).value();
            engine->set_line(line);
            auto made = phone::SipPhone::open(thread, *engine, clock, std::move(config));
            if (!made) {
                ADD_FAILURE() << made.error().what;
                return;
            }
            phone = std::move(made).value();
            phone->set_listener(this);
            phone->set_observer(this);
        });
    }
    ~PhoneSeat() override {
        on(thread, [&] {
            phone.reset();
            engine.reset();
        });
    }
    PhoneSeat(const PhoneSeat&) = delete;
    PhoneSeat& operator=(const PhoneSeat&) = delete;

    template <class Work>
    auto tell(Work work) {
        return on(thread, [&] { return work(*phone); });
    }
    std::uint16_t port() {
        return tell([](phone::SipPhone& p) { return p.port(); });
    }
    core::CallId dial(const std::string& target) {
        return tell([&](phone::SipPhone& p) {
            auto id = p.dial(target);
            EXPECT_TRUE(id) << (id ? "" : id.error().what);
            return id.value_or(core::CallId{});
        });
    }
    // The next news of a call in that phase; a test failure when it does not come.
    core::Call expect(core::Phase phase) {
        auto found = calls.take([&](const core::Call& c) { return c.phase == phase; });
        if (!found) ADD_FAILURE() << "no call became " << core::name(phase);
        return found.value_or(core::Call{});
    }
    core::Registration expect(core::RegistrationState state) {
        auto found = registrations.take([&](const auto& r) { return r.state == state; });
        if (!found) ADD_FAILURE() << "registration did not become " << core::name(state);
        return found.value_or(core::Registration{});
    }

    void call_changed(const core::Call& call) override {
        calls.push(call);
        if (answer_at_once && call.phase == core::Phase::Ringing) {
            lifted = clock.now();
            phone->answer(call.id); // From inside, as the handset does.
        }
    }
    void registration_changed(const core::Registration& r) override { registrations.push(r); }
    void digit_heard(core::CallId, char digit) override { digits.push(digit); }
    void invite_received(core::CallId id, base::TimePoint) override { invites.push(id); }
    void ok_sent(core::CallId, base::TimePoint at) override { oks.push(at - lifted); }

    base::SystemClock clock;
    sip::CallThread thread{"call"};
    std::shared_ptr<ToneLine> line;
    Heard<core::Call> calls;
    Heard<core::Registration> registrations;
    Heard<char> digits;
    Heard<core::CallId> invites;
    Heard<std::chrono::nanoseconds> oks; // From answer() to the 200.
    bool answer_at_once = false;         // Call thread, and the two below.
    base::TimePoint lifted{};
    std::unique_ptr<media::Engine> engine;
    std::unique_ptr<phone::SipPhone> phone;
};

} // namespace sangdam::fakes
