// SPDX-License-Identifier: MIT

#include "store/sealed_recordings.h"

#include "base/uuid.h"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <utility>

namespace sangdam::store {
namespace {

using base::Errc;
using base::Error;
namespace fs = std::filesystem;

constexpr std::string_view kMagic = "SDCREC1\n";
constexpr std::uint32_t kLongestPiece = 4U << 20U; // Longer ones are no pieces of ours.
constexpr const char* kSuffix = ".sdcrec";

std::string context_of(const std::string& name, std::uint64_t piece, bool last) {
    return "recording:" + name + ':' + std::to_string(piece) + (last ? ":last" : "");
}

bool is_name(const std::string& name) { // Made by begin(); nothing that leaves the folder.
    return !name.empty() && name.size() < 100 &&
           name.find_first_not_of("0123456789abcdef-") == std::string::npos;
}

class Sink final : public core::RecordingSink {
public:
    Sink(std::ofstream file, std::string name, const Sealer& sealer)
        : file_(std::move(file)), name_(std::move(name)), sealer_(sealer) {}

    base::Status write(std::string_view bytes) override { return piece(bytes, false); }
    base::Result<std::string> finish() override {
        SDC_CHECK(piece({}, true));
        file_.close();
        if (!file_) return Error{Errc::Unavailable, "a recording could not be closed"};
        return name_;
    }

private:
    base::Status piece(std::string_view bytes, bool last) {
        const auto sealed = sealer_.seal(bytes, context_of(name_, next_++, last));
        const auto length = static_cast<std::uint32_t>(sealed.data.size());
        for (int shift = 0; shift < 32; shift += 8)
            file_.put(static_cast<char>(length >> shift & 0xFFU));
        file_.write(reinterpret_cast<const char*>(sealed.data.data()),
                    static_cast<std::streamsize>(sealed.data.size()));
        if (!file_.flush()) return Error{Errc::Unavailable, "a recording cannot be written"};
        return base::Done{};
    }

    std::ofstream file_;
    const std::string name_;
    const Sealer sealer_;
    std::uint64_t next_ = 0;
};

} // namespace

base::Result<SealedRecordings> SealedRecordings::open(fs::path folder, Sealer sealer) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (!fs::is_directory(folder))
        return Error{Errc::Unavailable, "no folder for recordings at " + folder.string()};
    fs::permissions(folder, fs::perms::owner_all, failed);
    return SealedRecordings(std::move(folder), std::move(sealer));
}

base::Result<std::unique_ptr<core::RecordingSink>>
SealedRecordings::begin(const core::CallRef& call, base::WallTime at) {
    const auto name = call.value + '-' + std::to_string(at.time_since_epoch().count());
    if (!base::is_uuid(call.value) || !is_name(name))
        return Error{Errc::BadInput, "a recording needs the id of a call"};
    const auto path = folder_ / (name + kSuffix);
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    std::error_code failed;
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, failed);
    file << kMagic << call.value << '\n';
    if (!file.flush())
        return Error{Errc::Unavailable, "a recording cannot be written to " + folder_.string()};
    return std::unique_ptr<core::RecordingSink>(
        std::make_unique<Sink>(std::move(file), name, sealer_));
}

base::Result<SealedRecordings::Opened> SealedRecordings::read(const std::string& name) const {
    if (!is_name(name)) return Error{Errc::NotFound, "no such recording"};
    std::ifstream file(folder_ / (name + kSuffix), std::ios::binary);
    if (!file) return Error{Errc::NotFound, "no such recording"};
    const std::string all{std::istreambuf_iterator<char>(file), {}};
    if (!all.starts_with(kMagic)) return Error{Errc::Unavailable, "not a recording of ours"};
    std::size_t at = all.find('\n', kMagic.size());
    if (at == std::string::npos) return Error{Errc::Unavailable, "not a recording of ours"};
    Opened opened;
    std::uint64_t piece = 0;
    for (++at; at + 4 <= all.size();) {
        std::uint32_t length = 0;
        for (unsigned i = 0; i < 4; ++i)
            length |= std::uint32_t{static_cast<unsigned char>(all[at + i])} << (8U * i);
        at += 4;
        if (length > kLongestPiece || at + length > all.size()) break; // Cut short.
        const auto sealed = std::string_view(all).substr(at, length);
        at += length;
        if (const auto plain = sealer_.unseal(sealed, context_of(name, piece, false))) {
            if (opened.whole) return Error{Errc::Unavailable, "a recording goes on after its end"};
            opened.bytes += *plain;
        } else {
            SDC_CHECK(sealer_.unseal(sealed, context_of(name, piece, true)));
            opened.whole = true;
        }
        ++piece;
    }
    return opened;
}

base::Status SealedRecordings::remove(const std::string& name) const {
    if (!is_name(name)) return Error{Errc::NotFound, "no such recording"};
    std::error_code failed;
    fs::remove(folder_ / (name + kSuffix), failed);
    if (failed) return Error{Errc::Unavailable, "a recording cannot be removed"};
    return base::Done{};
}

} // namespace sangdam::store
