// SPDX-License-Identifier: MIT
//
// One desk per user session. The lock goes with the process, also when that is killed. Any thread.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <utility>

namespace sangdam::os {

class InstanceLock {
public:
    // Conflict: another process holds it; hand the arguments over (os/local_channel.h).
    static base::Result<InstanceLock> take(const std::filesystem::path& folder);
    ~InstanceLock();
    InstanceLock(InstanceLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
    InstanceLock& operator=(InstanceLock&&) = delete;
    InstanceLock(const InstanceLock&) = delete;
    InstanceLock& operator=(const InstanceLock&) = delete;

private:
    explicit InstanceLock(int file) : file_(file) {}
    int file_;
};

} // namespace sangdam::os
