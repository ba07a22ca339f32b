// SPDX-License-Identifier: MIT

#include "audio/sound_cards.h"

#include "base/log.h"
#include "base/strand.h"

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <utility>

namespace sangdam::audio {
namespace {

using base::Errc;
using base::Error;
using Clock = std::chrono::steady_clock;
namespace log = base::log;

constexpr auto kStuckAfter = std::chrono::seconds(2);

std::string name_of(const std::optional<CardInfo>& card) { return card ? card->name : ""; }

base::Status complete(const CardPick& pick, const CardChoice& choice) {
    const auto missing = [](const char* what, const std::string& name) {
        if (name.empty())
            return Error{Errc::NotFound,
                         std::string("there is no ") + what + "; plug a handset or a headset in"};
        return Error{Errc::NotFound, std::string("no ") + what + " has '" + name +
                                         "' in its name; plug it in or choose another"};
    };
    // An agent who hears is better off than one with nothing: only a missing ear stops us, or a
    // microphone that was asked for by name.
    if (!pick.playback) return missing("loudspeaker or ear piece", choice.playback);
    if (!pick.capture && !choice.capture.empty()) return missing("microphone", choice.capture);
    return base::Done{};
}

} // namespace

struct SoundCards::Impl {
    Impl(base::Executor& answers, std::unique_ptr<CardBackend> cards)
        : answers_on(answers), backend(std::move(cards)) {}

    // Runs on the audio thread, with a mark for stuck() around it.
    void run(base::Task task) {
        audio.post([this, task = std::move(task)] {
            busy_since.store(Clock::now().time_since_epoch().count());
            task();
            busy_since.store(0);
        });
    }

    base::Result<CardInUse> use(const CardChoice& choice);
    base::Result<std::vector<CardInfo>> list();
    void close();
    void follow_need();

    base::Executor& answers_on;
    std::atomic<Clock::rep> busy_since{0}; // 0: not busy

    // Audio thread only.
    std::unique_ptr<CardBackend> backend;
    std::vector<CardInfo> known;
    bool opened = false;
    bool running = false;
    bool needed = false;

    std::shared_ptr<AudioLine> line;
    base::Strand audio{"audio"}; // Last: joined before anything above goes.
};

base::Result<std::vector<CardInfo>> SoundCards::Impl::list() {
    if (!opened) {
        SDC_TRY(known, backend->list());
    }
    return known;
}

base::Result<CardInUse> SoundCards::Impl::use(const CardChoice& choice) {
    close();
    SDC_TRY(const auto cards, list());
    auto pick = pick_cards(cards, choice);
    SDC_CHECK(complete(pick, choice));
    auto format = backend->open(pick, *line);
    if (!format && pick.capture && choice.capture.empty()) {
        log::warn("audio", "without microphone: {}", format.error().what);
        pick.capture.reset();
        format = backend->open(pick, *line);
    }
    if (!format) return format.error();
    opened = true;
    follow_need();
    log::info("audio", "'{}' for the ear, '{}' for the mouth, {} Hz, {}+{} channels",
              name_of(pick.playback), name_of(pick.capture), format->rate,
              format->playback_channels, format->capture_channels);
    return CardInUse{*format, name_of(pick.capture), name_of(pick.playback)};
}

void SoundCards::Impl::follow_need() {
    if (!opened || running == needed) return;
    if (!needed) {
        backend->stop();
        running = false;
        return;
    }
    const auto started = backend->start();
    running = started.has_value();
    if (!started) log::error("audio", "the sound card does not start: {}", started.error().what);
}

void SoundCards::Impl::close() {
    if (!opened) return;
    if (running) backend->stop();
    backend->close();
    opened = running = false;
}

SoundCards::SoundCards(base::Executor& answers_on, std::unique_ptr<CardBackend> backend)
    : impl_(std::make_unique<Impl>(answers_on, std::move(backend))) {
#if defined(__linux__)
    // Otherwise merely listing devices starts a JACK server and waits for it.
    ::setenv("JACK_NO_START_SERVER", "1", 0);
#endif
    impl_->line = std::make_shared<AudioLine>([impl = impl_.get()](bool needed) {
        impl->run([impl, needed] {
            impl->needed = needed;
            impl->follow_need();
        });
    });
}

SoundCards::~SoundCards() {
    impl_->run([impl = impl_.get()] { impl->close(); });
}

std::shared_ptr<AudioLine> SoundCards::line() const { return impl_->line; }

void SoundCards::list(std::function<void(base::Result<std::vector<CardInfo>>)> answer) {
    impl_->run([impl = impl_.get(), answer = std::move(answer)] {
        impl->answers_on.post([answer, cards = impl->list()] { answer(cards); });
    });
}

void SoundCards::use(CardChoice choice, std::function<void(base::Result<CardInUse>)> answer) {
    impl_->run([impl = impl_.get(), choice = std::move(choice), answer = std::move(answer)] {
        impl->answers_on.post([answer, card = impl->use(choice)] { answer(card); });
    });
}

void SoundCards::close() {
    impl_->run([impl = impl_.get()] { impl->close(); });
}

bool SoundCards::stuck() const {
    const auto since = impl_->busy_since.load();
    return since != 0 && Clock::now() - Clock::time_point(Clock::duration(since)) > kStuckAfter;
}

} // namespace sangdam::audio
