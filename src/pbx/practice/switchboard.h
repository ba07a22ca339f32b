// SPDX-License-Identifier: MIT
//
// Carries out what call_flow.h decides, with SIP legs and RTP streams, and tells it what they do.
// Everything here runs on the switch's call thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/uuid.h"
#include "media/engine.h"
#include "pbx/practice/call_flow.h"
#include "pbx/practice/legs.h"
#include "pbx/practice/practice_switch.h"
#include "pbx/practice/recorder.h"
#include "pbx/practice/sounds.h"
#include "pbx/practice/speech.h"
#include "sip/call_thread.h"
#include "sip/endpoint.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace sangdam::pbx {

class Switchboard final : public sip::LegListener,
                          public sip::Registrar,
                          public media::EngineListener {
public:
    struct Outside {
        std::function<void(const core::SwitchNotice&)> tell;
        std::function<void(std::uint64_t ticket, const base::Status&)> reply; // To a request.
    };
    static base::Result<std::unique_ptr<Switchboard>> open(sip::CallThread&, const base::Clock&,
                                                           base::Random&, PracticeConfig, Outside);
    ~Switchboard() override;

    void handle(FlowEvent);
    void set_seats(const std::vector<core::Seat>&);
    // Answers as soon as the new announcements can be heard.
    void set_settings(const core::SwitchSettings&, std::uint64_t ticket);
    core::SwitchSnapshot snapshot() const { return pbx::snapshot(floor_); }
    std::uint16_t sip_port() const { return endpoint_->port(); }

    // sip::LegListener
    void leg_offered(const sip::IncomingLeg&) override;
    void leg_progress(sip::LegId, int status, const std::string& sdp) override;
    void leg_answered(sip::LegId, const std::string& sdp) override;
    void leg_confirmed(sip::LegId, const std::string& sdp) override;
    void leg_reoffered(sip::LegId, const std::string& sdp) override;
    void leg_digit(sip::LegId, char digit) override;
    void leg_ended(sip::LegId, const sip::Ending&) override;

    // sip::Registrar
    std::string realm() const override { return "sangdam"; }
    std::optional<base::Secret> secret_of(std::string_view user) const override;
    void reachable_changed(const std::string& user, bool reachable) override;

    // media::EngineListener
    void digit_heard(media::StreamId, char digit) override;
    void playback_done(media::StreamId, std::uint32_t tag) override;
    void rtp_silent(media::StreamId) override {} // SIP decides when a call is over.
    void rtp_resumed(media::StreamId) override {}
    void stream_stopped(media::StreamId, const media::StreamStats&) override {}

private:
    Switchboard(sip::CallThread&, const base::Clock&, base::Random&, PracticeConfig, Outside,
                SwitchSounds);
    base::Status open_adapters();

    void take_from_seat(const sip::IncomingLeg&, const SeatState&);
    void take_from_customer(const sip::IncomingLeg&);
    bool is_did(const std::string& user) const;
    // The leg with its answer ready; refuses the INVITE and returns nullptr when that is not to be.
    SwitchLeg* accept(const sip::IncomingLeg&, core::CallRef, core::AgentId);
    bool invite(const core::CallRef&, const core::AgentId& of_leg, sip::OutgoingLeg);
    bool invite_seat(const core::CallRef&, const core::AgentId& of_leg, const core::AgentId& seat,
                     sip::OutgoingLeg);

    void act(const AnswerFar&);
    void act(const Play&);
    void act(const RingSeat&);
    void act(const EndSeat&);
    void act(const EndFar&);
    void act(const RingOutside&);
    void act(const RingColleague&);
    void act(const TellDiallerItRings&);
    void act(const AnswerDialler&);
    void act(const Bridge&);
    void act(const MoveFarLeg&);
    void act(const TellTransferor&);
    void act(const SetRecording&);
    void act(const Tell&);
    void act(const Reply&);

    void recorded(const core::CallRef&, const base::Result<std::string>& where);
    void play(const Play&, const SharedPcm&);
    void play_spoken(const Play&, const std::string& text);
    void answer(SwitchLeg&);
    void end_leg(SwitchLeg&, int status, Farewell);
    void arm();
    std::string uri_of(std::string_view user) const;

    sip::CallThread& thread_;
    const base::Clock& clock_;
    base::Random& random_;
    const PracticeConfig config_;
    const Outside outside_;
    SwitchSounds sounds_;
    core::SwitchSettings settings_;
    Speech speech_;
    std::optional<Recorder> recorder_; // Nothing: nowhere to put recordings.

    Floor floor_;
    std::deque<FlowEvent> events_; // What happened while another event was carried out.
    bool busy_ = false;
    std::uint32_t last_tag_ = 0;

    std::unique_ptr<media::Engine> engine_;
    std::optional<SwitchLegs> legs_;
    std::unique_ptr<sip::Endpoint> endpoint_;
    base::Timer due_;
};

} // namespace sangdam::pbx
