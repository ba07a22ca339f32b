// SPDX-License-Identifier: MIT

#include "hid/input_reader.h"
#include "hid/teaching.h"
#include "unit/hid/descriptors.h"

#include <gmock/gmock.h>

#include <filesystem>

namespace sangdam::hid {
namespace {

using namespace std::chrono_literals;
using core::TeachAnswer;
using core::TeachStep;
using testing::ElementsAre;
using testing::IsEmpty;
using testing_data::map_of;
using Bytes = std::vector<std::uint8_t>;

class Lesson {
public:
    explicit Lesson(TelephonyMap map, std::chrono::milliseconds before = 1s)
        : pupil_{{0x1234, 0xabcd}, "Old Phone", std::move(map)} {
        state_ = begin_teaching(pupil_, now_);
        now_ += before;
    }
    TeachStep sends(std::initializer_list<Bytes> reports) {
        for (const auto& report : reports) {
            now_ += 20ms;
            state_ = step(std::move(state_), pupil_, RawReport{report}, now_);
        }
        return waits(teaching_times::kSettle);
    }
    TeachStep waits(std::chrono::milliseconds by) {
        now_ += by;
        state_ = step(std::move(state_), pupil_, TeachTime{}, now_);
        return state_.step;
    }
    TeachStep says(TeachAnswer answer) {
        state_ = step(std::move(state_), pupil_, answer, now_);
        return state_.step;
    }
    const TeachState& state() const { return state_; }
    TelephonyMap taught() const { return with_taught(pupil_.map, state_.learnt); }

private:
    TeachPupil pupil_;
    base::TimePoint now_{1h};
    TeachState state_;
};

TelephonyMap opaque() { // Vendor's bytes, two of them, unnumbered, as some old handsets have.
    TelephonyMap map;
    map.telephony = true;
    return map;
}

TEST(Teaching, AnOpaqueCradleIsUnderstoodAfterTwoMovementsAndAPress) {
    Lesson lesson(opaque());
    EXPECT_EQ(lesson.sends({{0x41, 0x00}}), TeachStep::PutDown);
    EXPECT_EQ(lesson.sends({{0x40, 0x00}}), TeachStep::Mute);
    EXPECT_EQ(lesson.sends({{0x40, 0x08}, {0x40, 0x00}}), TeachStep::Saved) << "nothing can ring";
    EXPECT_THAT(lesson.state().learnt.keys,
                ElementsAre(TaughtKey{InputRole::Hook, InputKind::Level, 0, 0, false},
                            TaughtKey{InputRole::Mute, InputKind::Toggle, 0, 11, false}));
    EXPECT_TRUE(lesson.taught().is_phone);
    InputReader reader(lesson.taught());
    EXPECT_THAT(reader.read(Bytes{0x41, 0x00}), ElementsAre(DeviceEvent(HookLevel{true, true})));
    EXPECT_THAT(reader.read(Bytes{0x41, 0x08}), testing::Contains(DeviceEvent(MuteToggled{})));
}

TEST(Teaching, ALevelThatIsOneOnTheCradleIsInverted) {
    Lesson lesson(opaque());
    EXPECT_EQ(lesson.sends({{0x00}}), TeachStep::PutDown);
    EXPECT_EQ(lesson.sends({{0x02}}), TeachStep::Mute);
    EXPECT_THAT(lesson.state().learnt.keys,
                ElementsAre(TaughtKey{InputRole::Hook, InputKind::Level, 0, 1, true}));
    InputReader reader(lesson.taught());
    EXPECT_THAT(reader.read(Bytes{0x00}), ElementsAre(DeviceEvent(HookLevel{true, true})));
    EXPECT_THAT(reader.read(Bytes{0x02}), ElementsAre(DeviceEvent(HookLevel{false, true})));
}

TEST(Teaching, ADeviceThatRepeatsHowItStandsIsNotTakenForMoved) {
    Lesson lesson(opaque(), 0ms);
    EXPECT_EQ(lesson.sends({{0x10}, {0x10}}), TeachStep::Lift);
    lesson.waits(100ms);
    EXPECT_EQ(lesson.sends({{0x10}, {0x11}}), TeachStep::PutDown);
    EXPECT_EQ(lesson.sends({{0x10}}), TeachStep::Mute);
    EXPECT_EQ(lesson.state().learnt.keys.at(0).bit, 0U);
}

TEST(Teaching, AKeyThatOnlyPulsesIsAToggleAndTwoOfThemAreAPair) {
    Lesson toggle(opaque());
    EXPECT_EQ(toggle.sends({{0x04}, {0x00}}), TeachStep::PutDown);
    EXPECT_EQ(toggle.sends({{0x04}, {0x00}}), TeachStep::Mute);
    EXPECT_THAT(toggle.state().learnt.keys,
                ElementsAre(TaughtKey{InputRole::Hook, InputKind::Toggle, 0, 2, false}));
    Lesson pair(opaque());
    EXPECT_EQ(pair.sends({{0x01}, {0x00}}), TeachStep::PutDown);
    EXPECT_EQ(pair.sends({{0x02}, {0x00}}), TeachStep::Mute);
    EXPECT_EQ(pair.says(TeachAnswer::Skip), TeachStep::Saved);
    InputReader reader(pair.taught());
    EXPECT_THAT(reader.read(Bytes{0x01}), ElementsAre(DeviceEvent(HookPressed{true})));
    EXPECT_THAT(reader.read(Bytes{0x02}), ElementsAre(DeviceEvent(HookPressed{false})));
}

TEST(Teaching, OfSeveralBitsThatMoveTheDescriptorsHookIsMeant) {
    Lesson lesson(map_of("epos_like")); // Its hook is bit 2.
    EXPECT_EQ(lesson.sends({{2, 0x05}}), TeachStep::PutDown);
    EXPECT_EQ(lesson.sends({{2, 0x00}}), TeachStep::Mute);
    EXPECT_EQ(lesson.state().learnt.keys.at(0).bit, 2U);
}

TEST(Teaching, AsksWhatRingsAndRemembersIt) {
    Lesson lesson(map_of("jabra_like"));
    lesson.sends({{2, 0x01, 0}});
    lesson.sends({{2, 0x00, 0}});
    EXPECT_EQ(lesson.says(TeachAnswer::Skip), TeachStep::Ring);
    EXPECT_EQ(lesson.state().lit, OutputRole::Ring);
    EXPECT_EQ(lesson.says(TeachAnswer::No), TeachStep::Ring);
    EXPECT_EQ(lesson.state().lit, OutputRole::Ringer);
    EXPECT_EQ(lesson.says(TeachAnswer::Yes), TeachStep::Saved);
    EXPECT_FALSE(lesson.state().lit) << "goes dark when it was answered";
    EXPECT_EQ(lesson.state().learnt.ring, TaughtRing::Ringer);
}

TEST(Teaching, ADeviceOnWhichNothingRingsHasItsLampsLeftAlone) {
    Lesson lesson(map_of("jabra_like"));
    lesson.sends({{2, 0x01, 0}});
    lesson.sends({{2, 0x00, 0}});
    lesson.says(TeachAnswer::Skip);
    lesson.says(TeachAnswer::No);
    EXPECT_EQ(lesson.says(TeachAnswer::No), TeachStep::Saved);
    EXPECT_FALSE(lesson.taught().has(OutputRole::Ring));
    EXPECT_TRUE(lesson.taught().has(OutputRole::OffHook));
}

TEST(Teaching, MovementsThatDoNotComeBackAreUnclear) {
    Lesson lesson(opaque());
    lesson.sends({{0x01}});
    EXPECT_EQ(lesson.sends({{0x03}}), TeachStep::Unclear);
}

TEST(Teaching, EndsByItselfWhenNobodyIsThere) {
    Lesson lesson(opaque());
    EXPECT_EQ(lesson.waits(58s), TeachStep::Lift);
    EXPECT_EQ(lesson.waits(1s), TeachStep::Off);
    EXPECT_FALSE(next_deadline(lesson.state()));
}

TEST(Taught, IsWrittenAndReadTheSame) {
    const TaughtList list{{{0x1234, 0xabcd},
                           "A \"Phone\"",
                           {{InputRole::Hook, InputKind::Level, 2, 9, true},
                            {InputRole::Mute, InputKind::Toggle, 0, 1, false}},
                           TaughtRing::None},
                          {{0x0b0e, 0x0001}, "", {}, {}}};
    const auto read = parse_taught(taught_toml(list), "handsets.toml");
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(*read, list);
}

TEST(Taught, MistakesAreToldWithTheirLine) {
    const auto wrong = [](std::string_view text) {
        const auto read = parse_taught(text, "h.toml");
        return read ? std::string("taken") : read.error().what;
    };
    EXPECT_THAT(wrong("[[handset]]\nvid_pid = \"12\"\n"), testing::HasSubstr("h.toml:1"));
    EXPECT_THAT(wrong("[[handset]]\nvid_pid = \"1234:abcd\"\n[[handset.key]]\nrole = \"door\"\n"),
                testing::HasSubstr("h.toml:3"));
    EXPECT_THAT(wrong("]"), testing::HasSubstr("h.toml:1"));
    EXPECT_EQ(wrong(""), "taken");
}

TEST(Taught, FileIsReplacedWholeAndMayBeMissing) {
    const auto path = std::filesystem::temp_directory_path() /
                      ("sdc-taught-" +
                       std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + ".toml");
    std::filesystem::remove(path);
    const auto none = load_taught(path.string());
    ASSERT_TRUE(none);
    EXPECT_THAT(*none, IsEmpty());
    TaughtList list;
    put_taught(list, {{1, 2}, "one", {}, TaughtRing::Lamp});
    put_taught(list, {{1, 2}, "one, taught again", {}, TaughtRing::Ringer});
    ASSERT_TRUE(save_taught(path.string(), list));
    const auto read = load_taught(path.string());
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, list);
    ASSERT_EQ(read->size(), 1U);
    EXPECT_FALSE(save_taught("/nowhere/at/all.toml", list));
    std::filesystem::remove(path);
}

} // namespace
} // namespace sangdam::hid
