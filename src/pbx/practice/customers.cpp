// SPDX-License-Identifier: MIT

#include "pbx/practice/customers.h"

#include "base/log.h"
#include "core/phone_number.h"
#include "media/engine.h"
#include "pbx/practice/legs.h"
#include "pbx/practice/sounds.h"
#include "sip/call_thread.h"
#include "sip/endpoint.h"

#include <algorithm>
#include <array>
#include <latch>
#include <list>
#include <map>
#include <optional>
#include <utility>

namespace sangdam::pbx {
namespace {

using std::chrono::milliseconds;

constexpr std::array kMoods{Mood::Calm, Mood::Angry, Mood::New};
constexpr int kLines = 3;                  // Sentences that each mood has.
constexpr milliseconds kBreath{2'500};     // Between two sentences: the agent's turn.
constexpr milliseconds kLastBreath{1'500}; // After "goodbye".

struct Voices {
    std::map<Mood, std::vector<SharedPcm>> lines;
    SharedPcm hello;
};

base::Result<Voices> load_voices(const std::filesystem::path& folder) {
    Voices voices;
    for (const auto mood : kMoods)
        for (int i = 1; i <= kLines; ++i) {
            SDC_TRY(auto line,
                    load_sound(folder, std::string(name(mood)) + '-' + std::to_string(i)));
            voices.lines[mood].push_back(std::move(line));
        }
    SDC_TRY(voices.hello, load_sound(folder, "hello"));
    return voices;
}

// One customer on the phone.
struct Guest {
    Visit visit;
    core::PhoneNumber number;
    sip::LegId leg{};
    bool talking = false; // An agent is there.
    bool leaving = false; // The talk has lasted long enough: one more sentence.
    std::size_t next_line = 0;
    base::Timer step;     // Press, answer, speak or hang up next.
    base::Timer patience; // Give up, or talked enough.
};

// Everything here lives on the customers' call thread.
class Crowd final : public sip::LegListener, public media::EngineListener {
public:
    static base::Result<std::unique_ptr<Crowd>> open(sip::CallThread& thread,
                                                     CustomersConfig config) {
        SDC_TRY(auto voices, load_voices(config.sounds));
        auto crowd = std::make_unique<Crowd>(thread, std::move(config), std::move(voices));
        SDC_CHECK(crowd->open_adapters());
        return crowd;
    }
    Crowd(sip::CallThread& thread, CustomersConfig config, Voices voices)
        : thread_(thread), config_(std::move(config)), voices_(std::move(voices)) {}
    ~Crowd() override {
        if (endpoint_) endpoint_->set_listener(nullptr);
        if (engine_) engine_->set_listener(nullptr);
        endpoint_.reset();
    }

    std::uint16_t port() const { return endpoint_->port(); }

    void expect(const std::string& switch_at, const Visit& visit) {
        coming_.emplace_back();
        const auto it = std::prev(coming_.end());
        *it = thread_.after(visit.after, [this, it, switch_at, visit] {
            coming_.erase(it);
            dial(switch_at, visit);
        });
    }

    void heard(const core::SwitchNotice& notice) {
        if (const auto* came = std::get_if<core::SwitchCallArrived>(&notice.event)) {
            refs_[came->ref] = came->caller.key();
        } else if (const auto* up = std::get_if<core::SwitchConnected>(&notice.event)) {
            const auto it = refs_.find(up->ref);
            if (it == refs_.end()) return;
            for (auto& [leg, guest] : guests_)
                if (guest.number.key() == it->second && !guest.talking) return greet(guest);
        } else if (const auto* over = std::get_if<core::SwitchEnded>(&notice.event)) {
            refs_.erase(over->ref);
        }
    }

    // sip::LegListener
    void leg_offered(const sip::IncomingLeg&) override;
    void leg_answered(sip::LegId, const std::string& sdp) override;
    void leg_reoffered(sip::LegId, const std::string& sdp) override;
    void leg_ended(sip::LegId, const sip::Ending&) override;

    // media::EngineListener
    void digit_heard(media::StreamId, char) override {}
    void playback_done(media::StreamId, std::uint32_t) override;
    void rtp_silent(media::StreamId) override {}
    void rtp_resumed(media::StreamId) override {}
    void stream_stopped(media::StreamId, const media::StreamStats&) override {}

private:
    base::Status open_adapters() {
        SDC_TRY(engine_, media::Engine::open({.thread_name = "cusmedia"}, thread_));
        sip::EndpointConfig config;
        config.address = config_.address;
        config.port = config_.port;
        config.user = "customer";
        config.user_agent = "SangdamCall practice customers";
        SDC_TRY(endpoint_, sip::Endpoint::open(thread_, config));
        legs_.emplace(*engine_, *endpoint_);
        engine_->set_listener(this);
        endpoint_->set_listener(this);
        return base::Done{};
    }

    void note(const Guest& guest, const char* what) {
        if (config_.diary) config_.diary(guest.number.masked() + ' ' + what);
    }
    void dial(const std::string& switch_at, const Visit&);
    void pick_up(sip::LegId);
    void press(Guest&);
    void greet(Guest&);
    void say_next(Guest&);
    void hang_up(Guest&, const char* why);
    Guest* guest(sip::LegId id) {
        const auto it = guests_.find(id);
        return it == guests_.end() ? nullptr : &it->second;
    }

    sip::CallThread& thread_;
    const CustomersConfig config_;
    const Voices voices_;
    std::unique_ptr<media::Engine> engine_;
    std::optional<SwitchLegs> legs_;
    std::unique_ptr<sip::Endpoint> endpoint_;
    std::list<base::Timer> coming_;
    std::map<sip::LegId, Guest> guests_;
    std::map<core::CallRef, std::string> refs_; // Keys of who calls, as the switch saw them.
};

void Crowd::dial(const std::string& switch_at, const Visit& visit) {
    auto made = legs_->make({}, {}, "sip:" + switch_at);
    if (!made) return base::log::warn("pbx", "a customer cannot call: {}", made.error().what);
    auto leg = std::move(made).value();
    sip::OutgoingLeg out;
    out.target = "sip:" + visit.did + '@' + switch_at;
    out.from_uri = visit.number.empty() ? std::string("sip:anonymous@anonymous.invalid")
                                        : "sip:" + visit.number + '@' + config_.address;
    out.from_display = visit.display;
    out.sdp = leg->session.offer();
    const auto id = endpoint_->invite(std::move(out));
    if (!id) {
        legs_->dismiss(*leg);
        return base::log::warn("pbx", "a customer cannot call: {}", id.error().what);
    }
    legs_->add(*id, std::move(leg));
    auto& guest = guests_[*id];
    guest.visit = visit;
    guest.number = core::PhoneNumber::parse(visit.number);
    guest.leg = *id;
    note(guest, "calls");
    if (visit.gives_up_after > milliseconds{0})
        guest.patience = thread_.after(visit.gives_up_after, [this, id = *id] {
            if (auto* who = this->guest(id)) hang_up(*who, "gives up");
        });
}

void Crowd::leg_answered(sip::LegId id, const std::string& sdp) {
    auto* leg = legs_->find(id);
    auto* who = guest(id);
    if (leg == nullptr || who == nullptr) return;
    if (leg->dismissed || !leg->session.take_answer(sdp)) return endpoint_->bye(id);
    legs_->run_media(*leg);
    note(*who, "hears the announcement");
    if (who->visit.presses_after > milliseconds{0})
        who->step = thread_.after(who->visit.presses_after, [this, id] {
            if (auto* same = guest(id)) press(*same);
        });
}

void Crowd::press(Guest& who) {
    engine_->send_digit(legs_->find(who.leg)->stream, '1');
    note(who, "presses 1 and waits for an agent");
}

// Somebody is there: patience is no longer needed, and the talk has its length.
void Crowd::greet(Guest& who) {
    who.talking = true;
    note(who, "talks with an agent");
    who.patience = thread_.after(who.visit.talks_for, [this, id = who.leg] {
        if (auto* same = guest(id)) same->leaving = true;
    });
    who.step = thread_.after(milliseconds{800}, [this, id = who.leg] {
        if (auto* same = guest(id)) say_next(*same);
    });
}

void Crowd::say_next(Guest& who) {
    const auto& lines = voices_.lines.at(who.visit.mood);
    // The last sentence says goodbye; until it is time the others go round.
    const auto line = who.leaving ? lines.size() - 1 : who.next_line++ % (lines.size() - 1);
    const auto* leg = legs_->find(who.leg);
    if (leg != nullptr)
        engine_->connect(leg->stream,
                         media::Player{lines[line], media::Repeat::Once, who.leaving ? 1u : 0u});
}

void Crowd::playback_done(media::StreamId stream, std::uint32_t said_goodbye) {
    const auto* leg = legs_->find(stream);
    auto* who = leg == nullptr ? nullptr : guest(leg->id);
    if (who == nullptr) return;
    who->step = thread_.after(said_goodbye != 0 ? kLastBreath : kBreath,
                              [this, id = leg->id, said_goodbye] {
                                  auto* same = guest(id);
                                  if (same == nullptr) return;
                                  if (said_goodbye != 0)
                                      hang_up(*same, "hangs up");
                                  else
                                      say_next(*same);
                              });
}

void Crowd::hang_up(Guest& who, const char* why) {
    note(who, why);
    if (auto* leg = legs_->find(who.leg)) legs_->dismiss(*leg);
    endpoint_->bye(who.leg);
}

// An agent calls: the customer lets it ring a little and answers.
void Crowd::leg_offered(const sip::IncomingLeg& in) {
    auto made = legs_->make({}, {}, "sip:" + in.source);
    if (!made) return endpoint_->reject(in.leg, 503);
    auto& leg = legs_->add(in.leg, std::move(made).value());
    leg.incoming = true;
    const auto answer = leg.session.answer_to(in.sdp);
    if (!answer) return endpoint_->reject(in.leg, 488);
    leg.answer = *answer;
    auto& who = guests_[in.leg];
    who.number = core::PhoneNumber::parse(in.request_user);
    who.leg = in.leg;
    note(who, "is called");
    endpoint_->ring(in.leg);
    who.step = thread_.after(config_.answers_after, [this, id = in.leg] { pick_up(id); });
}

void Crowd::pick_up(sip::LegId id) {
    auto* leg = legs_->find(id);
    auto* who = guest(id);
    if (leg == nullptr || who == nullptr) return;
    leg->answered = true;
    endpoint_->answer(id, leg->answer);
    legs_->run_media(*leg);
    note(*who, "answers");
    who->talking = true;
    who->visit.mood = Mood::Calm;
    engine_->connect(leg->stream, media::Player{voices_.hello, media::Repeat::Once, 0});
    who->patience = thread_.after(who->visit.talks_for, [this, id] {
        if (auto* same = guest(id)) same->leaving = true;
    });
}

void Crowd::leg_reoffered(sip::LegId id, const std::string& sdp) {
    auto* leg = legs_->find(id);
    if (leg == nullptr || leg->dismissed) return endpoint_->reject(id, 481);
    const auto answer = leg->session.answer_to(sdp);
    if (!answer) return endpoint_->reject(id, 488);
    endpoint_->answer(id, *answer);
    legs_->run_media(*leg);
}

void Crowd::leg_ended(sip::LegId id, const sip::Ending& ending) {
    if (const auto* who = guest(id); who != nullptr && ending.by_remote)
        note(*who, who->talking ? "was hung up" : "did not get through");
    legs_->remove(id);
    guests_.erase(id);
}

} // namespace

struct Customers::Impl {
    std::uint16_t port = 0;
    std::unique_ptr<Crowd> crowd; // Call thread.
    sip::CallThread thread{"customers"};
};

Customers::Customers(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Customers::~Customers() {
    impl_->thread.post([impl = impl_.get()] { impl->crowd.reset(); });
    impl_.reset(); // Joins the thread, which runs that task first.
}

// Waits for its thread, as PracticeSwitch::start does and for the same reason.
base::Result<std::unique_ptr<Customers>> Customers::open(CustomersConfig config) {
    auto impl = std::make_unique<Impl>();
    base::Status outcome = base::Done{};
    std::latch opened{1};
    impl->thread.post([&, raw = impl.get()] {
        auto crowd = Crowd::open(raw->thread, std::move(config));
        if (crowd) {
            raw->crowd = std::move(crowd).value();
            raw->port = raw->crowd->port();
        } else {
            outcome = crowd.error();
        }
        opened.count_down();
    });
    opened.wait();
    if (!outcome) return outcome.error();
    return std::unique_ptr<Customers>(new Customers(std::move(impl)));
}

std::uint16_t Customers::port() const { return impl_->port; }

void Customers::call_in(const std::string& switch_at, std::vector<Visit> visits) {
    impl_->thread.post([impl = impl_.get(), switch_at, visits = std::move(visits)] {
        for (const auto& visit : visits) impl->crowd->expect(switch_at, visit);
    });
}

void Customers::heard(const core::SwitchNotice& notice) {
    impl_->thread.post([impl = impl_.get(), notice] {
        if (impl->crowd) impl->crowd->heard(notice);
    });
}

} // namespace sangdam::pbx
