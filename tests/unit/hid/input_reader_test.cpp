// SPDX-License-Identifier: MIT

#include "hid/input_reader.h"
#include "unit/hid/descriptors.h"

#include <gmock/gmock.h>

#include <random>

namespace sangdam::hid {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing_data::map_of;
using Bytes = std::vector<std::uint8_t>;
using Events = std::vector<DeviceEvent>;

const HookLevel kLifted{true, true};
const HookLevel kDown{false, true};

struct Reader {
    explicit Reader(const char* name) : reader(map_of(name)) {}
    Events operator()(const Bytes& report) { return reader.read(report); }
    InputReader reader;
};

std::string digits(const Events& events) {
    std::string out;
    for (const auto& event : events)
        if (const auto* digit = std::get_if<DigitPressed>(&event)) out += digit->digit;
    return out;
}

TEST(HookBit, IsToldWithEveryReportThatHasIt) {
    Reader read("jabra_like");
    EXPECT_THAT(read({2, 0x01, 0}), ElementsAre(DeviceEvent(kLifted)));
    EXPECT_THAT(read({2, 0x01, 0}), ElementsAre(DeviceEvent(kLifted)));
    EXPECT_THAT(read({2, 0x00, 0}), ElementsAre(DeviceEvent(kDown)));
    EXPECT_THAT(read({2, 0x03, 0}), ElementsAre(DeviceEvent(kLifted))) << "busy accompanies it";
    EXPECT_THAT(read({1, 0xFF, 0xFF}), IsEmpty()) << "volume";
}

TEST(MuteBit, IsAPressWhenItRises) {
    Reader read("jabra_like");
    EXPECT_THAT(read({2, 0x05, 0}),
                ElementsAre(DeviceEvent(MuteToggled{}), DeviceEvent(HookLevel{true, false})));
    EXPECT_THAT(read({2, 0x01, 0}), ElementsAre(DeviceEvent(kLifted)));
}

TEST(MuteBit, InTheSameReportAgainIsPressedAgain) {
    Reader read("jabra_like");
    read({2, 0x05, 0});
    EXPECT_THAT(read({2, 0x05, 0}), testing::Contains(DeviceEvent(MuteToggled{})));
    EXPECT_THAT(read({2, 0x04, 0}), testing::Not(testing::Contains(DeviceEvent(MuteToggled{}))))
        << "held down while the hook changed";
}

TEST(Flash, IsToldBeforeTheHookThatWentDownWithIt) {
    Reader read("jabra_like");
    read({2, 0x01, 0});
    EXPECT_THAT(read({2, 0x08, 0}), ElementsAre(DeviceEvent(KeyPressed{InputRole::Flash}),
                                                DeviceEvent(HookLevel{false, false})));
}

TEST(RejectKey, IsButton7OrAnArrayOfOneBit) {
    Reader jabra("jabra_like");
    EXPECT_THAT(jabra({2, 0x20, 0}), testing::Contains(DeviceEvent(KeyPressed{InputRole::Reject})));
    Reader epos("epos_like");
    EXPECT_THAT(epos({2, 0x00}), ElementsAre(DeviceEvent(kDown))) << "0 is no key, by no means";
    EXPECT_THAT(epos({2, 0x80}), testing::Contains(DeviceEvent(KeyPressed{InputRole::Reject})));
    EXPECT_THAT(epos({2, 0x80}), ElementsAre(DeviceEvent(HookLevel{false, false}))) << "held";
}

TEST(Keypad, CountedFromZeroHasNoKeyAtZero) {
    Reader read("jabra_like"); // Bits 6 to 9: across a byte boundary.
    const auto code = [&](unsigned value) {
        return digits(read(
            {2, static_cast<std::uint8_t>(value << 6), static_cast<std::uint8_t>(value >> 2)}));
    };
    std::string dialled;
    for (unsigned value = 0; value < 16; ++value) dialled += code(value) + code(0);
    EXPECT_EQ(dialled, "0123456789*#") << "12 is above the declared maximum, and a key";
    EXPECT_EQ(code(5) + code(5) + code(0) + code(5), "44") << "held is once, twice is twice";
}

TEST(Keypad, CountedFromOneBeginsThere) {
    Reader read("desk_phone");
    std::string dialled;
    for (std::uint8_t value = 0; value < 16; ++value) {
        dialled += digits(read({1, 0, value}));
        dialled += digits(read({1, 0, 0}));
    }
    EXPECT_EQ(dialled, "0123456789*#A");
}

TEST(Keypad, OfSingleBitsTellsTwoKeysAtOnce) {
    Reader read("cradle");
    EXPECT_EQ(digits(read({0x0C, 0x00})), "01");
    EXPECT_EQ(digits(read({0x0C, 0x20})), "#") << "the others are still down";
}

TEST(Pair, HasAPressForEachDirection) {
    Reader read("everything"); // Bits 2 and 3: +1 is 01, -1 is 11.
    EXPECT_THAT(read({7, 0x04}), ElementsAre(DeviceEvent(HookPressed{true})));
    EXPECT_THAT(read({7, 0x00}), IsEmpty());
    EXPECT_THAT(read({7, 0x0C}), ElementsAre(DeviceEvent(HookPressed{false})));
}

TEST(SendAndDrop, AreTheHookOfAPhoneWithoutOne) {
    Reader read("send_drop");
    EXPECT_THAT(read({0x01, 0}), ElementsAre(DeviceEvent(HookPressed{true})));
    EXPECT_THAT(read({0x02, 0}), ElementsAre(DeviceEvent(HookPressed{false})));
}

TEST(ConstantBits, ThatHaveUsagesAreData) {
    Reader read("constant_speakerphone");
    EXPECT_THAT(read({2, 0x01}), ElementsAre(DeviceEvent(kLifted)));
    EXPECT_THAT(read({2, 0x03}), testing::Contains(DeviceEvent(MuteToggled{})));
}

TEST(Length, PaddingIsIgnoredAndWhatIsMissingIsUnchanged) {
    Reader read("jabra_like");
    EXPECT_THAT(read({2, 0x01, 0, 0, 0, 0, 0, 0}), ElementsAre(DeviceEvent(kLifted)));
    EXPECT_THAT(read({2}), IsEmpty());
    EXPECT_THAT(read({}), IsEmpty());
    EXPECT_THAT(read({2, 0x00}), ElementsAre(DeviceEvent(kDown)));
}

TEST(Keypad, ThatSendsItsNullValueIsReadByTheLetter) {
    InputReader reader(map_of("null_keypad"));
    const std::uint8_t idle[] = {1, 0x0F};
    const std::uint8_t zero[] = {1, 0x00};
    const std::uint8_t five[] = {1, 0x05};
    EXPECT_EQ(digits(reader.read(idle)), "");
    EXPECT_EQ(digits(reader.read(zero)), "0");
    EXPECT_EQ(digits(reader.read(five)), "5");
}

TEST(KeyArray, TellsHookMuteKeysAndDigitsApart) {
    InputReader reader(map_of("key_array"));
    const auto events = [&](std::uint8_t a, std::uint8_t b) {
        const std::uint8_t report[] = {5, a, b};
        return reader.read(report);
    };
    EXPECT_THAT(events(1, 0), ElementsAre(DeviceEvent(kLifted)));
    EXPECT_THAT(events(1, 2), testing::Contains(DeviceEvent(MuteToggled{})));
    EXPECT_THAT(events(1, 3), testing::Contains(DeviceEvent(KeyPressed{InputRole::Flash})));
    EXPECT_EQ(digits(events(1, 15)), "9");
    EXPECT_THAT(events(0, 0), ElementsAre(DeviceEvent(kDown)));
}

TEST(AnyReport, IsSafe) {
    std::mt19937 random(7);
    for (const char* name : {"jabra_like", "epos_like", "cradle", "everything", "send_drop"}) {
        Reader read(name);
        for (int i = 0; i < 20000; ++i) {
            Bytes report(random() % 6);
            for (auto& byte : report) byte = static_cast<std::uint8_t>(random());
            if (!report.empty() && random() % 4 != 0) report[0] = 2;
            EXPECT_LT(read(report).size(), 32U);
        }
    }
}

} // namespace
} // namespace sangdam::hid
