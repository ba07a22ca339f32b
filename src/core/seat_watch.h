// SPDX-License-Identifier: MIT
//
// What a PBX tells about a colleague's seat (RFC 4235) and about messages that wait (RFC 3842).
// Values; any thread.
#pragma once

#include "core/phone_number.h"

#include <string>
#include <vector>

namespace sangdam::core {

struct SeatCall {
    enum class State { Ringing, Talking };
    State state = State::Ringing;
    bool incoming = true; // As the colleague sees it.
    PhoneNumber peer;     // Who calls; may be unknown.
    std::string peer_name;

    friend bool operator==(const SeatCall&, const SeatCall&) = default;
};

struct SeatState {
    std::string extension;
    bool known = false; // False: the PBX has not told, or does not.
    std::vector<SeatCall> calls;

    bool ringing() const {
        for (const auto& call : calls)
            if (call.state == SeatCall::State::Ringing && call.incoming) return true;
        return false;
    }
    friend bool operator==(const SeatState&, const SeatState&) = default;
};

struct MessagesWaiting {
    bool waiting = false;
    int fresh = 0;
    int old = 0;

    friend bool operator==(const MessagesWaiting&, const MessagesWaiting&) = default;
};

} // namespace sangdam::core
