// SPDX-License-Identifier: MIT
//
// Every text of every window is in both catalogs, translated and not guessed.

#include "places.h"
#include "unit/ui/po_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace sangdam::house {
namespace {

std::string catalog(const char* language) {
    return std::string(SANGDAM_ROOT) + "/ui/words/" + language + ".po";
}

class Catalog : public testing::TestWithParam<const char*> {};

TEST_P(Catalog, KnowsEveryTextOfTheWindows) {
    const auto entries = read_po(catalog(GetParam()));
    const auto texts = texts_of_the_windows();
    ASSERT_GT(texts.size(), 100U) << "the sources were not read";
    for (const auto& text : texts)
        EXPECT_TRUE(entries.contains(text))
            << text << "\n  run ui/words/update.sh and translate it";
}

TEST_P(Catalog, HasNothingUntranslatedOrGuessed) {
    for (const auto& [id, entry] : read_po(catalog(GetParam()))) {
        EXPECT_TRUE(entry.translated) << id;
        EXPECT_FALSE(entry.fuzzy) << id;
    }
}

TEST_P(Catalog, CarriesNothingThatNoWindowSaysAnyMore) {
    const auto texts = texts_of_the_windows();
    for (const auto& [id, entry] : read_po(catalog(GetParam())))
        EXPECT_TRUE(texts.contains(id)) << id << "\n  run ui/words/update.sh";
}

INSTANTIATE_TEST_SUITE_P(Languages, Catalog, testing::Values("ko", "en"),
                         [](const auto& each) { return std::string(each.param); });

TEST(PoFile, SeesWhatIsMissing) {
    const auto path = testing::TempDir() + "/broken.po";
    std::ofstream(path)
        << "msgid \"\"\nmsgstr \"\"\n\"Language: ko\\n\"\n\n"
           "msgid \"Good\"\nmsgstr \"좋음\"\n\n"
           "msgid \"Empty\"\nmsgstr \"\"\n\n"
           "#, fuzzy\nmsgid \"Guessed\"\nmsgstr \"추측\"\n\n"
           "msgid \"One\"\nmsgid_plural \"Many\"\nmsgstr[0] \"하나\"\nmsgstr[1] \"\"\n";
    const auto entries = read_po(path);
    ASSERT_EQ(entries.size(), 4U);
    EXPECT_TRUE(entries.at("Good").translated);
    EXPECT_FALSE(entries.at("Empty").translated);
    EXPECT_TRUE(entries.at("Guessed").fuzzy);
    EXPECT_FALSE(entries.at("One").translated);
}

} // namespace
} // namespace sangdam::house
