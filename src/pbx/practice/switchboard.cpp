// SPDX-License-Identifier: MIT

#include "pbx/practice/switchboard.h"

#include "base/log.h"
#include "pbx/practice/announcements.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace sangdam::pbx {
namespace {

using base::Errc;
using base::Error;

constexpr std::size_t kMostCalls = 200; // More are answered 503.

bool from_this_machine(const std::string& source) {
    return source.starts_with("127.") || source.starts_with("[::1]");
}

bool wants_privacy(const sip::IncomingLeg& leg) { // RFC 3323 §4.2
    const auto privacy = sip::value_of(leg.headers, "Privacy");
    return privacy.find("id") != std::string_view::npos ||
           privacy.find("user") != std::string_view::npos;
}

core::PhoneNumber caller_of(const sip::IncomingLeg& leg) {
    if (wants_privacy(leg)) return {};
    const auto& who = leg.asserted ? *leg.asserted : leg.from;
    return core::PhoneNumber::parse(who.host == "anonymous.invalid" ? "anonymous" : who.user);
}

void renew(Speech& speech, bool changed, const std::string& text, SharedPcm& sound,
           std::function<void(const base::Status&)> then) {
    if (!changed) return then(base::Done{});
    speech.say(text, [&sound, then = std::move(then)](const base::Result<SharedPcm>& spoken) {
        if (!spoken) return then(spoken.error());
        sound = *spoken;
        then(base::Done{});
    });
}

} // namespace

// --- opening -------------------------------------------------------------------------------------

Switchboard::Switchboard(sip::CallThread& thread, const base::Clock& clock, base::Random& random,
                         PracticeConfig config, Outside outside, SwitchSounds sounds)
    : thread_(thread), clock_(clock), random_(random), config_(std::move(config)),
      outside_(std::move(outside)), sounds_(std::move(sounds)), speech_(thread) {
    floor_.rules.queue = config_.queue;
    floor_.rules.seat_patience = config_.seat_patience;
    floor_.rules.key_patience = config_.key_patience;
    floor_.rules.position_every = config_.position_every;
    floor_.rules.has_trunk = !config_.trunk.empty();
}

base::Result<std::unique_ptr<Switchboard>>
Switchboard::open(sip::CallThread& thread, const base::Clock& clock, base::Random& random,
                  PracticeConfig config, Outside outside) {
    if (config.dids.empty())
        return Error{Errc::BadInput, "the practice switch has no number that customers can dial; "
                                     "set practice.dids"};
    SDC_TRY(auto sounds, load_switch_sounds(config.sounds, config.announcement));
    auto board = std::unique_ptr<Switchboard>(new Switchboard(
        thread, clock, random, std::move(config), std::move(outside), std::move(sounds)));
    SDC_CHECK(board->open_adapters());
    return board;
}

base::Status Switchboard::open_adapters() {
    media::EngineConfig sound;
    sound.thread_name = "swmedia";
    if (config_.rtp_first != 0) {
        sound.lowest_port = config_.rtp_first;
        sound.highest_port = config_.rtp_last;
    }
    SDC_TRY(engine_, media::Engine::open(sound, thread_));
    sip::EndpointConfig config;
    config.address = config_.address;
    config.port = config_.sip_port;
    config.user = "switch";
    config.user_agent = "SangdamCall practice switch";
    SDC_TRY(endpoint_, sip::Endpoint::open(thread_, config));
    legs_.emplace(*engine_, *endpoint_);
    if (config_.recordings)
        recorder_.emplace(thread_, *config_.recordings,
                          [this](const core::CallRef& call, const base::Result<std::string>& at) {
                              recorded(call, at);
                          });
    engine_->set_listener(this);
    endpoint_->set_registrar(this);
    endpoint_->set_listener(this);
    base::log::info("pbx", "practice switch at {}:{}", config_.address, endpoint_->port());
    return base::Done{};
}

Switchboard::~Switchboard() {
    due_.reset();
    if (endpoint_) {
        endpoint_->set_listener(nullptr);
        endpoint_->set_registrar(nullptr);
    }
    if (engine_) engine_->set_listener(nullptr);
    endpoint_.reset(); // Says goodbye to all legs.
}

// --- deciding ------------------------------------------------------------------------------------

void Switchboard::handle(FlowEvent event) {
    events_.push_back(std::move(event));
    if (std::exchange(busy_, true)) return;
    while (!events_.empty()) {
        const auto next = std::move(events_.front());
        events_.pop_front();
        for (const auto& action : step(floor_, next, clock_.now()))
            std::visit([this](const auto& each) { act(each); }, action);
    }
    busy_ = false;
    arm();
}

void Switchboard::arm() {
    const auto now = clock_.now();
    const auto due = next_due(floor_, now);
    due_.reset();
    if (!due) return;
    const auto delay = std::chrono::ceil<std::chrono::milliseconds>(*due - now);
    due_ = thread_.after(std::max(delay, std::chrono::milliseconds{0}), [this] { handle(Tick{}); });
}

void Switchboard::set_seats(const std::vector<core::Seat>& seats) {
    for (const auto& [agent, old] : floor_.seats) {
        const auto same = [&](const core::Seat& each) {
            return each.extension == old.seat.extension;
        };
        if (std::none_of(seats.begin(), seats.end(), same))
            endpoint_->drop_bindings(old.seat.extension);
    }
    SeatsChanged changed;
    for (const auto& seat : seats)
        changed.seats.emplace_back(seat, !endpoint_->bindings(seat.extension).empty());
    handle(std::move(changed));
}

void Switchboard::set_settings(const core::SwitchSettings& settings, std::uint64_t ticket) {
    std::set<char> keys;
    for (const auto& choice : settings.menu)
        if (choice.key < '0' || choice.key > '9' || !keys.insert(choice.key).second)
            return outside_.reply(
                ticket, Error{Errc::BadInput, "every menu entry needs a key 0-9 of its own"});
    if (settings.recording != core::RecordingPolicy::Never && !recorder_)
        return outside_.reply(ticket, Error{Errc::Unavailable, "there is no place for recordings"});
    const bool spoken = settings.welcome != settings_.welcome || settings.menu != settings_.menu;
    const bool closed = settings.closed != settings_.closed;
    settings_ = settings;
    floor_.rules.menu = settings.menu;
    floor_.rules.strategy = settings.strategy;
    floor_.rules.recording = settings.recording;
    floor_.rules.seat_patience = settings.seat_patience;
    handle(Tick{});
    // Answered when the next caller hears both.
    renew(speech_, closed, closed_text(settings), sounds_.closed,
          [this, spoken, ticket, text = welcome_text(settings)](const base::Status& done) {
              if (!done) return outside_.reply(ticket, done.error());
              renew(speech_, spoken, text, sounds_.welcome,
                    [this, ticket](const base::Status& status) { outside_.reply(ticket, status); });
          });
}

// --- who comes in --------------------------------------------------------------------------------

void Switchboard::leg_offered(const sip::IncomingLeg& leg) {
    if (floor_.flows.size() >= kMostCalls) return endpoint_->reject(leg.leg, 503);
    if (!leg.authenticated.empty()) {
        if (const auto* seat = seat_of_extension(floor_.seats, leg.authenticated))
            return take_from_seat(leg, *seat);
        return endpoint_->reject(leg.leg, 403);
    }
    // A trunk needs no password from this very machine; a seat that dials one of our own numbers
    // is a seat all the same.
    const bool is_seat = seat_of_extension(floor_.seats, leg.from.user) != nullptr;
    if (!is_seat && from_this_machine(leg.source) && is_did(leg.request_user))
        return take_from_customer(leg);
    endpoint_->challenge(leg.leg);
}

bool Switchboard::is_did(const std::string& user) const {
    const auto key = core::PhoneNumber::parse(user).key();
    return std::find(config_.dids.begin(), config_.dids.end(), key) != config_.dids.end();
}

SwitchLeg* Switchboard::accept(const sip::IncomingLeg& in, core::CallRef call,
                               core::AgentId agent) {
    auto made = legs_->make(std::move(call), std::move(agent), "sip:" + in.source);
    if (!made) {
        base::log::error("pbx", "a call was refused: {}", made.error().what);
        endpoint_->reject(in.leg, 503);
        return nullptr;
    }
    auto& leg = legs_->add(in.leg, std::move(made).value());
    leg.incoming = true;
    leg.late_offer = in.sdp.empty();
    const auto answer = leg.late_offer ? leg.session.offer() : leg.session.answer_to(in.sdp);
    if (!answer) {
        legs_->dismiss(leg);
        endpoint_->reject(in.leg, 488); // Nothing that we could say would be understood.
        return nullptr;
    }
    leg.answer = *answer;
    return &leg;
}

void Switchboard::take_from_customer(const sip::IncomingLeg& in) {
    const core::CallRef call(base::uuid_v7(clock_.wall(), random_));
    if (accept(in, call, {}) == nullptr) return;
    handle(CustomerCame{call, caller_of(in), core::PhoneNumber::parse(in.request_user).key(),
                        core::open_at(settings_.hours, clock_.wall())});
}

void Switchboard::take_from_seat(const sip::IncomingLeg& in, const SeatState& seat) {
    // The desk may have named the call itself, so that a retry is the same call.
    std::string named(sip::value_of(in.headers, core::kCallRefHeader));
    if (!base::is_uuid(named) || floor_.flows.contains(core::CallRef(named)))
        named = base::uuid_v7(clock_.wall(), random_);
    const core::CallRef call(std::move(named));
    const auto agent = seat.seat.agent;
    if (accept(in, call, agent) == nullptr) return;
    handle(SeatDialled{call, agent, in.request_user,
                       seat.seat.shown.empty() ? config_.dids.front() : seat.seat.shown});
}

// --- what legs do --------------------------------------------------------------------------------

void Switchboard::leg_progress(sip::LegId id, int status, const std::string&) {
    auto* leg = legs_->find(id);
    if (leg == nullptr || leg->dismissed || status < 180) return;
    if (leg->agent.empty())
        handle(FarRings{leg->call});
    else
        handle(SeatRings{leg->call, leg->agent});
}

void Switchboard::leg_answered(sip::LegId id, const std::string& sdp) {
    auto* leg = legs_->find(id);
    if (leg == nullptr) return;
    if (leg->dismissed) return endpoint_->bye(id, kElsewhere); // Crossed with our CANCEL.
    const auto call = leg->call;
    const auto agent = leg->agent;
    leg->answered = true;
    if (!leg->session.take_answer(sdp)) {
        base::log::warn("pbx", "an answer without audio that we know ends the leg");
        end_leg(*leg, 0, Farewell::Plain);
        if (agent.empty()) return handle(FarLeft{call, 488});
        return handle(SeatLeft{call, agent, 488});
    }
    legs_->run_media(*leg);
    if (agent.empty())
        handle(FarAnswered{call});
    else
        handle(SeatAnswered{call, agent});
}

void Switchboard::leg_confirmed(sip::LegId id, const std::string& sdp) {
    auto* leg = legs_->find(id);
    if (leg == nullptr || leg->dismissed || !leg->late_offer || sdp.empty()) return;
    leg->late_offer = false;
    if (leg->session.take_answer(sdp)) legs_->run_media(*leg);
}

void Switchboard::leg_reoffered(sip::LegId id, const std::string& sdp) {
    auto* leg = legs_->find(id);
    if (leg == nullptr || leg->dismissed) return endpoint_->reject(id, 481);
    leg->late_offer = sdp.empty();
    const auto answer = sdp.empty() ? leg->session.offer() : leg->session.answer_to(sdp);
    if (!answer) return endpoint_->reject(id, 488);
    endpoint_->answer(id, *answer);
    if (leg->late_offer) return; // Their answer comes with the ACK.
    legs_->run_media(*leg);
    if (!leg->agent.empty())
        handle(SeatHeld{leg->call, leg->agent, leg->session.agreed()->held_by_remote});
}

void Switchboard::leg_digit(sip::LegId id, char digit) {
    const auto* leg = legs_->find(id);
    if (leg != nullptr && !leg->dismissed && leg->agent.empty())
        handle(KeyPressed{leg->call, digit});
}

void Switchboard::leg_ended(sip::LegId id, const sip::Ending& ending) {
    const auto* leg = legs_->find(id);
    if (leg == nullptr) return;
    const bool expected = leg->dismissed;
    const auto call = leg->call;
    const auto agent = leg->agent;
    legs_->remove(id);
    if (expected) return;
    if (agent.empty())
        handle(FarLeft{call, ending.status});
    else
        handle(SeatLeft{call, agent, ending.status});
}

// --- registrar and media -------------------------------------------------------------------------

std::optional<base::Secret> Switchboard::secret_of(std::string_view user) const {
    const auto* seat = seat_of_extension(floor_.seats, std::string(user));
    if (seat == nullptr) return std::nullopt;
    return seat->seat.password;
}

void Switchboard::reachable_changed(const std::string& user, bool reachable) {
    if (const auto* seat = seat_of_extension(floor_.seats, user))
        handle(SeatReachable{seat->seat.agent, reachable});
}

void Switchboard::digit_heard(media::StreamId stream, char digit) {
    const auto* leg = legs_->find(stream);
    if (leg != nullptr && leg->agent.empty()) handle(KeyPressed{leg->call, digit});
}

void Switchboard::playback_done(media::StreamId stream, std::uint32_t tag) {
    const auto* leg = legs_->find(stream);
    if (leg != nullptr && leg->sound_tag == tag) handle(SoundFinished{leg->call, leg->agent});
}

} // namespace sangdam::pbx
