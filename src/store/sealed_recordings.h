// SPDX-License-Identifier: MIT
//
// Recorded calls on the centre's disk, sealed piece by piece as they come (sealer.h), so that
// neither a stolen disk nor a dead process leaves a voice in the clear. One file a recording:
//
//   "SDCREC1\n" uuid-of-the-call "\n" { length:u32le sealed }*
//
// Every piece is bound to its recording and its number, the last one is marked: a piece that was
// cut out, moved or left off does not open. Folder and files are for their owner only.
#pragma once

#include "core/ports/recordings.h"
#include "store/sealer.h"

#include <filesystem>
#include <string>

namespace sangdam::store {

class SealedRecordings final : public core::RecordingShelf {
public:
    // Makes the folder when there is none. Unavailable: it cannot be made.
    static base::Result<SealedRecordings> open(std::filesystem::path folder, Sealer);

    base::Result<std::unique_ptr<core::RecordingSink>> begin(const core::CallRef&,
                                                             base::WallTime) override;
    // The whole recording as it was written. NotFound: no such name. Unavailable: another key, or
    // not what was sealed. One that was cut short by a crash opens up to there; `whole` says so.
    struct Opened {
        std::string bytes;
        bool whole = false;
    };
    base::Result<Opened> read(const std::string& name) const;
    base::Status remove(const std::string& name) const; // Also when it is not there.

private:
    SealedRecordings(std::filesystem::path folder, Sealer sealer)
        : folder_(std::move(folder)), sealer_(std::move(sealer)) {}
    std::filesystem::path folder_;
    Sealer sealer_;
};

} // namespace sangdam::store
