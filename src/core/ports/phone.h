// SPDX-License-Identifier: MIT
//
// Port to the telephone itself. Implemented by src/phone on SIP and RTP, and by test fakes.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/call.h"
#include "core/seat_watch.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::core {

enum class RegistrationState { Off, Trying, Registered, Refused, Unreachable };

// One account at one PBX. Registered and reachable are two things: the PBX may hold a binding that
// leads nowhere since the router forgot us. `reachable` is what the last round trip (OPTIONS) or
// packet from there says; nothing: not known yet.
struct Registration {
    RegistrationState state = RegistrationState::Off;
    std::string what;      // English; which check failed, for the log and the settings page.
    std::string account{}; // "201@pbx.example"; empty: there is none.
    bool standard = true;  // The one that dials when none is named.
    std::optional<bool> reachable{};
    std::optional<std::chrono::milliseconds> round_trip{};
    std::optional<base::TimePoint> last_heard{}; // The last packet from the PBX.
    bool encrypted = false;                      // Signalling over TLS.

    friend bool operator==(const Registration&, const Registration&) = default;
};
std::string_view name(RegistrationState);

// Called on the call thread, in order. A listener may call the phone from inside.
class PhoneListener {
public:
    virtual ~PhoneListener() = default;
    virtual void call_changed(const Call&) = 0; // Also the first time and when it ended.
    // The standard account's.
    virtual void registration_changed(const Registration&) = 0;
    virtual void digit_heard(CallId, char digit) = 0; // RFC 4733 or INFO from the far end.
    // All accounts, the standard one first; also after each round trip.
    virtual void accounts_changed(const std::vector<Registration>&) {}
    virtual void seat_changed(const SeatState&) {} // One that is watched.
    virtual void messages_changed(const MessagesWaiting&) {}
};

// To be used on the call thread. Nothing here blocks; what happens is told to the listener. A
// command that does not fit the call's phase changes nothing (core::step).
class Phone {
public:
    virtual ~Phone() = default;
    virtual void set_listener(PhoneListener*) = 0; // Must outlive the phone, or nullptr first.
    // `target`: a number, an extension or a sip: URI; `account`: "201@pbx.example" or a part of it
    // that is one's alone, empty: the standard one. BadInput: cannot be dialled. NotFound: no such
    // account.
    virtual base::Result<CallId> dial(std::string_view target, std::string_view account = {}) = 0;
    virtual void answer(CallId) = 0;
    virtual void hang_up(CallId) = 0; // Declines a ringing call.
    // A call in a conference takes the others of it along.
    virtual void set_hold(CallId, bool on) = 0;
    virtual void set_mute(CallId, bool on) = 0;
    virtual void send_digit(CallId, char digit) = 0;

    // Hands the far end on and waits (Call::transferring): it ends as Transferred, or comes back
    // with Call::transfer_failed. BadInput: not a number. Conflict: not a call that can be handed
    // on now.
    virtual base::Status transfer(CallId, std::string_view target) = 0;
    // The far ends of both are put through to each other; `consulted` is the one we asked first.
    virtual base::Status transfer_into(CallId, CallId consulted) = 0;
    // Everybody on the line or on hold is put together, or only the first goes on talking.
    // Conflict: fewer than two calls are up.
    virtual base::Status set_conference(bool on) = 0;
    // Takes the call that rings at a colleague's seat: by its dialog when seat_changed() told it,
    // else by the account's feature code. Unavailable: neither is to be had.
    virtual base::Result<CallId> pick_up(std::string_view extension) = 0;
    // Which seats are watched (SUBSCRIBE dialog); replaces the list before.
    virtual void watch_seats(const std::vector<std::string>& extensions) = 0;
};

} // namespace sangdam::core
