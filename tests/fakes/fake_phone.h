// SPDX-License-Identifier: MIT
//
// A telephone without network: its calls obey core::step, the test plays the far end, and every
// command that reached it is written down.
#pragma once

#include "core/ports/phone.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sangdam::fakes {

class FakePhone final : public core::Phone {
public:
    void set_listener(core::PhoneListener* listener) override { listener_ = listener; }
    base::Result<core::CallId> dial(std::string_view target) override {
        commands.push_back("dial " + std::string(target));
        if (target.empty()) return base::Error{base::Errc::BadInput, "nothing to dial"};
        core::Call call;
        call.id = core::CallId{++last_};
        call.direction = core::Direction::Outgoing;
        call.phase = core::Phase::Dialing;
        call.peer = core::PhoneNumber::parse(target);
        tell(call);
        return call.id;
    }
    void answer(core::CallId id) override { command("answer", id, core::Answer{}); }
    void hang_up(core::CallId id) override { command("hang_up", id, core::Hangup{}); }
    void set_hold(core::CallId id, bool on) override {
        command(on ? "hold" : "resume", id, core::SetHold{on});
    }
    void set_mute(core::CallId id, bool on) override {
        command(on ? "mute" : "unmute", id, core::SetMute{on});
    }
    void send_digit(core::CallId id, char digit) override {
        command(std::string("digit ") + digit, id, core::SendDigit{digit});
    }

    // --- the far end -----------------------------------------------------------------------------
    core::CallId ring(std::string_view from, core::CallRef ref = {}) {
        core::Call call;
        call.id = core::CallId{++last_};
        call.phase = core::Phase::Ringing;
        call.peer = core::PhoneNumber::parse(from);
        call.ref = std::move(ref);
        tell(call);
        return call.id;
    }
    void remote(core::CallId id, const core::CallEvent& event) {
        tell(core::step(calls.at(id), event).call);
    }
    void registration(core::RegistrationState state) {
        if (listener_) listener_->registration_changed({state, ""});
    }

    std::map<core::CallId, core::Call> calls;
    std::vector<std::string> commands; // "answer 1", "hold 1", "dial 15881234"

private:
    void command(const std::string& word, core::CallId id, const core::CallEvent& event) {
        commands.push_back(word + " " + std::to_string(static_cast<unsigned>(id)));
        const auto at = calls.find(id);
        if (at == calls.end()) return;
        auto next = core::step(at->second, event).call;
        if (next != at->second) tell(std::move(next));
    }
    void tell(core::Call call) {
        calls[call.id] = call;
        if (listener_) listener_->call_changed(call);
    }

    core::PhoneListener* listener_ = nullptr;
    unsigned last_ = 0;
};

} // namespace sangdam::fakes
