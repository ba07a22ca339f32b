// SPDX-License-Identifier: MIT

#include "media/engine.h"

#include "base/log.h"
#include "base/mailbox.h"
#include "base/strand.h"
#include "media/patchbay.h"

#include <atomic>
#include <cassert>
#include <random>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

namespace sangdam::media {
namespace {

using base::Errc;
using base::Error;
using base::TimePoint;

constexpr int kPortTries = 64;
// Behind by more than this (a laptop that slept), the missed beats are not made up.
constexpr auto kHopeless = 20 * kBeat;

// The listener, seen from the media thread: a post to where it lives. Shared with the posts, so
// that one that runs after the engine is gone finds nobody.
struct Door {
    EngineListener* listener = nullptr; // Thread of `events` only.
};

class EventsOn final : public Patchbay::Listener {
public:
    EventsOn(base::Executor& events, std::shared_ptr<Door> door)
        : events_(events), door_(std::move(door)) {}

    void digit_heard(StreamId id, char digit) override {
        tell([=](EngineListener& l) { l.digit_heard(id, digit); });
    }
    void rtp_silent(StreamId id) override {
        tell([=](EngineListener& l) { l.rtp_silent(id); });
    }
    void rtp_resumed(StreamId id) override {
        tell([=](EngineListener& l) { l.rtp_resumed(id); });
    }
    void playback_done(StreamId id, std::uint32_t tag) override {
        tell([=](EngineListener& l) { l.playback_done(id, tag); });
    }
    void stream_stopped(StreamId id, const StreamStats& stats) {
        tell([=](EngineListener& l) { l.stream_stopped(id, stats); });
    }

private:
    void tell(std::function<void(EngineListener&)> what) {
        events_.post([door = door_, what = std::move(what)] {
            if (door->listener != nullptr) what(*door->listener);
        });
    }
    base::Executor& events_;
    std::shared_ptr<Door> door_;
};

} // namespace

struct Engine::Impl {
    Impl(EngineConfig c, base::Executor& events)
        : config(std::move(c)), events_on(events), door(std::make_shared<Door>()),
          to_listener(events, door), patchbay(to_listener), thread([this] { run(); }) {}

    ~Impl() {
        post([this] { patchbay.remove_all(TimePoint::clock::now()); });
        mailbox.close();
        thread.join();
        door->listener = nullptr;
    }

    void post(base::Task task) { mailbox.post(std::move(task)); }
    void run();
    void beats_until(TimePoint now);

    const EngineConfig config;
    base::Executor& events_on;
    std::shared_ptr<Door> door;
    std::atomic<std::uint32_t> next_id{1};
    std::atomic<std::uint32_t> next_seed{std::random_device{}()};
    base::Mailbox mailbox;

    // Media thread only.
    EventsOn to_listener;
    Patchbay patchbay;
    std::optional<TimePoint> next_beat; // Nothing: nothing moves, the thread sleeps.

    std::thread thread; // Last: starts when everything above exists.
};

void Engine::Impl::run() {
    base::name_this_thread(config.thread_name);
    std::vector<base::Task> tasks;
    for (;;) {
        tasks.clear();
        const bool going_on =
            next_beat ? mailbox.wait_until(*next_beat, tasks) : mailbox.wait(tasks);
        if (!going_on) break;
        for (auto& task : tasks) task();
        beats_until(TimePoint::clock::now());
    }
    tasks.clear(); // What the tasks hold must die on this thread.
}

void Engine::Impl::beats_until(TimePoint now) {
    if (!patchbay.busy()) {
        next_beat.reset();
        return;
    }
    if (!next_beat || now - *next_beat > kHopeless) next_beat = now;
    for (; *next_beat <= now; *next_beat += kBeat) patchbay.beat(*next_beat, now - *next_beat);
}

base::Result<std::unique_ptr<Engine>> Engine::open(EngineConfig config, base::Executor& events_on) {
    if (config.lowest_port < 1024 || config.highest_port < config.lowest_port ||
        config.highest_port == 65535)
        return Error{Errc::BadInput, "the range of RTP ports makes no sense"};
    try {
        return std::unique_ptr<Engine>(
            new Engine(std::make_unique<Impl>(std::move(config), events_on)));
    } catch (const std::system_error& e) { // Only std::thread throws this.
        return Error{Errc::Unavailable, std::string("no media thread: ") + e.what()};
    }
}

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::~Engine() = default;

void Engine::set_listener(EngineListener* listener) { impl_->door->listener = listener; }

base::Result<Engine::Reserved> Engine::reserve(std::string_view local_ip) {
    const auto address = parse_ip(local_ip, 0);
    if (!address) return Error{Errc::BadInput, "not an IP address: " + std::string(local_ip)};
    const std::uint32_t seed = impl_->next_seed.fetch_add(0x9E3779B9U);
    std::minstd_rand random(seed);
    std::uniform_int_distribution<unsigned> pick(impl_->config.lowest_port / 2U,
                                                 impl_->config.highest_port / 2U);
    std::string reason;
    for (int i = 0; i < kPortTries; ++i) {
        const auto port = static_cast<std::uint16_t>(2 * pick(random));
        auto rtp = UdpSocket::bind(with_port(*address, port));
        auto rtcp = UdpSocket::bind(with_port(*address, static_cast<std::uint16_t>(port + 1)));
        if (!rtp || !rtcp) {
            reason = rtp ? rtcp.error().what : rtp.error().what;
            continue;
        }
        const StreamId id{impl_->next_id.fetch_add(1)};
        auto ports =
            std::make_shared<Ports>(Ports{std::move(rtp).value(), std::move(rtcp).value()});
        impl_->post([impl = impl_.get(), id, ports, seed] {
            impl->patchbay.add(id, std::move(*ports), seed);
        });
        return Reserved{id, port};
    }
    return Error{Errc::Unavailable, "no RTP port is free: " + reason};
}

void Engine::start(StreamId id, StreamConfig config) {
    impl_->post([impl = impl_.get(), id, config = std::move(config)] {
        impl->patchbay.configure(id, config, TimePoint::clock::now());
    });
}

void Engine::update(StreamId id, StreamConfig config) { start(id, std::move(config)); }

void Engine::stop(StreamId id) {
    impl_->post([impl = impl_.get(), id] {
        if (const auto stats = impl->patchbay.remove(id, TimePoint::clock::now()))
            impl->to_listener.stream_stopped(id, *stats);
    });
}

void Engine::connect(StreamId id, Target target) {
    if (auto* const player = std::get_if<Player>(&target)) {
        if (!player->sound) player->sound = std::make_shared<Pcm>();
        if (player->sound->rate != kRate)
            player->sound = std::make_shared<Pcm>(at_rate(*player->sound, kRate));
    }
    impl_->post([impl = impl_.get(), id, target = std::move(target)] {
        impl->patchbay.connect(id, target);
    });
}

void Engine::set_mute(StreamId id, bool on) {
    impl_->post([impl = impl_.get(), id, on] {
        if (auto* const stream = impl->patchbay.stream(id)) stream->set_mute(on);
    });
}

void Engine::send_digit(StreamId id, char digit, std::chrono::milliseconds duration) {
    impl_->post([impl = impl_.get(), id, digit, duration] {
        if (auto* const stream = impl->patchbay.stream(id)) stream->send_digit(digit, duration);
    });
}

void Engine::tap(StreamId id, std::shared_ptr<BridgeTap> tap) {
    impl_->post([impl = impl_.get(), id, tap = std::move(tap)] { impl->patchbay.tap(id, tap); });
}

void Engine::keep_heard(StreamId id, std::chrono::milliseconds limit) {
    impl_->post([impl = impl_.get(), id, limit] {
        if (auto* const stream = impl->patchbay.stream(id)) stream->keep_heard(limit);
    });
}

void Engine::heard(StreamId id, std::function<void(Pcm)> answer) {
    impl_->post([impl = impl_.get(), id, answer = std::move(answer)] {
        if (auto* const stream = impl->patchbay.stream(id))
            impl->events_on.post([answer, sound = stream->heard()] { answer(sound); });
    });
}

void Engine::stats(StreamId id, std::function<void(StreamStats)> answer) {
    impl_->post([impl = impl_.get(), id, answer = std::move(answer)] {
        if (auto* const stream = impl->patchbay.stream(id))
            impl->events_on.post([answer, stats = stream->stats()] { answer(stats); });
    });
}

void Engine::set_line(std::shared_ptr<core::SoundLine> line) {
    impl_->post(
        [impl = impl_.get(), line = std::move(line)] { impl->patchbay.line().set_line(line); });
}

void Engine::play_on_line(std::shared_ptr<const Pcm> sound, Repeat repeat) {
    if (sound && sound->rate != kRate) sound = std::make_shared<Pcm>(at_rate(*sound, kRate));
    impl_->post([impl = impl_.get(), sound = std::move(sound), repeat] {
        impl->patchbay.line().play(sound, repeat);
    });
}

void Engine::stop_on_line() {
    impl_->post([impl = impl_.get()] { impl->patchbay.line().play(nullptr, Repeat::Once); });
}

} // namespace sangdam::media
