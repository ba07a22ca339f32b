// SPDX-License-Identifier: MIT
//
// The media side of one call: which descriptions went to and fro, what was agreed, and what that
// means for the engine's stream. No SIP and no engine of its own: descriptions come in as text and
// go out as text, the stream's configuration as a value. Call thread, like everything that uses it.
#pragma once

#include "core/call.h"
#include "media/engine.h"
#include "sip/offer_answer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::phone {

class Session {
public:
    struct Start {
        std::string local_ip;
        std::uint16_t rtp_port = 0;
        std::uint64_t id = 1; // For o=; the same for the whole dialog.
        sip::SrtpWish srtp = sip::SrtpWish::Off;
        std::vector<sip::Crypto> keys{};                            // Of this call alone.
        std::vector<sip::RtpFormat> formats = sip::usual_formats(); // As preferred.
    };
    explicit Session(Start);
    // In the clear, with the usual codecs.
    Session(std::string local_ip, std::uint16_t rtp_port, std::uint64_t id);

    // Our next description, for an INVITE or for a 200 to an INVITE without one.
    std::string offer();
    // Their answer to it. False: nothing in common, or no description at all.
    bool take_answer(const std::string& sdp);
    // Their offer and our answer; nothing: no description, or no audio in common (488).
    std::optional<std::string> answer_to(const std::string& sdp);
    // Why the last exchange came to nothing: SRTP that one end demands and the other has not.
    bool lacked_keys() const { return lacked_keys_; }

    void hold(bool on) { holding_ = on; } // Shows in the next offer or answer.
    bool holding() const { return holding_; }

    // Of the last exchange that succeeded; nothing before the first.
    const std::optional<sip::AgreedAudio>& agreed() const { return agreed_; }

private:
    sip::LocalAudio local() const;

    Start start_;
    bool lacked_keys_ = false;
    std::uint64_t version_ = 0;
    bool holding_ = false;
    std::optional<sip::SessionDescription> ours_;
    std::optional<sip::AgreedAudio> agreed_;
};

// What the agent sees of it. Only after something was agreed.
core::MediaAgreed media_agreed(const Session&);

// Nothing: not one of the agreed codecs is one that the engine has.
std::optional<media::StreamConfig> stream_config(const sip::AgreedAudio&);

} // namespace sangdam::phone
