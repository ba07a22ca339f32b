// SPDX-License-Identifier: MIT
//
// Names that only the system's resolver knows (hosts file, mDNS, NetBIOS) for a stack that asks DNS
// servers by itself: getaddrinfo's answer is put into the stack's DNS cache. Then a connection goes
// to the address and TLS still checks the name. Call thread; the waiting is done on a thread of its
// own. For src/sip's .cpp files only.
#pragma once

#include "base/executor.h"
#include "base/strand.h"
#include "sip/sofia.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::sip {

class SystemNames {
public:
    // `ask`: false where the endpoint has a resolver of its own; then nothing is looked up.
    explicit SystemNames(bool ask);
    ~SystemNames(); // Waits for a look-up that is under way.
    SystemNames(const SystemNames&) = delete;
    SystemNames& operator=(const SystemNames&) = delete;

    sres_cache_t* cache() { return cache_; }

    // Asks the system, stores what it says, then calls `done`, also when nothing was found. A
    // numeric address is done at once. `later` brings a task back here unless this has gone by
    // then.
    void look_up(const std::string& host, const std::function<void(base::Task)>& later,
                 std::function<void()> done);

private:
    void store(const std::string& host, const std::vector<std::string>& addresses);

    const bool ask_;
    sres_cache_t* cache_;
    std::unique_ptr<base::Strand> resolver_; // Made when the first name comes.
};

bool is_numeric_host(const std::string& host); // "192.0.2.1", "[2001:db8::1]", "2001:db8::1"

} // namespace sangdam::sip
