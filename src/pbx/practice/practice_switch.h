// SPDX-License-Identifier: MIT
//
// The built-in switch: a whole small exchange on real SIP and RTP, for practice, demo and tests. It
// answers customers with an announcement, takes their key, lets them wait with music, rings the
// seat that has been idle longest and bridges the two. Registrar for the seats.
//
// Owns two threads, "switch" (SIP and all decisions) and "swmedia". Functions are for the hub's
// thread; the listener is called on the executor given to the constructor.
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/uuid.h"
#include "core/ports/recordings.h"
#include "core/ports/switch.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace sangdam::pbx {

struct PracticeConfig {
    std::string address = "127.0.0.1"; // SIP and RTP.
    std::uint16_t sip_port = 5060;     // 0: any that is free; see sip_port().
    std::uint16_t rtp_first = 0;       // 0: the engine's usual range.
    std::uint16_t rtp_last = 0;
    std::vector<std::string> dids;      // Keys of the numbers that customers dial. At least one.
    std::string queue = "고객센터";     // Label.
    std::filesystem::path sounds;       // Folder of the announcements: resource_dir()/"sounds".
    std::filesystem::path announcement; // Replaces the welcome; empty: sounds/welcome.wav.
    // Where numbers that are no seat's go, "sip:{number}@127.0.0.1:5070". Empty: nowhere (404).
    std::string trunk;
    // Where recorded calls go; null: nothing is ever recorded. Used on the recorder's thread.
    std::shared_ptr<core::RecordingShelf> recordings;
    std::chrono::milliseconds seat_patience{15'000};  // A seat that rings longer loses the call.
    std::chrono::milliseconds position_every{25'000}; // The place in the queue is said. 0: never.
    std::chrono::milliseconds key_patience{5'000};    // After the announcement, before it repeats.
};

class PracticeSwitch final : public core::SwitchPort {
public:
    // `events_on`, clock and random must outlive the switch.
    PracticeSwitch(PracticeConfig, base::Executor& events_on, const base::Clock&, base::Random&);
    // On the thread of `events_on`, or when that is quiet: the listener hears nothing afterwards.
    // Ends all calls, joins the threads.
    ~PracticeSwitch() override;

    void set_listener(core::SwitchListener) override;
    // Hears the same as the listener, on the switch's own thread: for the simulated customers, who
    // cannot see that somebody answered. Before start().
    void set_observer(core::SwitchListener);
    // BadInput: no DID, an announcement that cannot be read. Unavailable: the port is taken.
    base::Status start() override;

    void set_seats(std::vector<core::Seat>) override;
    void set_available(const core::AgentId&, bool available) override;
    // `done` comes on `events_on` when the outcome is known: Done – they talk; NotFound – the
    // customer has gone; Conflict – somebody talks with the customer already, or the seat is
    // busy; Unavailable – the seat's phone cannot be reached; Refused, TimedOut – it did not answer
    // (the customer is back at the head of the queue).
    void pick_up(const core::CallRef&, const core::AgentId&,
                 std::function<void(base::Status)> done) override;
    void set_settings(core::SwitchSettings, Done) override;
    void place_outcall(core::Outcall, Done) override;
    void record(const core::CallRef&, core::RecordingOrder, Done) override;
    void hang_up(const core::CallRef&) override;
    void snapshot(std::function<void(base::Result<core::SwitchSnapshot>)>) override;

    std::uint16_t sip_port() const; // 0 before start().

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace sangdam::pbx
