// SPDX-License-Identifier: MIT
//
// The telephone: carries out what core::step decides, with a sip::Endpoint and a media::Engine.
// Lives on the call thread, like everything that must not wait for a window. The 200 OK goes out
// inside answer(); the sound starts after it.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "core/ports/phone.h"
#include "sip/endpoint.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace sangdam::media {
class Engine;
}

namespace sangdam::phone {

inline constexpr std::size_t kMaxCalls = 4; // A fifth INVITE is answered 486.

struct PhoneAccount {
    std::string registrar; // "sip:pbx.example:5060"; a number is dialled at its host.
    std::string user;
    std::string auth_user; // Empty: `user`.
    base::Secret secret;
    std::string display;
    std::chrono::seconds expires{300};
    std::string pickup_code; // Dialled before the extension that rings, "*8"; empty: none.
};

struct PhoneConfig {
    PhoneAccount account;
    sip::Transport transport = sip::Transport::Udp; // When the registrar's URI names none.
    // Numeric. Empty: loopback when the PBX is on this machine, all addresses otherwise.
    std::string bind_address;
    std::uint16_t bind_port = 0; // 0: any.
    std::string user_agent = "SangdamCall";
    // Ids of calls go on after this one: a phone that replaces another must not use its ids again.
    core::CallId last_call{};
};

// Moments that the benchmarks measure. Called on the call thread, right after the fact.
class PhoneObserver {
public:
    virtual ~PhoneObserver() = default;
    virtual void invite_received(core::CallId, base::TimePoint) = 0;
    virtual void ok_sent(core::CallId, base::TimePoint) = 0;
};

class SipPhone final : public core::Phone {
public:
    // On the call thread. Registers at once; how that goes is told to the listener. The engine's
    // events must come on the call thread; thread and engine must outlive the phone. Errors: those
    // of sip::Endpoint::open, and BadInput for an account that cannot work.
    static base::Result<std::unique_ptr<SipPhone>> open(sip::CallThread&, media::Engine&,
                                                        const base::Clock&, PhoneConfig);
    ~SipPhone() override; // On the call thread. Hangs up and un-registers.

    void set_listener(core::PhoneListener*) override;
    void set_observer(PhoneObserver*); // Must outlive the phone, or nullptr first.

    base::Result<core::CallId> dial(std::string_view target,
                                    std::string_view account = {}) override;
    void answer(core::CallId) override;
    void hang_up(core::CallId) override;
    void set_hold(core::CallId, bool on) override;
    void set_mute(core::CallId, bool on) override;
    void send_digit(core::CallId, char digit) override;
    base::Status transfer(core::CallId, std::string_view target) override;
    base::Status transfer_into(core::CallId, core::CallId consulted) override;
    base::Status set_conference(bool on) override;
    base::Result<core::CallId> pick_up(std::string_view extension) override;
    void watch_seats(const std::vector<std::string>& extensions) override;

    core::Registration registration() const;
    std::uint16_t port() const; // Where it listens for SIP.
    void network_changed();     // Registers again at once: the network came up, or we woke.

private:
    struct Impl;
    explicit SipPhone(std::unique_ptr<Impl>);
    std::unique_ptr<Impl> impl_;
};

} // namespace sangdam::phone
