// SPDX-License-Identifier: MIT

#include "sip/trust_folder.h"

#include "base/uuid.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

namespace sangdam::sip {
namespace {

namespace fs = std::filesystem;

// Where distributions keep the roots that everybody trusts.
constexpr std::array kPublicRoots{"/etc/ssl/certs/ca-certificates.crt",
                                  "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
                                  "/etc/ssl/cert.pem"};

std::optional<std::string> certificates_in(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return std::nullopt;
    std::string text(std::istreambuf_iterator<char>(in), {});
    if (text.find("-----BEGIN CERTIFICATE-----") == std::string::npos &&
        text.find("-----BEGIN TRUSTED CERTIFICATE-----") == std::string::npos)
        return std::nullopt;
    return text;
}

base::Result<std::string> trusted(const std::string& ca_file) {
    if (!ca_file.empty()) {
        if (auto text = certificates_in(ca_file)) return *std::move(text);
        return base::Error{base::Errc::NotFound,
                           fmt::format("there is no certificate to trust in '{}'", ca_file)};
    }
    for (const auto* file : kPublicRoots)
        if (auto text = certificates_in(file)) return *std::move(text);
    return base::Error{base::Errc::NotFound,
                       "this machine has no public root certificates; name a CA file"};
}

bool write(const fs::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    out.close();
    return static_cast<bool>(out);
}

} // namespace

base::Result<TrustFolder> TrustFolder::make(const std::string& ca_file, const std::string& own) {
    SDC_TRY(const auto text, trusted(ca_file));
    const auto mine = own.empty() ? std::string{} : certificates_in(own);
    if (!mine)
        return base::Error{base::Errc::NotFound,
                           fmt::format("there is no certificate in '{}'", own)};
    base::SystemRandom random;
    TrustFolder made;
    std::error_code problem;
    const auto folder =
        fs::temp_directory_path(problem) / fmt::format("sangdam-trust-{:016x}", random.next());
    // Not there before, and nobody else's from the first moment on.
    if (problem || !fs::create_directory(folder, problem))
        return base::Error{base::Errc::Unavailable, "no room for temporary files"};
    made.folder_ = folder.string();
    fs::permissions(folder, fs::perms::owner_all, problem);
    if (!write(folder / "cafile.pem", text) ||
        !(mine->empty() || write(folder / "agent.pem", *mine)))
        return base::Error{base::Errc::Unavailable, "no room for temporary files"};
    return made;
}

TrustFolder::~TrustFolder() {
    if (folder_.empty()) return;
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}
TrustFolder::TrustFolder(TrustFolder&& other) noexcept
    : folder_(std::exchange(other.folder_, {})) {}
TrustFolder& TrustFolder::operator=(TrustFolder&& other) noexcept {
    std::swap(folder_, other.folder_);
    return *this;
}

} // namespace sangdam::sip
