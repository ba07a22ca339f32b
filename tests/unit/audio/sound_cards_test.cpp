// SPDX-License-Identifier: MIT

#include "audio/sound_cards.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <future>
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
        std::promise<void>* hang = nullptr; // list() waits for it.
        std::string log;                    // Read only after the audio thread is gone.
    };
    explicit FakeBackend(Script& script) : script_(script) {}

    base::Result<std::vector<CardInfo>> list() override {
        script_.log += "list ";
        if (script_.hang != nullptr) script_.hang->get_future().wait();
        return script_.cards;
    }
    base::Result<CardFormat> open(const CardPick& pick, AudioLine& line) override {
        if (pick.capture && !script_.duplex_works) return Error{Errc::Unavailable, "busy"};
        script_.log += "open ";
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
