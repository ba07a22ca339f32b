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
    base::Result<core::CallId> dial(std::string_view target,
                                    std::string_view account = {}) override {
        commands.push_back("dial " + std::string(target) +
                           (account.empty() ? "" : " from " + std::string(account)));
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

    base::Status transfer(core::CallId id, std::string_view target) override {
        if (target.empty()) return base::Error{base::Errc::BadInput, "nobody to transfer to"};
        command("transfer to " + std::string(target), id, core::TransferTo{std::string(target)});
        return base::Done{};
    }
    base::Status transfer_into(core::CallId id, core::CallId consulted) override {
        command("transfer into " + std::to_string(static_cast<unsigned>(consulted)), id,
                core::TransferInto{consulted});
        return base::Done{};
    }
    base::Status set_conference(bool on) override {
        commands.emplace_back(on ? "conference" : "no conference");
        std::vector<core::CallId> up;
        for (const auto& [id, call] : calls)
            if (call.phase == core::Phase::Talking || call.phase == core::Phase::Held)
                up.push_back(id);
        if (on && up.size() < 2)
            return base::Error{base::Errc::Conflict, "a conference needs two calls"};
        for (const auto id : up) remote(id, core::SetConference{on});
        for (std::size_t i = 1; !on && i < up.size(); ++i) remote(up[i], core::SetHold{true});
        return base::Done{};
    }
    base::Result<core::CallId> pick_up(std::string_view extension) override {
        commands.push_back("pick up " + std::string(extension));
        return dial(extension);
    }
    void watch_seats(const std::vector<std::string>& extensions) override { watched = extensions; }

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
        if (!listener_) return;
        core::Registration now;
        now.state = state;
        listener_->registration_changed(now);
    }
    void seat(const core::SeatState& state) {
        if (listener_) listener_->seat_changed(state);
    }

    std::map<core::CallId, core::Call> calls;
    std::vector<std::string> commands; // "answer 1", "hold 1", "dial 15881234"
    std::vector<std::string> watched;

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
