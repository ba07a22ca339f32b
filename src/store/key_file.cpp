// SPDX-License-Identifier: MIT

#include "store/key_file.h"

#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <system_error>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#include <sys/stat.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace sangdam::store {
namespace {

namespace fs = std::filesystem;
constexpr std::streamsize kMost = 64 * 1024;

base::Error unavailable(const fs::path& path, const std::string& what) {
    return {base::Errc::Unavailable, "the key file " + path.string() + ' ' + what};
}

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

// Born with the owner's rights only; never opened a moment wider.
File create_private(const fs::path& path) {
#ifdef _WIN32
    const int fd = _wopen(path.c_str(), _O_CREAT | _O_EXCL | _O_WRONLY | _O_BINARY,
                          _S_IREAD | _S_IWRITE); // The folder's list of rights holds for it.
    return File(fd < 0 ? nullptr : _fdopen(fd, "wb"));
#else
    const int fd = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    return File(fd < 0 ? nullptr : ::fdopen(fd, "wb"));
#endif
}

bool to_disk(std::FILE* file) {
    if (std::fflush(file) != 0) return false;
#ifdef _WIN32
    return _commit(_fileno(file)) == 0;
#else
    return ::fsync(::fileno(file)) == 0;
#endif
}

void folder_to_disk([[maybe_unused]] const fs::path& folder) {
#ifndef _WIN32
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    ::fsync(fd);
    ::close(fd);
#endif
}

} // namespace

base::Result<base::Secret> read_key_file(const fs::path& path) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status)) return base::Error{base::Errc::NotFound, "there is no key file"};
#ifndef _WIN32
    constexpr auto kOthers = fs::perms::group_all | fs::perms::others_all;
    if ((status.permissions() & kOthers) != fs::perms::none)
        return base::Error{base::Errc::Refused, "others may read the key file " + path.string() +
                                                    "; run: chmod 600 " + path.string()};
#endif
    std::ifstream in(path, std::ios::binary);
    std::string text(static_cast<std::size_t>(kMost), '\0');
    in.read(text.data(), kMost);
    if (in.bad() || !in.eof()) return unavailable(path, "cannot be read");
    text.resize(static_cast<std::size_t>(in.gcount()));
    return base::Secret(std::move(text));
}

namespace {

// Written beside and then named: a half-written key file never has the name.
base::Result<fs::path> written_beside(const fs::path& path, const base::Secret& text) {
    fs::path beside = path;
    beside += ".new";
    std::error_code ignored;
    fs::remove(beside, ignored); // Left by a program that died here.
    File file = create_private(beside);
    if (!file) return unavailable(path, "cannot be written; is its folder there and yours?");
    const auto& bytes = text.reveal();
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size() &&
                         to_disk(file.get());
    file.reset();
    if (written) return beside;
    fs::remove(beside, ignored);
    return unavailable(path, "cannot be written; is the disk full?");
}

} // namespace

base::Status write_key_file(const fs::path& path, const base::Secret& text) {
    SDC_TRY(const auto beside, written_beside(path, text));
    std::error_code error;
    fs::create_hard_link(beside, path, error); // Of two programs that start together one wins.
    std::error_code ignored;
    fs::remove(beside, ignored);
    if (error == std::errc::file_exists)
        return base::Error{base::Errc::Conflict, "there is a key file already"};
    if (error) return unavailable(path, "cannot be written: " + error.message());
    folder_to_disk(path.parent_path());
    return base::Done{};
}

base::Status replace_key_file(const fs::path& path, const base::Secret& text) {
    SDC_TRY(const auto beside, written_beside(path, text));
    std::error_code error;
    fs::rename(beside, path, error);
    if (error) return unavailable(path, "cannot be replaced: " + error.message());
    folder_to_disk(path.parent_path());
    return base::Done{};
}

} // namespace sangdam::store
