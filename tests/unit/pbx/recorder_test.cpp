// SPDX-License-Identifier: MIT

#include "base/strand.h"
#include "fakes/eventually.h"
#include "pbx/practice/recorder.h"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <optional>
#include <string>

namespace sangdam::pbx {
namespace {

// A shelf in memory; written on the recorder's thread, read after `ended`.
class MemoryShelf final : public core::RecordingShelf {
public:
    base::Result<std::unique_ptr<core::RecordingSink>> begin(const core::CallRef&,
                                                             base::WallTime) override {
        if (full) return base::Error{base::Errc::Unavailable, "disk full"};
        class Sink final : public core::RecordingSink {
        public:
            explicit Sink(std::string& to) : to_(to) {}
            base::Status write(std::string_view bytes) override {
                to_ += bytes;
                return base::Done{};
            }
            base::Result<std::string> finish() override { return std::string("there"); }
            std::string& to_;
        };
        return std::unique_ptr<core::RecordingSink>(std::make_unique<Sink>(all));
    }
    std::string all;
    bool full = false;
};

const core::CallRef kCall("c1");

class RecorderTest : public testing::Test {
protected:
    ~RecorderTest() override {
        fakes::on(thread, [this] { recorder.reset(); });
    }
    void open() {
        fakes::on(thread, [this] {
            recorder.emplace(thread, shelf, [this](const auto&, const auto& where) {
                ended.push(where ? *where : where.error().what);
            });
        });
    }
    std::shared_ptr<media::BridgeTap> start() {
        return fakes::on(thread, [this] { return recorder->start(kCall, base::WallTime{}); });
    }
    std::string stop() {
        fakes::on(thread, [this] { recorder->stop(kCall); });
        return ended.take([](const auto&) { return true; }).value_or("nothing");
    }
    static void speak(media::BridgeTap& tap, media::Sample here, media::Sample there) {
        std::array<media::Sample, media::kBeatSamples> one{}, other{};
        one.fill(here);
        other.fill(there);
        for (int i = 0; i < 20; ++i) tap.put(one, other); // 100 ms
    }

    MemoryShelf shelf;
    fakes::Heard<std::string> ended;
    base::Strand thread{"switch"};
    std::optional<Recorder> recorder;
};

TEST_F(RecorderTest, EachPartyHasItsOwnSideOfTheRecording) {
    open();
    const auto tap = start();
    ASSERT_TRUE(tap);
    EXPECT_FALSE(start()) << "one recording a call";
    speak(*tap, 8'000, 0);
    EXPECT_EQ(stop(), "there");
    ASSERT_GT(shelf.all.size(), recording_header().size() + 2'000);
    EXPECT_EQ(shelf.all.substr(0, 4), "RIFF");
    const auto frame = recording_header().size() + 2 * 800; // Past the filter's beginning.
    EXPECT_NE(static_cast<unsigned char>(shelf.all[frame]), 0xFF) << "the customer speaks";
    EXPECT_GE(static_cast<unsigned char>(shelf.all[frame + 1]), 0x7E) << "the agent is silent";
}

TEST_F(RecorderTest, WhatIsSaidDuringAPauseIsInNoFile) {
    open();
    const auto tap = start();
    fakes::on(thread, [this] { recorder->pause(kCall, true); });
    // Another recording comes and goes on the same thread: by then the pause has been heard of.
    const core::CallRef other("c2");
    fakes::on(thread, [&] { recorder->start(other, base::WallTime{}); });
    fakes::on(thread, [&] { recorder->stop(other); });
    ASSERT_TRUE(ended.take([](const auto&) { return true; }));
    const auto before = shelf.all.size();
    speak(*tap, 8'000, 8'000);
    EXPECT_EQ(stop(), "there");
    EXPECT_EQ(shelf.all.size(), before);
}

TEST_F(RecorderTest, ADiskThatIsFullIsToldOnceAndTheCallGoesOn) {
    shelf.full = true;
    open();
    const auto tap = start();
    speak(*tap, 1, 1);
    EXPECT_EQ(stop(), "disk full");
}

} // namespace
} // namespace sangdam::pbx
