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

struct StackContext {
    CallThread& thread;
    const EndpointConfig& config;
    nua_t* nua = nullptr;
    base::SystemRandom random;
    // Runs later on the call thread, unless the endpoint has gone by then.
    std::function<void(base::Task)> later;
};

} // namespace sangdam::sip
