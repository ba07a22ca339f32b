// SPDX-License-Identifier: MIT

#include "pbx/practice/colleagues.h"

#include "base/log.h"
#include "pbx/practice/legs.h"
#include "pbx/practice/sounds.h"
#include "sip/call_thread.h"
#include "sip/endpoint.h"

#include <latch>
#include <map>
#include <optional>
#include <random>
#include <utility>

namespace sangdam::pbx {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kBreath{2'000}; // Between two sentences: the customer's turn.

// One call at one colleague's phone.
struct Talk {
    std::string user;
    bool answered = false;
    base::Timer step;
    base::Timer enough;
};

// Everything here lives on the colleagues' call thread.
class Office final : public sip::LegListener, public media::EngineListener {
public:
    Office(sip::CallThread& thread, ColleaguesConfig config, SharedPcm voice)
        : thread_(thread), config_(std::move(config)), voice_(std::move(voice)),
          random_(config_.seed) {}
    ~Office() override {
        if (endpoint_) endpoint_->set_listener(nullptr);
        if (engine_) engine_->set_listener(nullptr);
        endpoint_.reset();
    }
    base::Status open() {
        SDC_TRY(engine_, media::Engine::open({.thread_name = "colmedia"}, thread_));
        sip::EndpointConfig config;
        config.address = config_.address;
        config.user = "colleague";
        config.user_agent = "SangdamCall practice colleagues";
        SDC_TRY(endpoint_, sip::Endpoint::open(thread_, config));
        legs_.emplace(*engine_, *endpoint_);
        engine_->set_listener(this);
        endpoint_->set_listener(this);
        return base::Done{};
    }

    void add(const Colleague& who) {
        people_.insert_or_assign(who.user, who);
        sip::Account account;
        account.registrar = who.registrar;
        account.user = who.user;
        account.secret = who.password;
        endpoint_->add_account(std::move(account), [this, user = who.user](const auto& report) {
            if (report.state == sip::AccountReport::State::Refused)
                note(user, "cannot register: " + report.what);
        });
    }

    // sip::LegListener
    void leg_offered(const sip::IncomingLeg&) override;
    void leg_reoffered(sip::LegId, const std::string& sdp) override;
    void leg_ended(sip::LegId, const sip::Ending&) override;

    // media::EngineListener
    void digit_heard(media::StreamId, char) override {}
    void playback_done(media::StreamId, std::uint32_t) override;
    void rtp_silent(media::StreamId) override {}
    void rtp_resumed(media::StreamId) override {}
    void stream_stopped(media::StreamId, const media::StreamStats& stats) override {
        totals.packets_sent += stats.packets_sent;
        totals.packets_received += stats.packets_received;
        totals.packets_lost += stats.packets_lost;
        totals.packets_late += stats.packets_late;
        totals.played += stats.played;
        totals.concealed += stats.concealed;
    }

    std::function<void(const std::string&)> talk_over;
    media::StreamStats totals;

private:
    void note(const std::string& user, const std::string& what) {
        if (config_.diary) config_.diary(user + ' ' + what);
    }
    void lift(sip::LegId);
    void say(sip::LegId);

    sip::CallThread& thread_;
    const ColleaguesConfig config_;
    const SharedPcm voice_;
    std::mt19937_64 random_;
    std::map<std::string, Colleague> people_;
    std::unique_ptr<media::Engine> engine_;
    std::optional<SwitchLegs> legs_;
    std::unique_ptr<sip::Endpoint> endpoint_;
    std::map<sip::LegId, Talk> talks_;
};

void Office::leg_offered(const sip::IncomingLeg& in) {
    // All phones share one contact; the To header says whose rings.
    auto found = people_.find(in.to.user);
    if (found == people_.end()) found = people_.find(in.request_user);
    if (found == people_.end()) return endpoint_->reject(in.leg, 404);
    const auto& who = found->second;
    auto made = legs_->make({}, core::AgentId(who.user), "sip:" + in.source);
    if (!made) return endpoint_->reject(in.leg, 503);
    auto& leg = legs_->add(in.leg, std::move(made).value());
    leg.incoming = true;
    const auto answer = leg.session.answer_to(in.sdp);
    if (!answer) return endpoint_->reject(in.leg, 488);
    leg.answer = *answer;
    auto& talk = talks_[in.leg];
    talk.user = who.user;
    note(who.user, "rings");
    endpoint_->ring(in.leg);
    if (who.hears_nothing) return;
    const bool declines =
        who.declines_one_in > 0 && random_() % static_cast<std::uint64_t>(who.declines_one_in) == 0;
    talk.step = thread_.after(who.answers_after, [this, id = in.leg, declines] {
        if (!declines) return lift(id);
        note(talks_.at(id).user, "declines");
        endpoint_->reject(id, 603);
    });
}

void Office::lift(sip::LegId id) {
    auto* leg = legs_->find(id);
    const auto talk = talks_.find(id);
    if (leg == nullptr || talk == talks_.end()) return;
    talk->second.answered = leg->answered = true;
    endpoint_->answer(id, leg->answer);
    legs_->run_media(*leg);
    note(talk->second.user, "answers");
    say(id);
    talk->second.enough = thread_.after(people_.at(talk->second.user).talks_for, [this, id] {
        note(talks_.at(id).user, "hangs up");
        endpoint_->bye(id);
    });
}

void Office::say(sip::LegId id) {
    const auto* leg = legs_->find(id);
    if (leg != nullptr) engine_->connect(leg->stream, media::Player{voice_});
}

void Office::playback_done(media::StreamId stream, std::uint32_t) {
    const auto* leg = legs_->find(stream);
    const auto talk = leg == nullptr ? talks_.end() : talks_.find(leg->id);
    if (talk == talks_.end()) return;
    talk->second.step = thread_.after(kBreath, [this, id = leg->id] { say(id); });
}

void Office::leg_reoffered(sip::LegId id, const std::string& sdp) {
    auto* leg = legs_->find(id);
    if (leg == nullptr || leg->dismissed) return endpoint_->reject(id, 481);
    const auto answer = leg->session.answer_to(sdp);
    if (!answer) return endpoint_->reject(id, 488);
    endpoint_->answer(id, *answer);
    legs_->run_media(*leg);
}

void Office::leg_ended(sip::LegId id, const sip::Ending&) {
    const auto talk = talks_.extract(id);
    legs_->remove(id);
    if (talk.empty() || !talk.mapped().answered) return;
    note(talk.mapped().user, "is free again");
    if (talk_over) talk_over(talk.mapped().user);
}

} // namespace

struct Colleagues::Impl {
    std::unique_ptr<Office> office; // Call thread.
    sip::CallThread thread{"colleagues"};

    template <class Work>
    void wait_for(Work work) {
        std::latch done{1};
        thread.post([&] {
            work();
            done.count_down();
        });
        done.wait();
    }
};

Colleagues::Colleagues(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Colleagues::~Colleagues() {
    impl_->thread.post([impl = impl_.get()] { impl->office.reset(); });
    impl_.reset(); // Joins the thread, which runs that task first.
}

// Waits for its thread, as PracticeSwitch::start does and for the same reason.
base::Result<std::unique_ptr<Colleagues>> Colleagues::open(ColleaguesConfig config) {
    SDC_TRY(auto voice, load_sound(config.sounds, "colleague"));
    auto impl = std::make_unique<Impl>();
    base::Status outcome = base::Done{};
    impl->wait_for([&] {
        impl->office = std::make_unique<Office>(impl->thread, std::move(config), std::move(voice));
        outcome = impl->office->open();
    });
    if (!outcome) return outcome.error();
    return std::unique_ptr<Colleagues>(new Colleagues(std::move(impl)));
}

void Colleagues::add(Colleague who) {
    impl_->thread.post([impl = impl_.get(), who = std::move(who)] { impl->office->add(who); });
}

void Colleagues::on_talk_over(std::function<void(const std::string&)> heard) {
    impl_->thread.post(
        [impl = impl_.get(), heard = std::move(heard)] { impl->office->talk_over = heard; });
}

media::StreamStats Colleagues::totals() const {
    media::StreamStats all;
    impl_->wait_for([&] { all = impl_->office->totals; });
    return all;
}

} // namespace sangdam::pbx
