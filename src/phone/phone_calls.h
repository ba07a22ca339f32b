// SPDX-License-Identifier: MIT
//
// The calls of a SipPhone: endpoint and engine events become core::CallEvents, core's effects
// become commands to endpoint and engine. Call thread. Private to src/phone.
#pragma once

#include "base/timers.h"
#include "base/uuid.h"
#include "core/call.h"
#include "media/engine.h"
#include "phone/dial_plan.h"
#include "phone/line_tones.h"
#include "phone/seat_account.h"
#include "phone/session.h"
#include "phone/sip_phone.h"
#include "phone/watch_desk.h"
#include "sip/endpoint.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sangdam::phone {

class PhoneCalls final : public sip::LegListener, public media::EngineListener {
public:
    PhoneCalls(sip::Endpoint&, media::Engine&, base::Timers&, const base::Clock&,
               const SeatAccounts&, core::CallId last_call);
    ~PhoneCalls() override;
    PhoneCalls(const PhoneCalls&) = delete;
    PhoneCalls& operator=(const PhoneCalls&) = delete;

    void set_listener(core::PhoneListener* listener) { listener_ = listener; }
    void set_observer(PhoneObserver* observer) { observer_ = observer; }

    base::Result<core::CallId> dial(std::string_view target, std::string_view account);
    base::Result<core::CallId> pick_up(const PickUpWay&);
    bool idle() const { return lines_.empty(); }
    core::CallId last_call() const { return core::CallId{last_call_}; }
    base::Status transfer(core::CallId, std::string_view target);
    base::Status transfer_into(core::CallId, core::CallId consulted);
    base::Status set_conference(bool on);
    // Those of a conference are held, resumed and muted together.
    void set_hold(core::CallId, bool on);
    void set_mute(core::CallId, bool on);
    void apply(core::CallId, const core::CallEvent&);
    // The same for events that make a call talk: only one does, the others are put on hold.
    void take_the_line(core::CallId, const core::CallEvent&);

    // sip::LegListener
    void leg_offered(const sip::IncomingLeg&) override;
    void leg_progress(sip::LegId, int status, const std::string& sdp) override;
    void leg_answered(sip::LegId, const std::string& sdp) override;
    void leg_accepted(sip::LegId) override;
    void leg_confirmed(sip::LegId, const std::string& sdp) override;
    void leg_reoffered(sip::LegId, const std::string& sdp) override;
    void leg_reanswered(sip::LegId, int status, const std::string& sdp) override;
    bool leg_referred(sip::LegId, const sip::ReferRequest&) override;
    void leg_refer_told(sip::LegId, int status, bool final) override;
    void leg_digit(sip::LegId, char digit) override;
    void leg_ended(sip::LegId, const sip::Ending&) override;

    // media::EngineListener
    void digit_heard(media::StreamId, char digit) override;
    void playback_done(media::StreamId, std::uint32_t) override {}
    void rtp_silent(media::StreamId) override;
    void rtp_resumed(media::StreamId) override;
    void stream_stopped(media::StreamId, const media::StreamStats&) override;

private:
    struct Line {
        Line(media::StreamId its_stream, Session its_session)
            : stream(its_stream), session(std::move(its_session)) {}
        core::Call call;
        sip::LegId leg{};
        media::StreamId stream{};
        Session session;
        std::string ip; // Where its sound is received.
        std::uint16_t rtp_port = 0;
        std::size_t seat = 0;    // Whose account it is.
        std::string answer;      // Ready before the agent lifts: the 200 must not wait.
        bool late_offer = false; // Our 200 carries the offer, their ACK the answer.
        bool started = false;    // The engine's stream runs.
        bool on_line = false;    // It is connected to the sound line.
        bool accepted = false;   // Our first 200 has been sent.
        std::optional<core::EndCause> own_cause; // Why we had to give it up.
        sip::LegId asked_by{};                   // Whose REFER made us call; none: nobody's.
        std::string target;                      // Of an outgoing call, to try again with keys.
        bool tried_with_keys = false;
        base::Timer refer_word; // Until the far end tells how our transfer went.
    };

    struct Out { // An INVITE to be.
        std::size_t seat = 0;
        std::string target; // sip: URI
        core::PhoneNumber peer;
        std::string replaces{};
        std::string referred_by{};
        sip::LegId asked_by{};
    };
    base::Result<core::CallId> call_out(const Out&);
    base::Result<std::unique_ptr<Line>> new_line(std::size_t seat);
    Session new_session(std::size_t seat, std::string ip, std::uint16_t port, sip::SrtpWish);
    base::Result<sip::LegId> invite(Line&, const Out&);
    bool try_with_keys(Line&, const sip::Ending&);
    void ring_or_answer(core::CallId, const sip::IncomingLeg&);
    void tell_referrer(const Line&, int status);
    const SeatAccount& seat_of(const Line& line) const { return seats_[line.seat]; }
    Line* find(core::CallId);
    Line* find(sip::LegId);
    Line* find(media::StreamId);
    void hold_others(core::CallId but);
    void carry_out(Line&, const core::Effect&);
    void act(Line&, core::Act);
    void play_digit(Line&, char digit);
    void run_media(Line&); // Starts or updates the stream as agreed.
    void share_the_line(); // Who talks is connected to the sound line, nobody else.
    std::vector<core::CallId> conference() const;
    void leave_conference_alone(); // One is no conference.
    void transfer_refused(core::CallId, core::EndCause);
    void tell_media(Line&); // What was agreed on, as the agent sees it.
    void await_word(Line&);
    void follow_tones(const core::Call& changed);
    void fail(Line&, const char* why, core::EndCause = core::EndCause::Failed);

    sip::Endpoint& endpoint_;
    media::Engine& engine_;
    base::Timers& timers_;
    const base::Clock& clock_;
    const SeatAccounts& seats_;
    base::SystemRandom random_; // Keys of SRTP.
    core::PhoneListener* listener_ = nullptr;
    PhoneObserver* observer_ = nullptr;
    std::map<core::CallId, std::unique_ptr<Line>> lines_;
    std::uint32_t last_call_;
    std::uint64_t last_session_;
    LineTones tones_;
};

} // namespace sangdam::phone
