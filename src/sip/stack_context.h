// SPDX-License-Identifier: MIT
//
// What legs, accounts and the registrar share of one running endpoint. For src/sip's .cpp files
// only.
#pragma once

#include "base/uuid.h"
#include "sip/call_thread.h"
#include "sip/endpoint.h"
#include "sip/sofia.h"

#include <functional>
#include <string>

namespace sangdam::sip {

// What Allow says. A REFER outside of any call is answered 405 by the stack: whoever sends one may
// not make this phone dial, nor have it notify an address of his choice.
inline constexpr const char* kAllowedAnywhere =
    "INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, NOTIFY, PRACK, UPDATE, REGISTER";
inline constexpr const char* kAllowedWithin =
    "INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, NOTIFY, PRACK, UPDATE, REFER";

struct StackContext {
    CallThread& thread;
    const EndpointConfig& config;
    nua_t* nua = nullptr;
    base::SystemRandom random;
    // Runs later on the call thread, unless the endpoint has gone by then.
    std::function<void(base::Task)> later;
};

} // namespace sangdam::sip
