// SPDX-License-Identifier: MIT
//
// What a stream carries: the codecs we speak, as SDP names them. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sangdam::media {

enum class Codec { Opus, Pcma, Pcmu, G722 };
std::string_view name(Codec);                            // As in SDP: "opus", "PCMA" ...
std::optional<Codec> codec_named(std::string_view name); // Case does not matter (RFC 4855 §3).
// Of its RTP timestamps. G.722 samples at 16 kHz, yet its clock is 8 kHz for ever (RFC 3551
// §4.5.2).
int clock_rate(Codec);

struct PayloadFormat {
    Codec codec = Codec::Pcma;
    std::uint8_t payload_type = 8;
    std::string fmtp; // The far end's wishes for what we send; "" = none.

    friend bool operator==(const PayloadFormat&, const PayloadFormat&) = default;
};

// RFC 7587 §6.1: what the far end asks us to send. Parameters that we do not know, or whose value
// makes no sense, are as if not there.
struct OpusWishes {
    int bitrate = 40'000;       // Speech in wide band; maxaveragebitrate only lowers it.
    int most_bitrate = 510'000; // Of maxaveragebitrate, for when redundancy is needed.
    int playback_rate = 48'000;
    bool inband_fec = false;
    bool dtx = false;
    bool constant_bitrate = false;
};
OpusWishes parse_opus_fmtp(std::string_view fmtp);

} // namespace sangdam::media
