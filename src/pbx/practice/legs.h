// SPDX-License-Identifier: MIT
//
// The legs that the switch holds: which dialog belongs to which call, and its media. Call thread.
#pragma once

#include "core/ids.h"
#include "media/engine.h"
#include "phone/session.h"
#include "sip/endpoint.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace sangdam::pbx {

// RFC 3326: the seat's phone must not count this as a missed call.
inline constexpr const char* kElsewhere = "SIP;cause=200;text=\"Call completed elsewhere\"";

struct SwitchLeg {
    SwitchLeg(core::CallRef of, core::AgentId seat, media::StreamId sound,
              phone::Session description)
        : call(std::move(of)), agent(std::move(seat)), stream(sound),
          session(std::move(description)) {}

    sip::LegId id{};
    core::CallRef call;
    core::AgentId agent; // Empty: the far leg.
    media::StreamId stream;
    phone::Session session;
    bool incoming = false;
    bool answered = false;
    bool late_offer = false;     // Our 200 carries the offer, their ACK the answer.
    bool started = false;        // The stream runs.
    bool dismissed = false;      // We ended it; only its leg_ended is still to come.
    std::string answer;          // Incoming: our description, ready for the 200.
    std::uint32_t sound_tag = 0; // Of what is played to it.
};

class SwitchLegs {
public:
    SwitchLegs(media::Engine& engine, sip::Endpoint& endpoint)
        : engine_(engine), endpoint_(endpoint) {}

    // A leg with its RTP port, not yet known by a SIP id: give it one with add(). `towards`: URI of
    // the far end, for the address that it sees of us. Unavailable: no port is free.
    base::Result<std::unique_ptr<SwitchLeg>> make(core::CallRef, core::AgentId,
                                                  const std::string& towards);
    SwitchLeg& add(sip::LegId, std::unique_ptr<SwitchLeg>);

    SwitchLeg* find(sip::LegId); // Dismissed ones too.
    SwitchLeg* find(media::StreamId);
    // The living one; `agent` empty: the far leg.
    SwitchLeg* find(const core::CallRef&, const core::AgentId& agent = {});

    // The living far leg of `from` becomes that seat's leg of `to`.
    void move_far(const core::CallRef& from, const core::CallRef& to, const core::AgentId&);

    void run_media(SwitchLeg&); // Starts or updates the stream as agreed.
    void dismiss(SwitchLeg&);   // Its sound ends now.
    void remove(sip::LegId);

private:
    media::Engine& engine_;
    sip::Endpoint& endpoint_;
    std::uint64_t next_session_ = 1;
    std::map<sip::LegId, std::unique_ptr<SwitchLeg>> legs_;
};

} // namespace sangdam::pbx
