// SPDX-License-Identifier: MIT
//
// The offer/answer model (RFC 3264) for one audio stream, as pure functions on values. Other
// m-lines of the far end are kept in place and rejected. Any thread.
#pragma once

#include "sip/sdes.h"
#include "sip/sdp.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::sip {

// What we can and want.
struct LocalAudio {
    std::string address; // Numeric, for c= and o=.
    std::uint16_t port = 0;
    std::vector<RtpFormat> formats; // Codecs in the order we prefer; telephone-event is added.
    int ptime = 20;
    MediaDirection direction = MediaDirection::SendRecv; // SendOnly: we hold them.
    std::uint64_t session = 1;                           // o=, the same for the whole dialog.
    std::uint64_t version = 1;                           // o=, +1 for every new description.
    SrtpWish srtp = SrtpWish::Off;
    std::vector<Crypto> keys; // Ours, for the whole dialog: one for each suite we offer.
};
// One key for each suite that we speak.
std::vector<Crypto> fresh_keys(base::Random&);
// Opus 48000/2 with in-band FEC said, G.722, PCMA, PCMU.
std::vector<RtpFormat> usual_formats();

// What both agreed on, seen from here.
struct AgreedAudio {
    std::string remote_address;
    std::uint16_t remote_port = 0;
    RtpFormat send;                 // Payload type and fmtp are theirs.
    std::vector<RtpFormat> receive; // Payload types are ours; fmtp what we told them.
    // telephone-event at the clock rate of `send`; where the far end has none of that rate, the one
    // it has: baresip and others offer Opus beside telephone-event/8000 only.
    std::optional<std::uint8_t> send_events;
    std::optional<std::uint8_t> receive_events;
    int events_clock = 0;                                // Of both, in Hz.
    MediaDirection direction = MediaDirection::SendRecv; // Ours: what we may do now.
    bool held_by_remote = false; // They do not listen: sendonly, inactive or c=0.0.0.0.
    int ptime = 20;              // What they wish to receive.
    bool rtcp_mux = false;
    struct Srtp {
        CryptoSuite suite = CryptoSuite::AesCm128Sha80;
        base::Secret send;    // Ours.
        base::Secret receive; // Theirs.
        friend bool operator==(const Srtp&, const Srtp&) = default;
    };
    std::optional<Srtp> srtp;

    bool encrypted() const { return srtp.has_value(); }
    friend bool operator==(const AgreedAudio&, const AgreedAudio&) = default;
};

SessionDescription make_offer(const LocalAudio&);
// In a running dialog an offer keeps the number and order of m-lines (RFC 3264 §8).
SessionDescription make_reoffer(const SessionDescription& our_last, const LocalAudio&);

struct Answer {
    SessionDescription description;   // To send; m-lines in the offer's order.
    std::optional<AgreedAudio> audio; // Nothing: no audio in common, reject the call with 488.
    bool no_keys = false; // For that reason: one end demands SRTP and the other has none for it.
};
Answer answer_offer(const SessionDescription& offer, const LocalAudio&);

// Reads the far end's answer to our offer. Nothing: audio was refused, the answer does not fit the
// offer, or it has no keys for what was to be encrypted.
std::optional<AgreedAudio> read_answer(const SessionDescription& our_offer,
                                       const SessionDescription& answer);

} // namespace sangdam::sip
