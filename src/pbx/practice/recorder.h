// SPDX-License-Identifier: MIT
//
// Writes calls down while they are spoken: the customer left, the agent right, 16 kHz mu-law in a
// WAV file (1.9 MB a minute, plays everywhere). Owns the "recorder" thread; functions are for the
// thread of `answers_on`, and `ended` comes there.
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/strand.h"
#include "core/ports/recordings.h"
#include "media/bridge_tap.h"

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace sangdam::pbx {

class Recorder {
public:
    // Name on the shelf, or why it was lost. Once for every start().
    using Ended = std::function<void(const core::CallRef&, const base::Result<std::string>&)>;
    Recorder(base::Executor& answers_on, core::RecordingShelf&, Ended);
    ~Recorder(); // Finishes what runs.

    // To be given to Engine::tap of the customer's stream. Null when that call is recorded already.
    std::shared_ptr<media::BridgeTap> start(const core::CallRef&, base::WallTime now);
    std::shared_ptr<media::BridgeTap> tap_of(const core::CallRef&) const; // Null: not recorded.
    void pause(const core::CallRef&, bool on); // What is said meanwhile is in no file.
    void stop(const core::CallRef&);

private:
    class Take;
    base::Executor& answers_on_;
    core::RecordingShelf& shelf_;
    const Ended ended_;
    std::map<core::CallRef, std::shared_ptr<Take>> takes_;
    std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
    base::Strand thread_{"recorder"};
};

// The first 58 bytes of such a file. The sizes are those of a stream that goes on.
std::string recording_header();

} // namespace sangdam::pbx
