// SPDX-License-Identifier: MIT
//
// Customers who are not there: they dial in over real SIP and RTP, listen to the announcement,
// press 1, wait, speak Korean when somebody answers, and hang up. They also answer when an agent
// calls them. For --demo, training and tests.
//
// Owns two threads, "customers" (SIP) and "cusmedia". Functions are for one thread of the caller's.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/uuid.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sangdam::pbx {

enum class Mood { Calm, Angry, New };

// One customer's call, from now.
struct Visit {
    std::chrono::milliseconds after{0}; // Since start().
    std::string number;                 // What the customer shows; empty: withheld.
    std::string display;                // Caller name as an exchange would send it; often empty.
    std::string did;                    // What the customer dials.
    Mood mood = Mood::Calm;
    std::chrono::milliseconds presses_after{2'500}; // Key 1; zero: never presses.
    std::chrono::milliseconds gives_up_after{0};    // Unanswered for so long; zero: waits.
    std::chrono::milliseconds talks_for{20'000};    // At least the length of what is said.
};

// A small shop's afternoon: the same seed gives the same visits. Numbers are 010-0… and 010-1…,
// which are assigned to nobody.
std::vector<Visit> small_afternoon(std::uint64_t seed, const std::string& did);

struct CustomersConfig {
    std::string switch_uri = "127.0.0.1:5060"; // host:port of the switch.
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;
    std::filesystem::path sounds;                   // resource_dir()/"sounds"
    std::chrono::milliseconds answers_after{1'500}; // When an agent calls.
};

class Customers {
public:
    // Unavailable: no port. NotFound: the sounds are not there.
    static base::Result<std::unique_ptr<Customers>> open(CustomersConfig, const base::Clock&);
    ~Customers(); // Hangs up, joins.
    Customers(const Customers&) = delete;
    Customers& operator=(const Customers&) = delete;

    std::uint16_t port() const;     // For PracticeConfig::trunk.
    void start(std::vector<Visit>); // Adds; may be called again.
    // One line a step ("010-0000-1111 hears the announcement"), called on the customers' thread.
    void set_diary(std::function<void(const std::string&)>);

private:
    struct Impl;
    explicit Customers(std::shared_ptr<Impl>);
    std::shared_ptr<Impl> impl_;
};

} // namespace sangdam::pbx
