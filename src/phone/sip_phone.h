// SPDX-License-Identifier: MIT
//
// The telephone: carries out what core::step decides, with a sip::Endpoint and a media::Engine.
// Lives on the call thread, like everything that must not wait for a window. The 200 OK goes out
// inside answer(); the sound starts after it.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/timers.h"
#include "core/ports/phone.h"
#include "sip/endpoint.h"
#include "sip/sdes.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::media {
class Engine;
}

namespace sangdam::phone {

inline constexpr std::size_t kMaxCalls = 4; // A fifth INVITE is answered 486.
// Proof that the INVITE may be answered without the agent: the token that the centre and the desk
// agreed on. "Call-Info: answer-after=0" alone would let anybody listen in.
inline constexpr const char* kAnswerTokenHeader = "X-Sangdam-Answer";

struct PhoneAccount {
    std::string registrar; // "sip:pbx.example:5060"; a number is dialled at its host.
    std::string user;
    std::string auth_user; // Empty: `user`.
    base::Secret secret;
    std::string display;
    std::chrono::seconds expires{300};
    std::optional<sip::Transport> transport{}; // When the registrar's URI names none.
    std::string proxy{}; // Outbound: "sip:edge.example;transport=tls;lr"; empty: none.
    sip::SrtpWish srtp = sip::SrtpWish::Off;
    std::string pickup_code{};   // Dialled before the extension that rings, "*8"; empty: none.
    base::Secret answer_token{}; // An INVITE that carries it is answered at once; empty: none is.
    bool watch_messages = false; // SUBSCRIBE message-summary.
    std::chrono::milliseconds probe_every{25'000}; // OPTIONS; zero: never.
};

struct PhoneConfig {
    PhoneAccount account;               // The standard one.
    std::vector<PhoneAccount> others{}; // Also registered; they ring here, and call when named.
    sip::Transport transport = sip::Transport::Udp; // When the registrar's URI names none.
    // Numeric. Empty: loopback when the PBX is on this machine, all addresses otherwise.
    std::string bind_address;
    std::uint16_t bind_port = 0; // 0: any.
    std::string ca_file{};       // Whom TLS trusts; empty: the machine's public roots.
    std::string resolver{};      // A resolv.conf of one's own, for tests.
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
    // The network came up or changed, or we woke: registers again at once. When this machine has
    // another address now, the phone listens there from the moment that no call is left.
    void network_changed();

private:
    struct Impl;
    struct Parts;
    SipPhone(std::unique_ptr<Parts>, std::unique_ptr<Impl>);
    void move_if_idle();

    std::unique_ptr<Parts> parts_; // What another Impl is made of when this machine has moved.
    std::unique_ptr<Impl> impl_;
    base::Timer move_;
};

} // namespace sangdam::phone
