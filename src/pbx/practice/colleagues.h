// SPDX-License-Identifier: MIT
//
// Colleagues who are not there: their phones register, ring, are answered – or not – and speak. For
// --demo, training, tests and load. Real SIP and RTP like everything else here.
//
// Owns two threads, "colleagues" (SIP) and "colmedia". Functions are for the thread that opened it,
// unless they say otherwise.
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "media/engine.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace sangdam::pbx {

struct Colleague {
    std::string registrar; // "sip:127.0.0.1:5060"
    std::string user;      // Extension; the name in the diary.
    base::Secret password;
    std::chrono::milliseconds answers_after{4'000};
    std::chrono::milliseconds talks_for{30'000}; // Then it hangs up, if the customer has not.
    int declines_one_in = 0;                     // 0: never.
    bool hears_nothing = false;                  // Lets it ring until the call is taken back.
};

struct ColleaguesConfig {
    std::string address = "127.0.0.1";
    std::filesystem::path sounds; // resource_dir()/"sounds"
    std::uint64_t seed = 1;       // Who declines when.
    // One line a step, called on the colleagues' thread.
    std::function<void(const std::string&)> diary;
};

class Colleagues {
public:
    // Unavailable: no port. NotFound, BadInput: the sounds are not there.
    static base::Result<std::unique_ptr<Colleagues>> open(ColleaguesConfig);
    ~Colleagues(); // Hangs up, unregisters, joins.
    Colleagues(const Colleagues&) = delete;
    Colleagues& operator=(const Colleagues&) = delete;

    void add(Colleague); // Registers at once, and again by itself.
    // Called on the colleagues' thread whenever one has finished a talk: for its wrap-up.
    void on_talk_over(std::function<void(const std::string& user)>);
    // What came in over all talks that are over: for measuring.
    media::StreamStats totals() const;

private:
    struct Impl;
    explicit Colleagues(std::unique_ptr<Impl>);
    std::unique_ptr<Impl> impl_;
};

} // namespace sangdam::pbx
