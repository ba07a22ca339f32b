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

namespace sangdam::phone {

class Session {
public:
    // `id` for o=; the same for the whole dialog.
    Session(std::string local_ip, std::uint16_t rtp_port, std::uint64_t id);

    // Our next description, for an INVITE or for a 200 to an INVITE without one.
    std::string offer();
    // Their answer to it. False: nothing in common, or no description at all.
    bool take_answer(const std::string& sdp);
    // Their offer and our answer; nothing: no description, or no audio in common (488).
    std::optional<std::string> answer_to(const std::string& sdp);

    void hold(bool on) { holding_ = on; } // Shows in the next offer or answer.
    bool holding() const { return holding_; }

    // Of the last exchange that succeeded; nothing before the first.
    const std::optional<sip::AgreedAudio>& agreed() const { return agreed_; }

private:
    sip::LocalAudio local() const;

    const std::string local_ip_;
    const std::uint16_t rtp_port_;
    const std::uint64_t id_;
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
