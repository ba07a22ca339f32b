// SPDX-License-Identifier: MIT
//
// Names a Unix socket by its folder. Private to os.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <sys/un.h>

namespace sangdam::os {

class FileHandle { // Owns one descriptor.
public:
    FileHandle() = default;
    explicit FileHandle(int number) : number_(number) {}
    ~FileHandle();
    FileHandle(FileHandle&& other) noexcept;
    FileHandle& operator=(FileHandle&& other) noexcept;
    FileHandle(const FileHandle&) = delete;
    FileHandle& operator=(const FileHandle&) = delete;
    int get() const { return number_; }
    explicit operator bool() const { return number_ >= 0; }

private:
    int number_ = -1;
};

struct SocketAddress {
    sockaddr_un address{};
    FileHandle folder; // Open as long as `address` is used.
};

// sun_path holds 107 bytes and test folders are longer, so the folder is named by a descriptor:
// /proc/self/fd/N/desk.sock is the same file.
base::Result<SocketAddress> socket_in(const std::filesystem::path& folder);

} // namespace sangdam::os
