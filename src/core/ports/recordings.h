// SPDX-License-Identifier: MIT
//
// Where recorded calls go. A switch of our own hands over the bytes of a WAV file as they come; a
// PBX keeps its files itself. Used on the recorder's thread only.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/ids.h"

#include <memory>
#include <string>
#include <string_view>

namespace sangdam::core {

class RecordingSink {
public:
    virtual ~RecordingSink() = default; // Without finish(): what was written stays, cut short.
    virtual base::Status write(std::string_view bytes) = 0; // Unavailable: disk full, no right.
    // Name under which the shelf finds it again.
    virtual base::Result<std::string> finish() = 0;
};

class RecordingShelf {
public:
    virtual ~RecordingShelf() = default;
    // Each beginning is a recording of its own: a call may be recorded twice.
    virtual base::Result<std::unique_ptr<RecordingSink>> begin(const CallRef&, base::WallTime) = 0;
};

} // namespace sangdam::core
