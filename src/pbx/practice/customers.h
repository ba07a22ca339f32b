// SPDX-License-Identifier: MIT
//
// Customers who are not there: they dial in over real SIP and RTP, listen to the announcement,
// press 1, wait, speak Korean when somebody answers, and hang up. They also answer when an agent
// calls them. For --demo, training and tests.
//
// Owns two threads, "customers" (SIP) and "cusmedia". Functions are for the thread that opened it,
// unless they say otherwise.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/ports/switch.h"
#include "pbx/practice/visits.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sangdam::pbx {

struct CustomersConfig {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;                         // 0: any.
    std::filesystem::path sounds;                   // resource_dir()/"sounds"
    std::chrono::milliseconds answers_after{1'500}; // When an agent calls.
    // One line a step ("010-****-1111 waits for an agent"), called on the customers' thread.
    std::function<void(const std::string&)> diary;
};

class Customers {
public:
    // Unavailable: no port. NotFound, BadInput: the sounds are not there.
    static base::Result<std::unique_ptr<Customers>> open(CustomersConfig);
    ~Customers(); // Hangs up, joins.
    Customers(const Customers&) = delete;
    Customers& operator=(const Customers&) = delete;

    std::uint16_t port() const; // For PracticeConfig::trunk: "sip:{number}@127.0.0.1:<port>".
    // `switch_at`: host:port. Adds to those who are on their way; may be called again.
    void call_in(const std::string& switch_at, std::vector<Visit>);
    // Any thread. Somebody answered: from now on the customer speaks. PracticeSwitch::set_observer.
    void heard(const core::SwitchNotice&);

private:
    struct Impl;
    explicit Customers(std::unique_ptr<Impl>);
    std::unique_ptr<Impl> impl_;
};

} // namespace sangdam::pbx
