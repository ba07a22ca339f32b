// SPDX-License-Identifier: MIT

#include "sip/offer_answer.h"

#include <algorithm>
#include <string_view>

namespace sangdam::sip {
namespace {

constexpr std::string_view kEvents = "telephone-event";
constexpr const char* kKeys = "0-15"; // RFC 4733 §2.4.1: 0-9 * # A-D
constexpr std::uint8_t kEvents8000 = 101;
constexpr std::uint8_t kEvents48000 = 110;

bool is_events(const RtpFormat& format) {
    return same_encoding(format, RtpFormat{0, std::string{kEvents}, format.clock, 1, {}});
}

// RFC 3264 §6: an answer takes from an offer what both have; RFC 7587 §4: Opus is 48000/2 always.
bool is_codec(const RtpFormat& format) {
    return !is_events(format) && !same_encoding(format, {0, "CN", format.clock, 1, {}});
}

bool secure_profile(const MediaLine& media) { return media.protocol.rfind("RTP/SAVP", 0) == 0; }

bool usable_audio(const MediaLine& media) {
    return media.kind == "audio" && media.port != 0 && media.rtp();
}

// The keys of one m-line's two ends (RFC 4568 §5.1). RTP/AVP with keys is how many PBXs say that
// they would rather encrypt ("optimistic"); RTP/SAVP without usable ones cannot be taken at all.
struct Keys {
    bool possible = true;
    std::optional<Crypto> ours; // What goes into our answer.
    std::optional<AgreedAudio::Srtp> agreed;
};
Keys meet_keys(const MediaLine& offered, const LocalAudio& local) {
    Keys keys;
    if (local.srtp != SrtpWish::Off) {
        for (const auto& theirs : cryptos_of(offered)) {
            const auto own = std::ranges::find(local.keys, theirs.suite, &Crypto::suite);
            if (own == local.keys.end()) continue;
            keys.ours = Crypto{theirs.tag, own->suite, own->key};
            keys.agreed = AgreedAudio::Srtp{own->suite, own->key, theirs.key};
            return keys;
        }
    }
    keys.possible = !secure_profile(offered) && local.srtp != SrtpWish::Mandatory;
    return keys;
}

// What the far end chose among the keys that we offered. False: not acceptable.
bool take_keys(const MediaLine& ours, const MediaLine& theirs, AgreedAudio& audio) {
    const auto offered = cryptos_of(ours);
    const auto answered = cryptos_of(theirs);
    for (const auto& answer : answered) {
        const auto own = std::ranges::find_if(offered, [&](const Crypto& each) {
            return each.tag == answer.tag && each.suite == answer.suite;
        });
        if (own == offered.end()) continue;
        audio.srtp = AgreedAudio::Srtp{own->suite, own->key, answer.key};
        return true;
    }
    return !secure_profile(ours) && !secure_profile(theirs);
}

bool may_send(MediaDirection d) {
    return d == MediaDirection::SendRecv || d == MediaDirection::SendOnly;
}
bool may_receive(MediaDirection d) {
    return d == MediaDirection::SendRecv || d == MediaDirection::RecvOnly;
}
MediaDirection direction(bool send, bool receive) {
    if (send) return receive ? MediaDirection::SendRecv : MediaDirection::SendOnly;
    return receive ? MediaDirection::RecvOnly : MediaDirection::Inactive;
}

// The old way to hold (RFC 2543 §B.5, kept alive by RFC 3264 §8.4).
bool nowhere(const std::string& address) { return address == "0.0.0.0" || address == "::"; }

// What we may do when they said `theirs` and we wish `wish` (RFC 3264 §6.1).
MediaDirection meet(MediaDirection theirs, bool hold_address, MediaDirection wish) {
    return direction(may_send(wish) && may_receive(theirs) && !hold_address,
                     may_receive(wish) && may_send(theirs));
}

RtpFormat events_for(int clock) {
    return {clock == 48000 ? kEvents48000 : kEvents8000, std::string{kEvents}, clock, 1, kKeys};
}

SessionDescription frame(const LocalAudio& local) {
    SessionDescription sdp;
    sdp.origin = {"-", local.session, local.version, local.address};
    sdp.address = local.address;
    return sdp;
}

MediaLine offered_line(const LocalAudio& local) {
    MediaLine line;
    line.port = local.port;
    line.formats = local.formats;
    line.ptime = local.ptime;
    line.direction = local.direction;
    if (local.srtp == SrtpWish::Mandatory) line.protocol = "RTP/SAVP";
    if (local.srtp != SrtpWish::Off)
        for (const auto& key : local.keys)
            if (key.suite == CryptoSuite::AesCm128Sha80 || key.suite == CryptoSuite::AesCm128Sha32)
                line.other.push_back(crypto_line(key)); // What all know; more would burst a packet.
    std::vector<int> clocks;
    for (const auto& format : local.formats) {
        if (std::find(clocks.begin(), clocks.end(), format.clock) != clocks.end()) continue;
        clocks.push_back(format.clock);
        line.formats.push_back(events_for(format.clock));
    }
    return line;
}

// A refused m-line: same kind, protocol and formats, port 0 (RFC 3264 §6).
MediaLine refused(const MediaLine& offered) {
    MediaLine line;
    line.kind = offered.kind;
    line.protocol = offered.protocol;
    line.formats = offered.formats;
    for (auto& format : line.formats) format.fmtp.clear();
    line.other_formats = offered.other_formats;
    return line;
}

const RtpFormat* find_events_at(const MediaLine& line, int clock) {
    const auto found =
        std::find_if(line.formats.begin(), line.formats.end(),
                     [&](const RtpFormat& f) { return f.clock == clock && is_events(f); });
    return found == line.formats.end() ? nullptr : &*found;
}

// RFC 4733 §2.1 wants the clock of the sound; what a peer offers instead still carries its keys.
const RtpFormat* find_events(const MediaLine& line, int clock) {
    if (const auto* exact = find_events_at(line, clock)) return exact;
    const auto found = std::find_if(line.formats.begin(), line.formats.end(), is_events);
    return found == line.formats.end() ? nullptr : &*found;
}

bool wants_mux(const MediaLine& line) {
    return std::find(line.other.begin(), line.other.end(), "a=rtcp-mux") != line.other.end();
}

std::string fmtp_of_ours(const LocalAudio& local, const RtpFormat& theirs) {
    for (const auto& ours : local.formats)
        if (same_encoding(ours, theirs)) return ours.fmtp;
    return {};
}

// Our preference decides; the payload types are the offerer's (RFC 3264 §6.1).
std::vector<RtpFormat> in_common(const LocalAudio& local, const MediaLine& offered) {
    std::vector<RtpFormat> common;
    for (const auto& ours : local.formats) {
        const auto found =
            std::find_if(offered.formats.begin(), offered.formats.end(),
                         [&](const RtpFormat& theirs) { return same_encoding(ours, theirs); });
        if (found != offered.formats.end()) common.push_back(*found);
    }
    return common;
}

AgreedAudio agreed(const SessionDescription& remote, const MediaLine& theirs,
                   MediaDirection our_wish) {
    AgreedAudio audio;
    audio.remote_address = address_of(remote, theirs);
    audio.remote_port = theirs.port;
    const bool hold_address = nowhere(audio.remote_address);
    const auto said = direction_of(remote, theirs);
    audio.direction = meet(said, hold_address, our_wish);
    audio.held_by_remote = hold_address || !may_receive(said);
    audio.ptime = theirs.ptime.value_or(20);
    if (theirs.maxptime) audio.ptime = std::min(audio.ptime, *theirs.maxptime);
    return audio;
}

// The line to answer: the first with something in common, an encrypted one before a plain one when
// we would rather encrypt (RFC 4568 knows no better way to offer a choice).
const MediaLine* choose_line(const SessionDescription& offer, const LocalAudio& local,
                             bool& no_keys) {
    const MediaLine* plain = nullptr;
    for (const auto& offered : offer.media) {
        if (!usable_audio(offered) || address_of(offer, offered).empty() ||
            in_common(local, offered).empty())
            continue;
        const auto keys = meet_keys(offered, local);
        if (keys.agreed || (keys.possible && local.srtp == SrtpWish::Off)) return &offered;
        if (!keys.possible) no_keys = true;
        if (keys.possible && plain == nullptr) plain = &offered;
    }
    return plain;
}

Answer refuse_all(const SessionDescription& offer, const LocalAudio& local) {
    Answer answer{frame(local), std::nullopt, false};
    for (const auto& offered : offer.media) answer.description.media.push_back(refused(offered));
    return answer;
}

} // namespace

std::vector<RtpFormat> usual_formats() {
    return {{111, "opus", 48000, 2, "useinbandfec=1;maxplaybackrate=48000;stereo=0"},
            {9, "G722", 8000, 1, {}}, // Its clock is 8000 by an old mistake (RFC 3551 §4.5.2).
            {8, "PCMA", 8000, 1, {}},
            {0, "PCMU", 8000, 1, {}}};
}

SessionDescription make_offer(const LocalAudio& local) {
    auto sdp = frame(local);
    sdp.media.push_back(offered_line(local));
    return sdp;
}

SessionDescription make_reoffer(const SessionDescription& our_last, const LocalAudio& local) {
    auto sdp = frame(local);
    bool placed = false;
    for (const auto& line : our_last.media) {
        if (!placed && line.kind == "audio" && line.port != 0) {
            sdp.media.push_back(offered_line(local));
            placed = true;
            sdp.media.back().protocol = line.protocol; // Once agreed, it is no matter of taste.
            // A number means the same thing for the whole dialog (RFC 3264 §8.3.2).
            for (auto& format : sdp.media.back().formats)
                for (const auto& before : line.formats)
                    if (same_encoding(format, before)) format.payload_type = before.payload_type;
            auto& formats = sdp.media.back().formats;
            for (auto it = formats.begin(); it != formats.end();) {
                const bool clash = std::any_of(formats.begin(), it, [&](const RtpFormat& f) {
                    return f.payload_type == it->payload_type;
                });
                it = clash ? formats.erase(it) : it + 1;
            }
        } else {
            sdp.media.push_back(refused(line));
        }
    }
    if (!placed) sdp.media.push_back(offered_line(local));
    return sdp;
}

std::vector<Crypto> fresh_keys(base::Random& random) {
    std::vector<Crypto> keys;
    for (const auto suite :
         {CryptoSuite::AesCm128Sha80, CryptoSuite::AesCm128Sha32, CryptoSuite::AesCm256Sha80,
          CryptoSuite::AeadAes256Gcm, CryptoSuite::AeadAes128Gcm})
        keys.push_back(make_crypto(static_cast<std::uint32_t>(keys.size() + 1), suite, random));
    return keys;
}

Answer answer_offer(const SessionDescription& offer, const LocalAudio& local) {
    auto answer = refuse_all(offer, local);
    const auto* chosen = choose_line(offer, local, answer.no_keys);
    if (chosen == nullptr) return answer;
    answer.no_keys = false;
    const auto& offered = *chosen;
    auto common = in_common(local, offered);

    auto audio = agreed(offer, offered, local.direction);
    audio.send = common.front();
    const auto* events = find_events(offered, audio.send.clock);
    audio.rtcp_mux = wants_mux(offered);

    MediaLine line;
    line.port = local.port;
    line.protocol = offered.protocol;
    for (auto& format : common) {
        format.fmtp = fmtp_of_ours(local, format);
        line.formats.push_back(format);
    }
    audio.receive = line.formats;
    for (const auto& format : offered.formats) {
        if (!is_events(format)) continue;
        const bool fits =
            std::ranges::any_of(common, [&](auto& f) { return f.clock == format.clock; });
        if (fits || &format == events) {
            line.formats.push_back(format);
            line.formats.back().fmtp = kKeys;
        }
    }
    if (events != nullptr) {
        audio.send_events = audio.receive_events = events->payload_type;
        audio.events_clock = events->clock;
    }
    line.ptime = local.ptime;
    // What the far end may do with c=0.0.0.0 is a matter of receiving; we still say it.
    line.direction =
        meet(direction_of(offer, offered), nowhere(address_of(offer, offered)), local.direction);
    if (audio.rtcp_mux) line.other.emplace_back("a=rtcp-mux");
    auto keys = meet_keys(offered, local);
    if (keys.ours) line.other.push_back(crypto_line(*keys.ours));
    audio.srtp = std::move(keys.agreed);
    // One stream; a second audio line stays refused.
    answer.description.media[static_cast<std::size_t>(chosen - offer.media.data())] =
        std::move(line);
    answer.audio = std::move(audio);
    return answer;
}

std::optional<AgreedAudio> read_answer(const SessionDescription& our_offer,
                                       const SessionDescription& answer) {
    const auto count = std::min(our_offer.media.size(), answer.media.size());
    for (std::size_t i = 0; i < count; ++i) {
        const auto& ours = our_offer.media[i];
        const auto& theirs = answer.media[i];
        if (ours.kind != "audio" || ours.port == 0) continue;
        if (!usable_audio(theirs) || address_of(answer, theirs).empty()) return std::nullopt;

        auto audio = agreed(answer, theirs, direction_of(our_offer, ours));
        for (const auto& format : theirs.formats) {
            const bool offered =
                is_codec(format) && std::any_of(ours.formats.begin(), ours.formats.end(),
                                                [&](auto& f) { return same_encoding(f, format); });
            if (!offered) continue;
            if (audio.receive.empty()) audio.send = format; // Their first choice.
            // They send with our numbers; with theirs only if they disregard RFC 3264 §6.1.
            for (const auto& own : ours.formats)
                if (same_encoding(own, format)) audio.receive.push_back(own);
        }
        if (audio.receive.empty()) return std::nullopt;
        if (const auto* events = find_events(theirs, audio.send.clock)) {
            audio.send_events = events->payload_type;
            audio.events_clock = events->clock;
        }
        if (const auto* events = find_events(ours, audio.events_clock);
            events != nullptr && audio.send_events)
            audio.receive_events = events->payload_type;
        audio.rtcp_mux = wants_mux(ours) && wants_mux(theirs);
        if (!take_keys(ours, theirs, audio)) return std::nullopt;
        return audio;
    }
    return std::nullopt;
}

} // namespace sangdam::sip
