// SPDX-License-Identifier: MIT

#include "os/instance_lock.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <unistd.h>

namespace sangdam::os {

using base::Errc;
using base::Error;

base::Result<InstanceLock> InstanceLock::take(const std::filesystem::path& folder) {
    const auto path = folder / "desk.lock";
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return Error{Errc::Unavailable,
                     "cannot open the lock file " + path.string() + ": " + std::strerror(errno)};
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        const int why = errno;
        close(file);
        if (why == EWOULDBLOCK)
            return Error{Errc::Conflict, "sangdamcall already runs in this session"};
        return Error{Errc::Unavailable, "cannot lock " + path.string() + ": " + std::strerror(why)};
    }
    // The file itself stays: removing it would let two processes lock two files of one name.
    return InstanceLock(file);
}

InstanceLock::~InstanceLock() {
    if (file_ >= 0) close(file_);
}

} // namespace sangdam::os
