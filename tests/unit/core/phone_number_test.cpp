// SPDX-License-Identifier: MIT

#include "core/customer.h"
#include "core/phone_number.h"
#include "places.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace sangdam::core {
namespace {

std::vector<std::vector<std::string>> vectors() {
    std::ifstream file(SANGDAM_ROOT "/tests/data/phone-vectors.tsv");
    std::vector<std::vector<std::string>> rows;
    std::string line;
    std::getline(file, line); // The names of the columns.
    while (std::getline(file, line)) {
        std::vector<std::string> row;
        std::istringstream cells(line);
        for (std::string cell; std::getline(cells, cell, '\t');) row.push_back(cell);
        rows.push_back(std::move(row));
    }
    return rows;
}

TEST(PhoneVectors, EveryRowReadsAsKoreaWritesIt) {
    const auto rows = vectors();
    ASSERT_EQ(rows.size(), 44u);
    for (const auto& row : rows) {
        ASSERT_GE(row.size(), 5u);
        SCOPED_TRACE(row[0]);
        const auto number = PhoneNumber::parse(row[0]);
        EXPECT_EQ(number.e164().value_or("-"), row[1]);
        EXPECT_EQ(number.display(), row[2]);
        EXPECT_EQ(number.masked(), row[3]);
        EXPECT_EQ(name(number.kind()), row[4]);
    }
}

TEST(PhoneVectors, AKeyAloneBringsTheSameNumberBack) {
    for (const auto& row : vectors()) {
        const auto number = PhoneNumber::parse(row[0]);
        EXPECT_EQ(PhoneNumber::parse(number.key()), number) << row[0];
        EXPECT_EQ(PhoneNumber::parse(number.display()), number) << row[0];
    }
}

TEST(PhoneNumber, AllWaysOfWritingOneMobileHaveOneKey) {
    for (const char* text :
         {"010-1234-5678", "010 1234 5678", "(010)1234-5678", "+82(0)10-1234-5678", "+821012345678",
          "821012345678", "1012345678", "001-82-10-1234-5678", "00700821012345678",
          "081-10-1234-5678", "010–1234–5678", "\u202D010-1234-5678\u202C",
          "　０１０　１２３４　５６７８ ", "010/1234/5678"})
        EXPECT_EQ(PhoneNumber::parse(text).key(), "01012345678") << text;
}

TEST(PhoneNumber, AnExtensionIsKeptBesideTheNumber) {
    const std::map<std::string, std::string> written{
        {"02-123-4567#12", "12"},          {"02-123-4567 내선 345", "345"},
        {"02-123-4567 (내선 345)", "345"}, {"02-123-4567;ext=9", "9"},
        {"02-123-4567 ext. 7", "7"},       {"02-123-4567#", ""}};
    for (const auto& [text, extension] : written) {
        const auto number = PhoneNumber::parse(text);
        EXPECT_EQ(number.key(), "021234567") << text;
        EXPECT_EQ(number.extension(), extension) << text;
    }
}

TEST(PhoneNumber, WithheldNumbersAreHiddenInEveryDialect) {
    for (const char* text : {"", "   ", "Anonymous", "anonymous@anonymous.invalid", "RESTRICTED",
                             "unavailable", "private", "발신번호 표시제한", "발신번호 표시 제한"}) {
        const auto number = PhoneNumber::parse(text);
        EXPECT_TRUE(number.hidden()) << text;
        EXPECT_EQ(number.key(), "");
        EXPECT_EQ(number.display(), "발신번호표시제한");
        EXPECT_EQ(number.last_four(), "");
    }
}

TEST(PhoneNumber, WhatIsNotANumberIsKeptAndNeverGuessed) {
    for (const char* text : {"abc",
                             "+",
                             "++82",
                             "010-1234-567a",
                             "0",
                             "00",
                             "010",
                             "12",
                             "+82",
                             "+820",
                             "+8200",
                             "+999123456789",
                             "010-1234-5678 / 02-123-4567",
                             "045-234-5678",
                             "8215441234",
                             "0082-2-1234-5678",
                             "-",
                             "#",
                             "#12",
                             "010-1234-56789",
                             "20-1234-5678",
                             "*23#01012345678"}) {
        const auto number = PhoneNumber::parse(text);
        EXPECT_EQ(number.kind(), NumberKind::Unknown) << text;
        EXPECT_EQ(number.display(), text);
        EXPECT_EQ(number.masked(), std::string(std::string_view(text).size(), '*'));
        EXPECT_FALSE(number.e164());
        EXPECT_EQ(number.extension(), "");
    }
}

TEST(PhoneNumber, ForeignNumbersKeepTheirCountryAndLastFour) {
    const auto london = PhoneNumber::parse("+44 20 7946 0958");
    EXPECT_EQ(london.kind(), NumberKind::Intl);
    EXPECT_EQ(london.e164(), "+442079460958");
    EXPECT_EQ(london.key(), "+442079460958");
    EXPECT_EQ(london.display(), "+44 2079460958");
    EXPECT_EQ(london.masked(), "+44 ******0958");
    EXPECT_EQ(london.last_four(), "0958");
    EXPECT_EQ(PhoneNumber::parse("002 44 2079460958"), london);
    EXPECT_EQ(PhoneNumber::parse("+85221234567").display(), "+852 21234567");
    EXPECT_EQ(PhoneNumber::parse("+376312345").masked(), "+376 ******");
}

TEST(PhoneNumber, ShortAndFreeNumbersHaveAKeyAndNoWayFromAbroad) {
    const std::map<std::string, NumberKind> plan{{"119", NumberKind::Emergency},
                                                 {"120", NumberKind::Special},
                                                 {"1588", NumberKind::Unknown},
                                                 {"11114", NumberKind::Special},
                                                 {"13114", NumberKind::Unknown},
                                                 {"147777", NumberKind::RepFree},
                                                 {"1811-1234", NumberKind::Rep},
                                                 {"00798-1234-5678", NumberKind::TollFree},
                                                 {"0303-3456-7890", NumberKind::VirtualFax}};
    for (const auto& [text, kind] : plan) {
        const auto number = PhoneNumber::parse(text);
        EXPECT_EQ(number.kind(), kind) << text;
        EXPECT_FALSE(number.e164()) << text;
        EXPECT_FALSE(number.key().empty());
    }
    EXPECT_EQ(PhoneNumber::parse("0303-3456-7890").masked(), "0303-****-7890");
    EXPECT_EQ(PhoneNumber::parse("031-120").e164(), "+8231120");
    EXPECT_EQ(PhoneNumber::parse("080-123-4567").e164(), "+82801234567");
}

TEST(PhoneNumber, RubbishOfAnyLengthStaysValidTextAndSmall) {
    const auto long_digits = PhoneNumber::parse(std::string(100'000, '7'));
    EXPECT_EQ(long_digits.kind(), NumberKind::Unknown);
    EXPECT_EQ(long_digits.key(), std::string(64, '7'));
    const auto broken = PhoneNumber::parse("\xFF\xC0\x80\xED\xA0\x80\xF5\xE3\x81");
    EXPECT_EQ(broken.kind(), NumberKind::Unknown);
    EXPECT_EQ(broken.key(), "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(broken.masked(), "*********");
    EXPECT_EQ(PhoneNumber::parse(std::string("010\0-1234-5678", 14)).key(), "01012345678");
    EXPECT_EQ(PhoneNumber::parse(std::string(100'000, ' ') + "010-1234-5678").key(), "01012345678");
}

TEST(PhoneNumber, EveryKeyParsesToItself) {
    // All two-byte beginnings with digits behind: whatever comes out must come out again.
    for (int a = 0; a < 256; ++a)
        for (int b = 0; b < 256; ++b) {
            const std::string text{static_cast<char>(a),
                                   static_cast<char>(b),
                                   '1',
                                   '0',
                                   '1',
                                   '2',
                                   '3',
                                   '4',
                                   '5',
                                   '6',
                                   '7',
                                   '8'};
            const auto number = PhoneNumber::parse(text);
            ASSERT_EQ(PhoneNumber::parse(number.key()), number) << a << ' ' << b;
        }
}

TEST(PhoneNumber, LastFourNeedsANumberOfSomeLength) {
    EXPECT_EQ(PhoneNumber::parse("010-1234-5678").last_four(), "5678");
    EXPECT_EQ(PhoneNumber::parse("1588-1234").last_four(), "1234");
    EXPECT_EQ(PhoneNumber::parse("112").last_four(), "");
    EXPECT_EQ(PhoneNumber::parse("전화번호없음이라고").last_four(), "");
}

TEST(MaskedName, HidesTheGivenName) {
    EXPECT_EQ(masked_name("김민수"), "김*수");
    EXPECT_EQ(masked_name("김수"), "김*");
    EXPECT_EQ(masked_name("남궁민수"), "남**수");
    EXPECT_EQ(masked_name("김"), "*");
    EXPECT_EQ(masked_name(""), "");
    EXPECT_EQ(masked_name("John Smith"), "J*** ****h");
    EXPECT_EQ(masked_name("\xFF\xFE"), "\uFFFD*");
}

} // namespace
} // namespace sangdam::core
