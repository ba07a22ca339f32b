// SPDX-License-Identifier: MIT

#include "audio/sound_cards.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <string>

namespace sangdam::audio {
namespace {

using base::Errc;
using base::Error;

// A sound library whose cards work, fail or hang as the test says. The audio thread's, except for
// what is told from outside.
class FakeBackend final : public CardBackend {
public:
    struct Script {
        std::vector<CardInfo> cards;
        bool duplex_works = true;
        std::atomic<bool> starts = true;
        std::atomic<bool> handset_is_there = true;
        std::promise<void>* hang = nullptr; // list() waits for it.
        std::string log;                    // Read only after the audio thread is gone.
    };
    explicit FakeBackend(Script& script) : script_(script) {}

    base::Result<std::vector<CardInfo>> list() override {
        script_.log += "list ";
        if (script_.hang != nullptr) script_.hang->get_future().wait();
        auto cards = script_.cards;
        if (!script_.handset_is_there)
            std::erase_if(cards, [](const CardInfo& card) { return card.name == "handset"; });
        return cards;
    }
    bool looks_while_open() const override { return true; }
    std::optional<bool> gone() const override {
        return holds_handset_ && !script_.handset_is_there;
    }
    base::Result<CardFormat> open(const CardPick& pick, AudioLine& line) override {
        if (pick.capture && !script_.duplex_works) return Error{Errc::Unavailable, "busy"};
        script_.log += "open ";
        holds_handset_ = pick.playback && pick.playback->name == "handset";
        const CardFormat format{48'000, pick.capture ? 1 : 0, 1, 480};
        line.attach(format);
        return format;
    }
    base::Status start() override {
        script_.log += "start ";
        if (!script_.starts) return Error{Errc::Unavailable, "held by another"};
        return base::Done{};
    }
    void stop() override { script_.log += "stop "; }
    void close() override { script_.log += "close "; }

private:
    Script& script_;
    bool holds_handset_ = false;
};

const CardInfo kHandset{.name = "handset", .capture_channels = 1, .playback_channels = 1};
const CardInfo kSpeaker{.name = "speaker", .playback_channels = 2};

class SoundCardsTest : public testing::Test {
protected:
    FakeBackend::Script script;
    // Answers cross a thread: collected by a strand-free executor that is safe to post to.
    class Answers final : public base::Executor {
    public:
        void post(base::Task task) override { task(); }
        bool is_current() const override { return true; }
    } answers;
    std::unique_ptr<SoundCards> cards;

    void open() {
        cards = std::make_unique<SoundCards>(answers, std::make_unique<FakeBackend>(script));
    }
    base::Result<CardInUse> use(CardChoice choice) {
        std::promise<base::Result<CardInUse>> answer;
        cards->use(std::move(choice),
                   [&](base::Result<CardInUse> card) { answer.set_value(std::move(card)); });
        return answer.get_future().get();
    }
};

TEST_F(SoundCardsTest, TheCardStartsWithTheFirstCallAndStopsAfterIt) {
    script.cards = {kHandset};
    open();
    ASSERT_TRUE(use({}));
    cards->line()->wake();
    cards->line()->rest();
    cards.reset();
    EXPECT_EQ(script.log, "list open start stop close ");
}

TEST_F(SoundCardsTest, ACardChangedInACallRunsAtOnce) {
    script.cards = {kHandset, kSpeaker};
    open();
    ASSERT_TRUE(use({}));
    cards->line()->wake();
    ASSERT_TRUE(use({"", "speaker"}));
    cards.reset();
    EXPECT_EQ(script.log, "list open start stop close list open start stop close ");
}

TEST_F(SoundCardsTest, WithoutAnyCardTheAnswerSaysWhatToDo) {
    open();
    const auto card = use({});
    ASSERT_FALSE(card);
    EXPECT_EQ(card.error().code, Errc::NotFound);
    EXPECT_NE(card.error().what.find("plug"), std::string::npos);
}

TEST_F(SoundCardsTest, ABusyMicrophoneNobodyAskedForByNameLeavesTheEar) {
    script.cards = {kHandset};
    script.duplex_works = false;
    open();
    const auto card = use({});
    ASSERT_TRUE(card);
    EXPECT_EQ(card->format.capture_channels, 0);
    EXPECT_EQ(card->capture, "");
    EXPECT_FALSE(use({"handset", ""}));
}

// What moves by itself is told; the test waits for it.
class Moves {
public:
    void listen(SoundCards& cards) {
        cards.on_move([this](const base::Result<CardInUse>& card) {
            const std::scoped_lock lock(mutex_);
            told_.push_back(card ? card->playback + (card->stand_in ? " (stand-in)" : "") : "none");
            came_.notify_all();
        });
    }
    std::string next() {
        std::unique_lock lock(mutex_);
        if (!came_.wait_for(lock, std::chrono::seconds(20), [this] { return !told_.empty(); }))
            return "nothing in twenty seconds";
        auto out = told_.front();
        told_.pop_front();
        return out;
    }

private:
    std::mutex mutex_;
    std::condition_variable came_;
    std::deque<std::string> told_;
};

TEST_F(SoundCardsTest, PulledOutInACallTheNextOfTheOrderPlaysUntilItIsBack) {
    script.cards = {kHandset, kSpeaker};
    Moves moves;
    open();
    moves.listen(*cards);
    std::promise<base::Result<CardInUse>> answer;
    cards->use(std::vector<CardChoice>{{"", "handset"}, {"", "speaker"}},
               [&](base::Result<CardInUse> card) { answer.set_value(std::move(card)); });
    const auto first = answer.get_future().get();
    ASSERT_TRUE(first);
    EXPECT_FALSE(first->stand_in);
    cards->line()->wake();
    for (int i = 0; i < 3; ++i) {
        script.handset_is_there = false;
        EXPECT_EQ(moves.next(), "speaker (stand-in)");
        script.handset_is_there = true;
        EXPECT_EQ(moves.next(), "handset");
    }
    cards.reset();
}

TEST_F(SoundCardsTest, WithNothingToMoveToThatIsSaidOnceAndTheCardComesBack) {
    script.cards = {kHandset};
    Moves moves;
    open();
    moves.listen(*cards);
    ASSERT_TRUE(use({"", "handset"}));
    cards->line()->wake();
    script.handset_is_there = false;
    EXPECT_EQ(moves.next(), "none");
    script.handset_is_there = true;
    EXPECT_EQ(moves.next(), "handset");
    cards.reset();
}

TEST_F(SoundCardsTest, ADeviceThatIsPluggedInDuringACallIsUsed) {
    script.cards = {kHandset};
    script.handset_is_there = false;
    Moves moves;
    open();
    moves.listen(*cards);
    EXPECT_FALSE(use({}));
    cards->line()->wake();
    EXPECT_EQ(moves.next(), "none");
    script.handset_is_there = true;
    EXPECT_EQ(moves.next(), "handset");
    cards.reset();
}

TEST_F(SoundCardsTest, ALibraryThatHangsIsSeenAndHoldsNobodyElseUp) {
    std::promise<void> hang;
    script.hang = &hang;
    open();
    EXPECT_FALSE(cards->stuck());
    cards->list([](const auto&) {});
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!cards->stuck() && std::chrono::steady_clock::now() < until) {
        std::array<Sample, 48> out{};
        EXPECT_EQ(cards->line()->heard(out), 0U); // The media thread never waits for it.
    }
    EXPECT_TRUE(cards->stuck());
    hang.set_value();
}

} // namespace
} // namespace sangdam::audio
