// SPDX-License-Identifier: MIT
//
// Whatever arrives on the RTP and RTCP ports goes through here: parsers, report counting, digits,
// and the jitter buffer with its decoders. The input is a list of datagrams, each behind a byte of
// length; its first byte chooses how much time passes. It must not crash, hang or read too far.

#include "media/jitter_buffer.h"
#include "media/reception.h"
#include "media/rtcp.h"
#include "media/rtp.h"
#include "media/telephone_event.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sangdam::media;
    using sangdam::base::TimePoint;
    auto made = make_jitter_buffer({{Codec::Pcma, 8, ""}, {Codec::Opus, 111, ""}});
    if (!made) return 0;
    auto& buffer = *made.value();
    Reception reception;
    DigitsHeard digits;
    std::array<Sample, kBeatSamples> beat{};
    auto now = TimePoint(std::chrono::hours(1));
    std::span<const std::uint8_t> rest(data, size);
    for (int datagrams = 0; rest.size() > 2 && datagrams < 200; ++datagrams) {
        const auto beats = rest[0] % 32;
        const auto length = std::min<std::size_t>(rest[1], rest.size() - 2);
        const auto bytes = rest.subspan(2, length);
        rest = rest.subspan(2 + length);
        if (const auto report = parse_rtcp(bytes)) {
            format_rtcp(*report, "name");
            if (report->sender) reception.heard_sender_report(*report->sender, now);
        }
        if (const auto packet = parse_rtp(bytes)) {
            reception.count(*packet, 8000, now);
            reception.report(now);
            if (const auto event = parse_telephone_event(packet->payload))
                digits.hear(packet->timestamp, *event);
            buffer.insert(*packet, now, now);
        }
        for (int i = 0; i < beats; ++i, now += kBeat) buffer.pull(beat, now);
    }
    return 0;
}
