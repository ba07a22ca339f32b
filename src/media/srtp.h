// SPDX-License-Identifier: MIT
//
// Keys and suites of SRTP (RFC 3711, 7714) as values, and one direction-pair of contexts that
// protects what leaves and checks what comes. The keys were exchanged by whoever read the SDP
// (RFC 4568). Media thread; allocates when it is made and when a new SSRC proves itself.
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace sangdam::media {

enum class SrtpSuite { AesCm128Sha80, AesCm128Sha32, AesCm256Sha80, AeadAes128Gcm, AeadAes256Gcm };
std::size_t key_bytes(SrtpSuite); // Master key and master salt together.

struct SrtpKeys {
    SrtpSuite suite = SrtpSuite::AesCm128Sha80;
    base::Secret send;    // Master key, then master salt, as bytes.
    base::Secret receive; // The far end's.

    friend bool operator==(const SrtpKeys&, const SrtpKeys&) = default;
};

// What a packet grows by at most: authentication tag, and for RTCP its index.
inline constexpr std::size_t kSrtpRoom = 64;

class SrtpSession {
public:
    // BadInput: a key of the wrong length. Unavailable: the library refused.
    static base::Result<std::unique_ptr<SrtpSession>> open(const SrtpKeys&);
    ~SrtpSession();
    SrtpSession(const SrtpSession&) = delete;
    SrtpSession& operator=(const SrtpSession&) = delete;

    // In place: `size` bytes of the buffer are a packet, kSrtpRoom must be free behind them. The
    // new size; nothing: it must not be sent.
    std::optional<std::size_t> protect_rtp(std::span<std::uint8_t> buffer,
                                           std::size_t size) noexcept;
    std::optional<std::size_t> protect_rtcp(std::span<std::uint8_t> buffer,
                                            std::size_t size) noexcept;
    // In place. Nothing: forged, replayed, or not SRTP at all.
    std::optional<std::size_t> open_rtp(std::span<std::uint8_t> packet) noexcept;
    std::optional<std::size_t> open_rtcp(std::span<std::uint8_t> packet) noexcept;

private:
    struct Contexts;
    explicit SrtpSession(std::unique_ptr<Contexts>);
    std::unique_ptr<Contexts> contexts_;
};

} // namespace sangdam::media
