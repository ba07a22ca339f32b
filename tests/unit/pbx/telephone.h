// SPDX-License-Identifier: MIT
//
// A telephone for tests: one SIP endpoint and one engine on a thread of its own, driven from the
// test's thread with calls that wait. It can be a seat (it registers) or a customer (it does not).
#pragma once

#include "base/strand.h"
#include "media/engine.h"
#include "media/tones.h"
#include "phone/session.h"
#include "sip/call_thread.h"
#include "sip/endpoint.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::pbx {

inline constexpr std::chrono::seconds kSoon{30}; // Far more than anything takes, even under load.

// What happened, for a test thread that waits for it.
template <class T>
class Happened {
public:
    void add(T value) {
        const std::lock_guard lock(mutex_);
        all_.push_back(std::move(value));
        changed_.notify_all();
    }
    // The first from `from` on that fits; nothing when it does not come soon.
    std::optional<T> wait(const std::function<bool(const T&)>& fits, std::size_t from = 0) {
        std::unique_lock lock(mutex_);
        std::optional<T> found;
        changed_.wait_for(lock, kSoon, [&] {
            for (std::size_t i = from; i < all_.size() && !found; ++i)
                if (fits(all_[i])) found = all_[i];
            return found.has_value();
        });
        return found;
    }
    std::vector<T> all() {
        const std::lock_guard lock(mutex_);
        return all_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<T> all_;
};

struct PhoneEvent {
    enum Kind { Registered, Refused, Offered, Progress, Answered, Reanswered, Ended };
    Kind kind = Ended;
    sip::LegId leg{};
    int status = 0;
    sip::Headers headers;
    std::string from_user;
    bool elsewhere = false;
    bool by_remote = false;
};

class Telephone final : sip::LegListener, media::EngineListener {
public:
    explicit Telephone(std::string name);
    ~Telephone() override;

    bool sign_in(std::uint16_t switch_port, const std::string& user, const std::string& secret);
    sip::LegId call(std::uint16_t switch_port, const std::string& number,
                    const std::string& from_uri);
    void use_credentials(const std::string& user, const std::string& secret);
    std::optional<PhoneEvent> wait(PhoneEvent::Kind, sip::LegId leg = {});
    void answer(sip::LegId);
    void reject(sip::LegId, int status);
    void hang_up(sip::LegId);
    void hold(sip::LegId, bool on);
    void press(sip::LegId, char digit); // RFC 4733
    void info(sip::LegId, char digit);  // RFC 6086
    void say(sip::LegId, double hertz); // A tone, until told otherwise.

    // Waits until what it hears fits; false when it does not soon.
    bool hears(sip::LegId, const std::function<bool(const media::Pcm&)>&);
    bool hears_tone(sip::LegId, double hertz);
    bool hears_something(sip::LegId); // Louder than a line at rest.

    std::uint16_t port();
    Happened<PhoneEvent> events;

private:
    struct Line {
        media::StreamId stream;
        phone::Session session;
        std::string answer;
        bool started = false;
    };
    template <class F>
    auto run(F work) { // On the telephone's thread; waits.
        std::promise<decltype(work())> done;
        thread_.post([&] {
            if constexpr (std::is_void_v<decltype(work())>) {
                work();
                done.set_value();
            } else {
                done.set_value(work());
            }
        });
        return done.get_future().get();
    }
    Line& new_line(sip::LegId);
    void sound(Line&);

    void leg_offered(const sip::IncomingLeg&) override;
    void leg_progress(sip::LegId, int, const std::string&) override;
    void leg_answered(sip::LegId, const std::string&) override;
    void leg_reanswered(sip::LegId, int, const std::string&) override;
    void leg_ended(sip::LegId, const sip::Ending&) override;
    void digit_heard(media::StreamId, char) override {}
    void playback_done(media::StreamId, std::uint32_t) override {}
    void rtp_silent(media::StreamId) override {}
    void rtp_resumed(media::StreamId) override {}
    void stream_stopped(media::StreamId, const media::StreamStats&) override {}

    std::unique_ptr<media::Engine> engine_;
    std::unique_ptr<sip::Endpoint> endpoint_;
    std::optional<sip::Credentials> credentials_;
    std::map<sip::LegId, Line> lines_;
    std::optional<Line> fresh_;
    sip::CallThread thread_;
};

double loudness(const media::Pcm&); // Root mean square, 0..1.

} // namespace sangdam::pbx
