// SPDX-License-Identifier: MIT
//
// What an Endpoint needs of its CallThread beyond posting. For src/sip's .cpp files only.
#pragma once

#include "sip/call_thread.h"
#include "sip/sofia.h"

namespace sangdam::sip {

struct StackAccess {
    static su_root_t* root(CallThread&); // On the call thread.
    // The loop does not end while guests are there: a closed endpoint waiting for its last answers.
    static void guest_came(CallThread&);
    static void guest_left(CallThread&);
    // Once, with no callback of the loop on the stack: nua_destroy() empties its message queue and
    // frees its timer heap, under the feet of whoever called from there.
    static void run_outside_loop(CallThread&, base::Task);
};

} // namespace sangdam::sip
