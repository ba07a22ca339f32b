// SPDX-License-Identifier: MIT
//
// Session descriptions (RFC 8866) as values, their parser and printer. Pure; any thread. The parser
// takes bytes from anybody: it is bounded and never throws. Lines that it does not know survive a
// round trip in their place among the attributes.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::sip {

inline constexpr std::size_t kMaxSdpBytes = 16384;
inline constexpr std::size_t kMaxSdpMedia = 16;
inline constexpr std::size_t kMaxSdpFormats = 32; // Per m-line; later ones are left out.

// As written by whoever sends the description: SendOnly means "I send, you listen".
enum class MediaDirection { SendRecv, SendOnly, RecvOnly, Inactive };
std::string_view name(MediaDirection); // "sendrecv" …
MediaDirection reversed(MediaDirection);

struct RtpFormat {
    std::uint8_t payload_type = 0;
    std::string encoding; // "opus", "PCMA", "telephone-event"; empty: dynamic without an rtpmap.
    int clock = 8000;
    int channels = 1;
    std::string fmtp; // Without the payload type; empty: none.

    friend bool operator==(const RtpFormat&, const RtpFormat&) = default;
};
// Encoding, clock and channels; payload type and fmtp aside. Case does not matter (RFC 8866 §6.6).
bool same_encoding(const RtpFormat&, const RtpFormat&);

struct SdpOrigin {
    std::string user = "-";
    std::uint64_t session = 1;
    std::uint64_t version = 1; // +1 with every changed description (RFC 3264 §8).
    std::string address = "127.0.0.1";

    friend bool operator==(const SdpOrigin&, const SdpOrigin&) = default;
};

struct MediaLine {
    std::string kind = "audio"; // audio, video, image …
    std::uint16_t port = 0;     // 0: rejected or switched off.
    std::string protocol = "RTP/AVP";
    std::vector<RtpFormat> formats;          // When the protocol is one of RTP's.
    std::vector<std::string> other_formats;  // Otherwise: "t38", "*", as they came.
    std::string address;                     // Of its own c= line; empty: the session's.
    std::optional<MediaDirection> direction; // Empty: the session's.
    std::optional<int> ptime;
    std::optional<int> maxptime;
    std::vector<std::string> other; // "a=rtcp:5005", "b=AS:64", "a=crypto:…": whole lines.

    bool rtp() const; // RTP/AVP, RTP/SAVP, …F
    friend bool operator==(const MediaLine&, const MediaLine&) = default;
};

struct SessionDescription {
    SdpOrigin origin;
    std::string subject = "-"; // s=
    std::string address;       // Session's c= line; may be empty when every m-line has its own.
    std::string timing = "0 0";
    std::optional<MediaDirection> direction;
    std::vector<std::string> other; // Whole lines.
    std::vector<MediaLine> media;

    friend bool operator==(const SessionDescription&, const SessionDescription&) = default;
};

// BadInput: too long, not text, no v=0, or an m= line that cannot be read.
base::Result<SessionDescription> parse_sdp(std::string_view);
std::string to_string(const SessionDescription&); // CRLF line ends.

// What applies to this m-line, the session's defaults considered.
const std::string& address_of(const SessionDescription&, const MediaLine&);
MediaDirection direction_of(const SessionDescription&, const MediaLine&);

} // namespace sangdam::sip
