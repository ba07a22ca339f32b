// SPDX-License-Identifier: MIT
//
// The real ALSA library, by ourselves and under the real PortAudio, with a virtual card below:
// sound goes through, whatever rate and channels the card has, and (ours) wherever it is pulled out
// and plugged in. Nothing is said about timing here; machines that run tests are busy.

#include "audio/sound_cards.h"
#include "base/strand.h"
#include "media/engine.h"
#include "media/tones.h"
#include "virtual_card.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <memory>
#include <optional>
#include <unistd.h>

namespace sangdam::audio {
namespace {

using media::tone_share;
using std::chrono::milliseconds;
using std::chrono::seconds;

// Three cards in a folder of this process' own; ALSA reads the configuration when first used.
enum class Library { Alsa, PortAudio };

class Cards : public testing::TestWithParam<Library> {
protected:
    static void SetUpTestSuite() {
        folder_ =
            std::filesystem::temp_directory_path() / ("sdc-audio-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
        const auto path = [](const char* name) { return (folder_ / name).string(); };
        std::ofstream(path("asound.conf")) << rig::alsa_config(
            SDC_ALSA_PLUGIN,
            {{"handset_a", path("a")}, {"telephone_16k", path("b")}, {"loudspeaker", path("c")}});
        ASSERT_EQ(::setenv("ALSA_CONFIG_PATH", path("asound.conf").c_str(), 1), 0);
    }
    static void TearDownTestSuite() { std::filesystem::remove_all(folder_); }

    void SetUp() override {
        const auto make = [](const char* name, const rig::CardShape& shape) {
            auto card = rig::VirtualCard::create((folder_ / name).string(), shape);
            EXPECT_TRUE(card);
            return card;
        };
        handset = make("a", {});
        telephone = make("b", {.rate = 16'000, .playback_channels = 2});
        loudspeaker = make("c", {.capture_channels = 0});
        cards = std::make_unique<SoundCards>(
            strand, GetParam() == Library::Alsa ? make_card_backend() : make_portaudio_backend());
    }

    base::Result<CardInUse> use(CardChoice choice) {
        std::promise<base::Result<CardInUse>> answer;
        cards->use(std::move(choice),
                   [&](base::Result<CardInUse> card) { answer.set_value(std::move(card)); });
        return answer.get_future().get();
    }
    std::vector<CardInfo> list() {
        std::promise<std::vector<CardInfo>> answer;
        cards->list([&](base::Result<std::vector<CardInfo>> all) {
            EXPECT_TRUE(all) << all.error().what;
            answer.set_value(all ? *all : std::vector<CardInfo>{});
        });
        return answer.get_future().get();
    }

    template <class Predicate>
    testing::AssertionResult becomes(Predicate so) {
        const auto until = std::chrono::steady_clock::now() + seconds(20);
        while (!so()) {
            if (std::chrono::steady_clock::now() > until)
                return testing::AssertionFailure() << "did not happen in time";
            std::promise<void> later;
            strand.post([&] {
                timer = strand.after(milliseconds(20), [&] {
                    timer.reset(); // On the thread that owns it.
                    later.set_value();
                });
            });
            later.get_future().wait();
        }
        return testing::AssertionSuccess();
    }

    static bool rings(const rig::VirtualCard& card, double hertz) {
        const auto to = card.now();
        const auto sound = card.heard(to - std::min(to, card.frames(0.3)), to);
        return tone_share({static_cast<int>(card.header().rate), sound}, hertz, milliseconds(300)) >
               0.8;
    }
    static void hum(rig::VirtualCard& card, double hertz) {
        const auto rate = static_cast<int>(card.header().rate);
        auto second = media::at_rate(media::sines({hertz}, milliseconds(2000), 0.3), rate);
        second.samples.erase(second.samples.begin(), second.samples.begin() + rate / 2);
        second.samples.resize(static_cast<std::size_t>(rate));
        card.speak(card.now(), second.samples, true);
    }
    // A call between the card and a far end that hums: both must hear the other.
    void expect_talk_over(rig::VirtualCard& card);

    static inline std::filesystem::path folder_;
    base::Strand strand{"test"};
    base::Timer timer;
    std::optional<rig::VirtualCard> handset;
    std::optional<rig::VirtualCard> telephone;
    std::optional<rig::VirtualCard> loudspeaker;
    std::unique_ptr<SoundCards> cards;
};

void Cards::expect_talk_over(rig::VirtualCard& card) {
    auto engine = std::move(media::Engine::open({}, strand)).value();
    const auto near = engine->reserve("127.0.0.1");
    const auto far = engine->reserve("127.0.0.1");
    ASSERT_TRUE(near && far);
    const auto talk = [&](media::StreamId id, std::uint16_t to) {
        media::StreamConfig config;
        config.remote = {"127.0.0.1", to};
        config.send = {media::Codec::Opus, 111, ""};
        engine->start(id, config);
    };
    talk(near->id, far->rtp_port);
    talk(far->id, near->rtp_port);
    engine->set_line(cards->line());
    engine->connect(near->id, media::SoundLine{});
    const auto song = std::make_shared<media::Pcm>(media::sines({1000}, milliseconds(1000), 0.3));
    engine->connect(far->id, media::Player{song, media::Repeat::Loop, 0});
    engine->keep_heard(far->id, milliseconds(400));
    if (card.header().capture_channels > 0) {
        hum(card, 440);
        EXPECT_TRUE(becomes([&] {
            std::promise<media::Pcm> answer;
            engine->heard(far->id, [&](media::Pcm s) { answer.set_value(std::move(s)); });
            return tone_share(answer.get_future().get(), 440, milliseconds(300)) > 0.8;
        })) << "the far end does not hear the microphone";
    }
    EXPECT_TRUE(becomes([&] { return rings(card, 1000); })) << "the ear does not hear the far end";
}

TEST_P(Cards, ThoseThatCanBeOpenedAreListedWithTheirChannels) {
    const auto all = list();
    const auto at = std::ranges::find(all, "handset_a", &CardInfo::name);
    ASSERT_NE(at, all.end());
    EXPECT_EQ(at->backend, "ALSA");
    EXPECT_GE(at->capture_channels, 1);
    EXPECT_GE(at->playback_channels, 1);
}

TEST_P(Cards, AHandsetOf48kHzCarriesATalk) {
    const auto card = use({"handset_a", "handset_a"});
    ASSERT_TRUE(card) << card.error().what;
    EXPECT_FALSE(card->stand_in);
    EXPECT_EQ(card->format.rate, 48'000);
    EXPECT_EQ(card->format.capture_channels, 1);
    expect_talk_over(*handset);
}

TEST_P(Cards, ATelephoneOf16kHzWithTwoEarsIsOpenedAsItIsAndCarriesATalk) {
    const auto card = use({"telephone", "TELEPHONE"});
    ASSERT_TRUE(card) << card.error().what;
    EXPECT_EQ(card->format.rate, 16'000);
    EXPECT_EQ(card->format.playback_channels, 2);
    expect_talk_over(*telephone);
}

TEST_P(Cards, ALoudspeakerAloneIsHeardAndTheMicrophoneComesFromElsewhere) {
    const auto card = use({"handset_a", "loudspeaker"});
    ASSERT_TRUE(card) << card.error().what;
    EXPECT_EQ(card->playback, "loudspeaker");
    expect_talk_over(*loudspeaker);
}

TEST_P(Cards, ANameThatFitsNothingIsASentenceThatSaysWhatToDo) {
    const auto card = use({"", "no such thing"});
    ASSERT_FALSE(card);
    EXPECT_EQ(card.error().code, base::Errc::NotFound);
    EXPECT_NE(card.error().what.find("no such thing"), std::string::npos);
    EXPECT_NE(card.error().what.find("choose another"), std::string::npos);
}

TEST_P(Cards, TheCardRunsOnlyWhileSomebodyUsesTheLine) {
    ASSERT_TRUE(use({"handset_a", "handset_a"}));
    EXPECT_EQ(handset->header().playback_starts.load(), 0U);
    cards->line()->wake();
    EXPECT_TRUE(becomes([&] { return cards->line()->periods() > 3; }));
    cards->line()->rest();
    cards->close();
    list(); // Behind both on the audio thread.
    const auto then = cards->line()->periods();
    EXPECT_FALSE(cards->stuck());
    EXPECT_EQ(cards->line()->periods(), then);
}

INSTANTIATE_TEST_SUITE_P(Libraries, Cards, testing::Values(Library::Alsa, Library::PortAudio),
                         [](const auto& library) {
                             return library.param == Library::Alsa ? "Alsa" : "PortAudio";
                         });

// Only ours: PortAudio 19.6 hangs on a device that is pulled out.
using CardsThatCome = Cards;

TEST_P(CardsThatCome, PulledOutInACallTheSoundMovesToTheNextAndComesBack) {
    std::promise<base::Result<CardInUse>> answer;
    cards->use(std::vector<CardChoice>{{"handset_a", "handset_a"}, {"", "loudspeaker"}},
               [&](base::Result<CardInUse> card) { answer.set_value(std::move(card)); });
    const auto first = answer.get_future().get();
    ASSERT_TRUE(first) << first.error().what;
    EXPECT_EQ(first->playback, "handset_a");

    auto engine = std::move(media::Engine::open({}, strand)).value();
    engine->set_line(cards->line());
    const auto song = std::make_shared<media::Pcm>(media::sines({1000}, milliseconds(1000), 0.3));
    engine->play_on_line(song, media::Repeat::Loop);
    EXPECT_TRUE(becomes([&] { return rings(*handset, 1000); }));
    for (int i = 0; i < 3; ++i) {
        handset->header().unplugged = 1;
        EXPECT_TRUE(becomes([&] { return rings(*loudspeaker, 1000); })) << "pulled " << i;
        handset->header().unplugged = 0;
        EXPECT_TRUE(becomes([&] { return rings(*handset, 1000); })) << "plugged " << i;
        EXPECT_TRUE(becomes([&] { return !rings(*loudspeaker, 1000); })) << "plugged " << i;
    }
    EXPECT_FALSE(cards->stuck());
}
INSTANTIATE_TEST_SUITE_P(Libraries, CardsThatCome, testing::Values(Library::Alsa),
                         [](const auto&) { return "Alsa"; });

} // namespace
} // namespace sangdam::audio
