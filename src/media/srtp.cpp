// SPDX-License-Identifier: MIT

#include "media/srtp.h"

#include <srtp2/srtp.h>

#include <mutex>
#include <utility>

namespace sangdam::media {
namespace {

using base::Errc;
using base::Error;

// How far back a late packet may be and still count: more than any jitter buffer holds.
constexpr unsigned long kReplayWindow = 1024;

bool start_library() {
    static std::once_flag once;
    static bool good = false;
    std::call_once(once, [] { good = srtp_init() == srtp_err_status_ok; });
    return good;
}

void set_suite(SrtpSuite suite, srtp_crypto_policy_t& rtp, srtp_crypto_policy_t& rtcp) {
    switch (suite) {
    case SrtpSuite::AesCm128Sha80:
        srtp_crypto_policy_set_aes_cm_128_hmac_sha1_80(&rtp);
        srtp_crypto_policy_set_aes_cm_128_hmac_sha1_80(&rtcp);
        break;
    case SrtpSuite::AesCm128Sha32: // RTCP keeps the long tag (RFC 4568 §6.2.2).
        srtp_crypto_policy_set_aes_cm_128_hmac_sha1_32(&rtp);
        srtp_crypto_policy_set_aes_cm_128_hmac_sha1_80(&rtcp);
        break;
    case SrtpSuite::AesCm256Sha80:
        srtp_crypto_policy_set_aes_cm_256_hmac_sha1_80(&rtp);
        srtp_crypto_policy_set_aes_cm_256_hmac_sha1_80(&rtcp);
        break;
    case SrtpSuite::AeadAes128Gcm:
        srtp_crypto_policy_set_aes_gcm_128_16_auth(&rtp);
        srtp_crypto_policy_set_aes_gcm_128_16_auth(&rtcp);
        break;
    case SrtpSuite::AeadAes256Gcm:
        srtp_crypto_policy_set_aes_gcm_256_16_auth(&rtp);
        srtp_crypto_policy_set_aes_gcm_256_16_auth(&rtcp);
        break;
    }
}

base::Result<srtp_t> context(SrtpSuite suite, const base::Secret& key, srtp_ssrc_type_t whose) {
    if (key.reveal().size() != key_bytes(suite))
        return Error{Errc::BadInput, "an SRTP key of the wrong length"};
    // The library copies the key and takes it as "not const" out of old habit.
    std::string bytes = key.reveal();
    srtp_policy_t policy{};
    set_suite(suite, policy.rtp, policy.rtcp);
    policy.ssrc.type = whose;
    policy.key = reinterpret_cast<unsigned char*>(bytes.data());
    policy.window_size = kReplayWindow;
    srtp_t made = nullptr;
    const auto status = srtp_create(&made, &policy);
    const base::Secret wiped(std::move(bytes));
    if (status != srtp_err_status_ok)
        return Error{Errc::Unavailable,
                     "libsrtp refused a session (" + std::to_string(status) + ")"};
    return made;
}

// One of the library's four calls on a packet in place; the new size.
template <class Call>
std::optional<std::size_t> in_place(Call call, srtp_t context, std::span<std::uint8_t> buffer,
                                    std::size_t size) noexcept {
    int length = static_cast<int>(size);
    if (call(context, buffer.data(), &length) != srtp_err_status_ok || length < 0)
        return std::nullopt;
    return static_cast<std::size_t>(length);
}

} // namespace

std::size_t key_bytes(SrtpSuite suite) {
    switch (suite) {
    case SrtpSuite::AesCm128Sha80:
    case SrtpSuite::AesCm128Sha32: return 16 + 14;
    case SrtpSuite::AesCm256Sha80: return 32 + 14;
    case SrtpSuite::AeadAes128Gcm: return 16 + 12;
    case SrtpSuite::AeadAes256Gcm: return 32 + 12;
    }
    return 0;
}

struct SrtpSession::Contexts {
    srtp_t send = nullptr;
    srtp_t receive = nullptr;
    ~Contexts() {
        if (send != nullptr) srtp_dealloc(send);
        if (receive != nullptr) srtp_dealloc(receive);
    }
};

base::Result<std::unique_ptr<SrtpSession>> SrtpSession::open(const SrtpKeys& keys) {
    if (!start_library()) return Error{Errc::Unavailable, "libsrtp does not start"};
    auto contexts = std::make_unique<Contexts>();
    SDC_TRY(contexts->send, context(keys.suite, keys.send, ssrc_any_outbound));
    SDC_TRY(contexts->receive, context(keys.suite, keys.receive, ssrc_any_inbound));
    return std::unique_ptr<SrtpSession>(new SrtpSession(std::move(contexts)));
}

SrtpSession::SrtpSession(std::unique_ptr<Contexts> contexts) : contexts_(std::move(contexts)) {}
SrtpSession::~SrtpSession() = default;

std::optional<std::size_t> SrtpSession::protect_rtp(std::span<std::uint8_t> buffer,
                                                    std::size_t size) noexcept {
    if (size + kSrtpRoom > buffer.size()) return std::nullopt;
    return in_place(srtp_protect, contexts_->send, buffer, size);
}

std::optional<std::size_t> SrtpSession::protect_rtcp(std::span<std::uint8_t> buffer,
                                                     std::size_t size) noexcept {
    if (size + kSrtpRoom > buffer.size()) return std::nullopt;
    return in_place(srtp_protect_rtcp, contexts_->send, buffer, size);
}

std::optional<std::size_t> SrtpSession::open_rtp(std::span<std::uint8_t> packet) noexcept {
    return in_place(srtp_unprotect, contexts_->receive, packet, packet.size());
}

std::optional<std::size_t> SrtpSession::open_rtcp(std::span<std::uint8_t> packet) noexcept {
    return in_place(srtp_unprotect_rtcp, contexts_->receive, packet, packet.size());
}

} // namespace sangdam::media
