// SPDX-License-Identifier: MIT

#include "unit/pbx/telephone.h"

#include <gtest/gtest.h>

#include <cmath>

namespace sangdam::pbx {
namespace {

using namespace std::chrono_literals;

constexpr const char* kHere = "127.0.0.1";

} // namespace

double loudness(const media::Pcm& sound) {
    double sum = 0;
    for (const auto sample : sound.samples) sum += static_cast<double>(sample) * sample;
    return sound.samples.empty()
               ? 0
               : std::sqrt(sum / static_cast<double>(sound.samples.size())) / 32768.0;
}

Telephone::Telephone(std::string name) : thread_(std::move(name)) {
    run([this] {
        engine_ = media::Engine::open({}, thread_).value();
        endpoint_ = sip::Endpoint::open(thread_, {}).value();
        engine_->set_listener(this);
        endpoint_->set_listener(this);
    });
}

Telephone::~Telephone() {
    run([this] {
        endpoint_->set_listener(nullptr);
        engine_->set_listener(nullptr);
        endpoint_.reset();
        engine_.reset();
    });
}

bool Telephone::sign_in(std::uint16_t switch_port, const std::string& user,
                        const std::string& secret) {
    use_credentials(user, secret);
    run([&] {
        sip::Account account;
        account.registrar = std::string("sip:") + kHere + ':' + std::to_string(switch_port);
        account.user = user;
        account.secret = base::Secret(secret);
        endpoint_->add_account(account, [this](const sip::AccountReport& report) {
            using State = sip::AccountReport::State;
            PhoneEvent event;
            event.kind = PhoneEvent::Registered;
            event.status = report.status;
            if (report.state == State::Refused) event.kind = PhoneEvent::Refused;
            if (report.state == State::Registered || report.state == State::Refused)
                events.add(event);
        });
    });
    const auto outcome = events.wait([](const PhoneEvent& each) {
        return each.kind == PhoneEvent::Registered || each.kind == PhoneEvent::Refused;
    });
    return outcome && outcome->kind == PhoneEvent::Registered;
}

void Telephone::use_credentials(const std::string& user, const std::string& secret) {
    credentials_ = sip::Credentials{user, base::Secret(secret)};
}

Telephone::Line& Telephone::new_line(sip::LegId id) {
    return lines_.emplace(id, std::move(*fresh_)).first->second;
}

sip::LegId Telephone::call(std::uint16_t switch_port, const std::string& number,
                           const std::string& from_uri) {
    return run([&] {
        const auto reserved = engine_->reserve(kHere).value();
        fresh_.emplace(Line{reserved.id, phone::Session(kHere, reserved.rtp_port, 1), {}});
        sip::OutgoingLeg out;
        out.target = "sip:" + number + '@' + kHere + ':' + std::to_string(switch_port);
        out.from_uri = from_uri;
        out.sdp = fresh_->session.offer();
        out.credentials = credentials_;
        const auto id = endpoint_->invite(out).value();
        new_line(id);
        return id;
    });
}

std::optional<PhoneEvent> Telephone::wait(PhoneEvent::Kind kind, sip::LegId leg) {
    return events.wait([&](const PhoneEvent& each) {
        return each.kind == kind && (leg == sip::LegId{} || each.leg == leg);
    });
}

void Telephone::sound(Line& line) {
    const auto config = phone::stream_config(*line.session.agreed());
    ASSERT_TRUE(config);
    if (line.started)
        engine_->update(line.stream, *config);
    else
        engine_->start(line.stream, *config);
    line.started = true;
    engine_->keep_heard(line.stream, 500ms);
}

void Telephone::answer(sip::LegId id) {
    run([&] {
        auto& line = lines_.at(id);
        endpoint_->answer(id, line.answer);
        sound(line);
    });
}
void Telephone::reject(sip::LegId id, int status) {
    run([&] { endpoint_->reject(id, status); });
}
void Telephone::hang_up(sip::LegId id) {
    run([&] { endpoint_->bye(id); });
}
void Telephone::hold(sip::LegId id, bool on) {
    run([&] {
        auto& line = lines_.at(id);
        line.session.hold(on);
        endpoint_->reinvite(id, line.session.offer());
    });
}
void Telephone::press(sip::LegId id, char digit) {
    run([&] { engine_->send_digit(lines_.at(id).stream, digit); });
}
void Telephone::info(sip::LegId id, char digit) {
    run([&] { endpoint_->info_digit(id, digit); });
}
void Telephone::say(sip::LegId id, double hertz) {
    run([&] {
        const auto tone = std::make_shared<media::Pcm>(media::sines({hertz}, 1s, 0.3));
        engine_->connect(lines_.at(id).stream, media::Player{tone, media::Repeat::Loop, 0});
    });
}
std::uint16_t Telephone::port() {
    return run([&] { return endpoint_->port(); });
}

bool Telephone::hears(sip::LegId id, const std::function<bool(const media::Pcm&)>& fits) {
    const auto until = std::chrono::steady_clock::now() + kSoon;
    while (std::chrono::steady_clock::now() < until) {
        std::promise<media::Pcm> answer;
        run([&] {
            engine_->heard(lines_.at(id).stream,
                           [&answer](media::Pcm pcm) { answer.set_value(std::move(pcm)); });
        });
        if (fits(answer.get_future().get())) return true;
    }
    return false;
}

bool Telephone::hears_tone(sip::LegId id, double hertz) {
    return hears(id, [&](const media::Pcm& pcm) {
        return pcm.length() >= 300ms && media::tone_share(pcm, hertz, 200ms) > 0.7;
    });
}

bool Telephone::hears_something(sip::LegId id) {
    return hears(id, [](const media::Pcm& pcm) { return loudness(pcm) > 0.01; });
}

void Telephone::leg_offered(const sip::IncomingLeg& in) {
    const auto reserved = engine_->reserve(kHere).value();
    fresh_.emplace(Line{reserved.id, phone::Session(kHere, reserved.rtp_port, 2), {}});
    auto& line = new_line(in.leg);
    line.answer = line.session.answer_to(in.sdp).value_or("");
    endpoint_->ring(in.leg);
    PhoneEvent event;
    event.kind = PhoneEvent::Offered;
    event.leg = in.leg;
    event.headers = in.headers;
    event.from_user = in.from.user;
    events.add(event);
}

void Telephone::leg_progress(sip::LegId id, int status, const std::string&) {
    PhoneEvent event;
    event.kind = PhoneEvent::Progress;
    event.leg = id;
    event.status = status;
    events.add(event);
}

void Telephone::leg_answered(sip::LegId id, const std::string& sdp) {
    auto& line = lines_.at(id);
    if (line.session.take_answer(sdp)) sound(line);
    PhoneEvent event;
    event.kind = PhoneEvent::Answered;
    event.leg = id;
    events.add(event);
}

void Telephone::leg_reanswered(sip::LegId id, int status, const std::string& sdp) {
    auto& line = lines_.at(id);
    if (status < 300 && line.session.take_answer(sdp)) sound(line);
    PhoneEvent event;
    event.kind = PhoneEvent::Reanswered;
    event.leg = id;
    event.status = status;
    events.add(event);
}

void Telephone::leg_ended(sip::LegId id, const sip::Ending& ending) {
    PhoneEvent event;
    event.kind = PhoneEvent::Ended;
    event.leg = id;
    event.status = ending.status;
    event.elsewhere = ending.answered_elsewhere();
    event.by_remote = ending.by_remote;
    events.add(event);
}

} // namespace sangdam::pbx
