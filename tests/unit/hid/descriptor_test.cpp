// SPDX-License-Identifier: MIT

#include "hid/descriptor.h"
#include "unit/hid/descriptors.h"

#include <gmock/gmock.h>

#include <random>

namespace sangdam::hid {
namespace {

using testing::ElementsAre;

base::Result<Model> parse(std::string_view hex) { return parse_descriptor(*parse_hex(hex)); }

// The single field of a descriptor that is otherwise as small as can be.
Field field_of(const std::string& items) {
    const auto model = parse("05 0B 09 05 A1 01 15 00 25 01 75 01 95 01 " + items + " C0");
    EXPECT_TRUE(model) << model.error().what;
    EXPECT_EQ(model->fields.size(), 1U);
    return model && !model->fields.empty() ? model->fields[0] : Field{};
}

TEST(UsagePage, DeclaredAfterTheUsageItCounts) {
    EXPECT_THAT(field_of("09 07 05 09 81 02").usages, ElementsAre(UsageRange{0x90007, 0x90007}));
}

TEST(UsagePage, IsNotAppliedBackwardsBeyondAUsageThatHasItAlready) {
    EXPECT_THAT(field_of("09 07 05 09 09 01 81 02").usages,
                ElementsAre(UsageRange{0xB0007, 0xB0007}, UsageRange{0x90001, 0x90001}));
}

TEST(UsagePage, DoesNotTouchUsagesOfFourBytes) {
    EXPECT_THAT(field_of("0B 20 00 0B 00 05 09 81 02").usages,
                ElementsAre(UsageRange{0xB0020, 0xB0020}));
}

TEST(UsagePage, AppliesToRangesToo) {
    const auto field = field_of("19 01 29 08 05 09 81 02");
    EXPECT_EQ(field.usage_count(), 8U);
    EXPECT_EQ(field.usage_at(7), 0x90008U);
    EXPECT_EQ(field.usage_at(8), std::nullopt);
    EXPECT_EQ(field.usage_of_value(9), 0x90008U) << "the last usage goes on";
}

TEST(UsageRanges, UpsideDownTheyAreEmpty) {
    const auto model = parse("05 0B 09 05 A1 01 75 01 95 01 19 09 29 01 81 02 C0");
    ASSERT_TRUE(model);
    EXPECT_TRUE(model->fields.empty());
}

TEST(UsageRanges, MayNameTheirEndBeforeTheirBeginning) {
    const auto model = parse_descriptor(
        *parse_hex("05 0B 09 05 A1 01 15 00 25 01 75 01 95 03 29 22 19 20 81 02 C0"));
    ASSERT_TRUE(model);
    EXPECT_EQ(model->fields.at(0).usages, (std::vector<UsageRange>{{0x0B0020, 0x0B0022}}));
}

TEST(LogicalMaximum, HasTheSignOfTheMinimum) {
    EXPECT_EQ(field_of("25 FF 09 20 81 02").logical_max, 255);
    EXPECT_EQ(field_of("15 FF 25 FF 09 20 81 02").logical_max, -1);
    EXPECT_EQ(field_of("27 FF FF FF FF 09 20 81 02").logical_max, 0xFFFFFFFFLL);
}

TEST(Globals, ComeBackWithPop) {
    EXPECT_EQ(field_of("A4 05 09 75 08 B4 09 20 81 02").bits, 1U);
    EXPECT_FALSE(parse("B4"));
    std::string deep;
    for (int i = 0; i < 100; ++i) deep += "A4 ";
    EXPECT_FALSE(parse(deep));
}

TEST(Delimiters, NameAlternativesForOneControl) {
    EXPECT_THAT(field_of("A9 01 09 24 09 50 A9 00 81 02").usages,
                ElementsAre(UsageRange{0xB0024, 0xB0024}));
    EXPECT_FALSE(parse("A9 01 A9 01"));
    EXPECT_FALSE(parse("A9 00"));
    EXPECT_FALSE(parse("A9 01"));
}

TEST(LongItems, AreSteppedOver) {
    EXPECT_EQ(field_of("FE 02 10 75 08 09 20 81 02").bits, 1U);
    EXPECT_FALSE(parse("FE"));
    EXPECT_FALSE(parse("FE 05 10 00"));
}

TEST(ReportIds, EachCountsItsOwnBitsAndMayBeOpenedAgain) {
    const auto model = parse("05 0B 09 05 A1 01 75 01 95 03 85 01 09 20 81 02 85 02 09 21 81 02 "
                             "85 01 09 24 81 02 85 01 09 24 91 02 C0");
    ASSERT_TRUE(model);
    EXPECT_EQ(model->fields[0].bit, 0U);
    EXPECT_EQ(model->fields[1].bit, 0U);
    EXPECT_EQ(model->fields[2].bit, 3U) << "goes on where it was left";
    EXPECT_EQ(model->fields[3].bit, 0U) << "outputs have their own";
    EXPECT_EQ(model->report_bytes(ReportKind::Input, 1), 1U);
    EXPECT_EQ(model->report_bytes(ReportKind::Output, 2), 0U);
    EXPECT_TRUE(model->numbered);
}

TEST(ReportIds, ZeroAndMoreThanAByteAreRefused) {
    EXPECT_FALSE(parse("85 00"));
    EXPECT_FALSE(parse("86 00 01"));
    EXPECT_TRUE(parse("85 FF"));
}

TEST(Collections, MustBeClosedOnceEach) {
    EXPECT_FALSE(parse("05 0B 09 05 A1 01"));
    EXPECT_FALSE(parse("C0"));
    EXPECT_FALSE(parse("05 0B 09 05 A1 01 C0 C0"));
}

TEST(Collections, NestApplicationsToo) {
    const auto model = parse("05 0B 09 05 A1 01 A1 01 C0 C0");
    ASSERT_TRUE(model);
    ASSERT_EQ(model->collections.size(), 2U);
    EXPECT_EQ(model->collections[1].parent, 0U);
    std::string deep;
    for (int i = 0; i < 65; ++i) deep += "A1 00 ";
    for (int i = 0; i < 65; ++i) deep += "C0 ";
    EXPECT_FALSE(parse(deep));
}

TEST(Sizes, ThatCannotBeAreRefusedAndNoneIsPadding) {
    EXPECT_FALSE(parse("05 0B 09 05 A1 01 75 FF 97 FF FF FF FF 09 20 81 02 C0"));
    EXPECT_FALSE(parse("05 0B 09 05 A1 01 77 FF FF FF FF 95 FF 09 20 81 02 C0"));
    const auto none = parse("05 0B 09 05 A1 01 75 00 95 FF 09 20 81 02 C0");
    ASSERT_TRUE(none);
    EXPECT_TRUE(none->fields.empty());
    EXPECT_TRUE(parse("05 0B 09 05 A1 01 75 08 96 FF 03 09 20 81 02 C0")) << "1023 bytes";
    EXPECT_TRUE(parse("05 0B 09 05 A1 01 75 08 96 00 40 09 20 81 02 C0")) << "16384 bytes";
    EXPECT_FALSE(parse("05 0B 09 05 A1 01 75 08 96 01 40 09 20 81 02 C0"));
}

TEST(Length, NothingAndTooMuchAreRefused) {
    EXPECT_FALSE(parse_descriptor({}));
    EXPECT_TRUE(parse_descriptor(std::vector<std::uint8_t>(4096, 0x04)));
    EXPECT_FALSE(parse_descriptor(std::vector<std::uint8_t>(4097, 0x04)));
}

TEST(Refusal, SaysAtWhichByte) {
    EXPECT_THAT(parse("05 0B 85 00").error().what, testing::HasSubstr("byte 2"));
}

TEST(AnyBytes, CutOffAnywhereOrChangedAnywhereAreSafe) {
    for (const char* name : {"jabra_like", "epos_like", "everything"}) {
        const auto whole = testing_data::bytes_of(name);
        for (std::size_t n = 0; n < whole.size(); ++n) {
            auto part = whole;
            part.resize(n);
            if (const auto model = parse_descriptor(part)) static_cast<void>(telephony_map(*model));
            for (const int change : {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF}) {
                auto changed = whole;
                changed[n] = static_cast<std::uint8_t>(changed[n] ^ change);
                if (const auto model = parse_descriptor(changed))
                    static_cast<void>(telephony_map(*model));
            }
        }
    }
}

TEST(AnyBytes, AtRandomAreSafe) {
    std::mt19937 random(20261123);
    for (int i = 0; i < 5000; ++i) {
        std::vector<std::uint8_t> bytes(random() % 200);
        for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
        if (const auto model = parse_descriptor(bytes)) static_cast<void>(telephony_map(*model));
    }
}

TEST(HexText, MayLookAsPeopleWriteIt) {
    const std::vector<std::uint8_t> expected{0x05, 0x0B, 0x09, 0x05};
    for (const char* text : {"05 0b 09 05", "050B0905", "0x05, 0x0B,\n0x09, 0x05,", "5 B 9 5",
                             "# comment 12\r\n05 0b // telephony\n09 05\n"})
        EXPECT_EQ(parse_hex(text).value_or({}), expected) << text;
    for (const char* text : {"", "# only this", "05 xx", "050", "0x", "-5"})
        EXPECT_FALSE(parse_hex(text)) << text;
    EXPECT_THAT(parse_hex("05\n0b\nzz").error().what, testing::HasSubstr("line 3"));
}

} // namespace
} // namespace sangdam::hid
