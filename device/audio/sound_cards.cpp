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

// While a call needs the card it is looked after so often,
constexpr std::chrono::milliseconds kLook{50};
constexpr int kSilentLooks = 10; // is gone when it has moved nothing for so many,
constexpr int kSearchLooks = 4;  // and a better one is looked for at each so-manieth.

std::string name_of(const std::optional<CardInfo>& card) { return card ? card->name : ""; }

// `strictly`: others stand in for it, so a handset's own sound is that or nothing.
base::Status complete(const CardPick& pick, const CardChoice& choice, bool strictly) {
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
    if (strictly && !choice.usb_path.empty() && choice.playback.empty() &&
        pick.playback->usb_path != choice.usb_path)
        return Error{Errc::NotFound, "the handset's own sound is not there"};
    if (!pick.capture && !choice.capture.empty()) return missing("microphone", choice.capture);
    return base::Done{};
}

} // namespace

struct SoundCards::Impl {
    Impl(base::Executor& answers, std::unique_ptr<CardBackend> cards)
        : answers_on(answers), backend(std::move(cards)) {}

    // Runs on the audio thread, with a mark for stuck() around it.
    void run(base::Task task) {
        audio.post([this, task = std::move(task)] { marked(task); });
    }
    void marked(const base::Task& task) {
        busy_since.store(Clock::now().time_since_epoch().count());
        task();
        busy_since.store(0);
    }

    base::Result<CardInUse> use(std::vector<CardChoice> wishes);
    base::Result<CardInUse> open_best();
    base::Result<CardInUse> open_one(const std::vector<CardInfo>& cards, std::size_t rank);
    base::Result<std::vector<CardInfo>> list();
    void look_after();
    void look();
    bool better_is_there();
    void move();
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
    std::vector<CardChoice> order;
    std::size_t rank = 0; // In `order`, of the card that is open.
    std::function<void(base::Result<CardInUse>)> moved;
    std::uint64_t periods = 0; // Of the line, at the last look;
    int silent_looks = 0;      // none came since so many looks.
    int looks = 0;
    bool lost = false; // Nothing to move to was found, and that was told.
    base::Timer next_look;

    std::shared_ptr<AudioLine> line;
    base::Strand audio{"audio"}; // Last: joined before anything above goes.
};

base::Result<std::vector<CardInfo>> SoundCards::Impl::list() {
    if (!opened) {
        SDC_TRY(known, backend->list());
    }
    return known;
}

base::Result<CardInUse> SoundCards::Impl::use(std::vector<CardChoice> wishes) {
    order = std::move(wishes);
    lost = false;
    close();
    auto opened_card = open_best();
    follow_need();
    return opened_card;
}

base::Result<CardInUse> SoundCards::Impl::open_best() {
    SDC_TRY(const auto cards, list());
    std::optional<Error> first;
    for (std::size_t at = 0; at < order.size(); ++at) {
        auto card = open_one(cards, at);
        if (card) return card;
        if (!first) first = card.error(); // About the one that is meant.
    }
    return first.value_or(Error{Errc::NotFound, "no sound card was asked for"});
}

base::Result<CardInUse> SoundCards::Impl::open_one(const std::vector<CardInfo>& cards,
                                                   std::size_t at) {
    const auto& choice = order[at];
    auto pick = pick_cards(cards, choice);
    SDC_CHECK(complete(pick, choice, at + 1 < order.size()));
    auto format = backend->open(pick, *line);
    if (!format && pick.capture && choice.capture.empty()) {
        log::warn("audio", "without microphone: {}", format.error().what);
        pick.capture.reset();
        format = backend->open(pick, *line);
    }
    if (!format) return format.error();
    opened = true;
    rank = at;
    log::info("audio", "'{}' for the ear, '{}' for the mouth, {} Hz, {}+{} channels",
              name_of(pick.playback), name_of(pick.capture), format->rate,
              format->playback_channels, format->capture_channels);
    return CardInUse{*format, name_of(pick.capture), name_of(pick.playback), at > 0};
}

// The card's own word is believed at once; its silence only after half a second, because a busy
// machine is silent, too.
void SoundCards::Impl::look() {
    ++looks;
    const auto moved_so_far = line->periods();
    silent_looks = moved_so_far == periods ? silent_looks + 1 : 0;
    periods = moved_so_far;
    const bool search = looks % kSearchLooks == 0;
    if (!opened || !running) {
        if (search) move();
    } else if (backend->gone().value_or(silent_looks >= kSilentLooks)) {
        log::warn("audio", "the sound card is gone");
        move();
    } else if (search && rank > 0 && better_is_there()) {
        move();
    }
    look_after();
}

void SoundCards::Impl::look_after() {
    next_look.reset();
    if (needed && !order.empty())
        next_look = audio.after(kLook, [this] { marked([this] { look(); }); });
}

bool SoundCards::Impl::better_is_there() {
    if (!backend->looks_while_open()) return false;
    const auto cards = backend->list();
    if (!cards) return false;
    for (std::size_t at = 0; at < rank; ++at) {
        const auto pick = pick_cards(*cards, order[at]);
        const bool free = pick.playback && !pick.playback->busy;
        if (free && complete(pick, order[at], true)) return true;
    }
    return false;
}

void SoundCards::Impl::move() {
    close();
    silent_looks = 0;
    auto card = open_best();
    follow_need();
    if (card && !running) card = Error{Errc::Unavailable, "the sound card does not start"};
    if (!card && lost) return; // Told once.
    lost = !card;
    if (!card) log::warn("audio", "no sound: {}", card.error().what);
    if (moved) answers_on.post([tell = moved, card] { tell(card); });
}

void SoundCards::Impl::follow_need() {
    if (!opened || running == needed) return;
    if (!needed) {
        backend->stop();
        running = false;
        return;
    }
    silent_looks = 0;
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
            impl->look_after();
        });
    });
}

SoundCards::~SoundCards() {
    impl_->run([impl = impl_.get()] {
        impl->needed = false;
        impl->next_look.reset(); // On its own thread.
        impl->close();
    });
}

std::shared_ptr<AudioLine> SoundCards::line() const { return impl_->line; }

void SoundCards::list(std::function<void(base::Result<std::vector<CardInfo>>)> answer) {
    impl_->run([impl = impl_.get(), answer = std::move(answer)] {
        impl->answers_on.post([answer, cards = impl->list()] { answer(cards); });
    });
}

void SoundCards::use(CardChoice choice, std::function<void(base::Result<CardInUse>)> answer) {
    use(std::vector{std::move(choice)}, std::move(answer));
}

void SoundCards::use(std::vector<CardChoice> order,
                     std::function<void(base::Result<CardInUse>)> answer) {
    impl_->run([impl = impl_.get(), order = std::move(order), answer = std::move(answer)] {
        impl->answers_on.post([answer, card = impl->use(order)] { answer(card); });
        impl->look_after();
    });
}

void SoundCards::on_move(std::function<void(base::Result<CardInUse>)> told) {
    impl_->run([impl = impl_.get(), told = std::move(told)] { impl->moved = told; });
}

void SoundCards::close() {
    impl_->run([impl = impl_.get()] {
        impl->order.clear();
        impl->close();
    });
}

bool SoundCards::stuck() const {
    const auto since = impl_->busy_since.load();
    return since != 0 && Clock::now() - Clock::time_point(Clock::duration(since)) > kStuckAfter;
}

} // namespace sangdam::audio
