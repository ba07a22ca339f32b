// SPDX-License-Identifier: MIT
//
// Port to the telephone itself. Implemented by src/phone on SIP and RTP, and by test fakes.
#pragma once

#include "base/result.h"
#include "core/call.h"

#include <string>
#include <string_view>

namespace sangdam::core {

enum class RegistrationState { Off, Trying, Registered, Refused, Unreachable };

struct Registration {
    RegistrationState state = RegistrationState::Off;
    std::string what; // English; which check failed, for the log and the settings page.

    friend bool operator==(const Registration&, const Registration&) = default;
};
std::string_view name(RegistrationState);

// Called on the call thread, in order. A listener may call the phone from inside.
class PhoneListener {
public:
    virtual ~PhoneListener() = default;
    virtual void call_changed(const Call&) = 0; // Also the first time and when it ended.
    virtual void registration_changed(const Registration&) = 0;
    virtual void digit_heard(CallId, char digit) = 0; // RFC 4733 from the far end.
};

// To be used on the call thread. Nothing here blocks; what happens is told to the listener. A
// command that does not fit the call's phase changes nothing (core::step).
class Phone {
public:
    virtual ~Phone() = default;
    virtual void set_listener(PhoneListener*) = 0; // Must outlive the phone, or nullptr first.
    // `target`: a number, an extension or a sip: URI. BadInput: cannot be dialled.
    virtual base::Result<CallId> dial(std::string_view target) = 0;
    virtual void answer(CallId) = 0;
    virtual void hang_up(CallId) = 0; // Declines a ringing call.
    virtual void set_hold(CallId, bool on) = 0;
    virtual void set_mute(CallId, bool on) = 0;
    virtual void send_digit(CallId, char digit) = 0;
};

} // namespace sangdam::core
