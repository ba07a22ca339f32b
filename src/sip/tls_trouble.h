// SPDX-License-Identifier: MIT
//
// Why TLS did not come about, read out of the stack's log lines: it tells nobody else. Call thread.
// For src/sip's .cpp files only.
#pragma once

#include <string>
#include <string_view>

namespace sangdam::sip {

class TlsTrouble {
public:
    void hear(std::string_view log_line);
    // "the certificate of the PBX is self-signed and not one we trust"; empty: none was heard since
    // the last time.
    std::string take();

private:
    std::string sentence_;
};

// What each log of this thread's stack is shown to.
TlsTrouble& tls_trouble_of_this_thread();

} // namespace sangdam::sip
