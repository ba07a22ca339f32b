// SPDX-License-Identifier: MIT

#include "os/socket_address_unix.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace sangdam::os {

FileHandle::~FileHandle() {
    if (number_ >= 0) close(number_);
}
FileHandle::FileHandle(FileHandle&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
FileHandle& FileHandle::operator=(FileHandle&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
}

base::Result<SocketAddress> socket_in(const std::filesystem::path& folder) {
    SocketAddress out;
    out.folder = FileHandle(open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!out.folder)
        return base::Error{base::Errc::NotFound,
                           "no folder " + folder.string() + ": " + std::strerror(errno)};
    const auto path = "/proc/self/fd/" + std::to_string(out.folder.get()) + "/desk.sock";
    out.address.sun_family = AF_UNIX;
    path.copy(out.address.sun_path, sizeof out.address.sun_path - 1);
    return out;
}

} // namespace sangdam::os
