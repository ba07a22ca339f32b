// SPDX-License-Identifier: MIT
//
// The recorded streams of a real Asterisk, replayed through the reducer.

#include "fakes/switch_words.h"
#include "pbx/asterisk/ami_calls.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace sangdam::pbx {
namespace {

namespace fs = std::filesystem;

std::string file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<AmiMessage> recorded(const std::string& name) {
    std::istringstream lines(file(fs::path(SANGDAM_AMI) / (name + ".txt")));
    std::string stream;
    for (std::string line; std::getline(lines, line);)
        if (!line.starts_with('#')) stream += line + '\n';
    return AmiReader().take(stream);
}

AmiCalls an_asterisk() {
    return AmiCalls({[](std::string_view extension) {
                         const bool seat = extension.size() == 3 && extension[0] == '2';
                         return seat ? core::AgentId(std::string(extension)) : core::AgentId();
                     },
                     [](std::string_view id) { return core::CallRef(std::string(id)); }});
}

std::string told(AmiCalls& calls, const AmiMessage& message) {
    std::string lines;
    for (const auto& event : calls.take(message)) lines += fakes::word(event) + '\n';
    return lines;
}

std::vector<std::string> names() {
    std::vector<std::string> all;
    for (const auto& each : fs::directory_iterator(SANGDAM_AMI))
        if (each.path().extension() == ".txt") all.push_back(each.path().stem().string());
    std::sort(all.begin(), all.end());
    return all;
}

class RecordedStream : public testing::TestWithParam<std::string> {};

TEST_P(RecordedStream, TellsWhatHappenedAndAnEventThatComesTwiceNothingNew) {
    auto calls = an_asterisk();
    std::string story;
    for (const auto& message : recorded(GetParam())) {
        story += told(calls, message);
        EXPECT_EQ(told(calls, message), "") << message.event();
    }
    EXPECT_EQ(story, file(fs::path(SANGDAM_AMI) / (GetParam() + ".events")));
    EXPECT_TRUE(calls.snapshot().calls.empty()) << "every recorded call came to its end";
}

// Losing part of a stream must not end the program; what is told stays a story that ends.
TEST_P(RecordedStream, WithHolesEndsNoProgram) {
    for (std::size_t hole = 2; hole < 6; ++hole) {
        auto calls = an_asterisk();
        std::size_t n = 0;
        for (const auto& message : recorded(GetParam()))
            if (++n % hole != 0) told(calls, message);
    }
}

INSTANTIATE_TEST_SUITE_P(Asterisk22, RecordedStream, testing::ValuesIn(names()),
                         [](const auto& each) { return each.param; });

TEST(AmiReader, CutsAStreamHoweverItArrives) {
    const std::string stream = "Asterisk Call Manager/11.0.0\r\nEvent: A\r\nX: 1\r\nX: 2\r\n\r\n"
                               "Event: B\r\nChanVariable: CALLREF=c1\r\n\r\n";
    for (std::size_t piece = 1; piece < stream.size(); piece += 7) {
        AmiReader reader;
        std::vector<AmiMessage> all;
        for (std::size_t at = 0; at < stream.size(); at += piece)
            for (auto& each : reader.take(std::string_view(stream).substr(at, piece)))
                all.push_back(std::move(each));
        ASSERT_EQ(all.size(), 2U);
        EXPECT_EQ(all[0].value("X"), "1");
        EXPECT_EQ(all[1].variable("ChanVariable", "CALLREF"), "c1");
        EXPECT_EQ(all[1].variable("ChanVariable", "DID"), "");
    }
}

TEST(AmiReader, AMessageWithoutEndIsDroppedAndTheNextOneRead) {
    AmiReader reader;
    for (int i = 0; i < 3'000; ++i)
        EXPECT_TRUE(reader.take("Key: " + std::string(1'000, 'x') + "\n").empty());
    EXPECT_TRUE(reader.take("\n").empty());
    EXPECT_EQ(reader.take("Event: A\n\n").size(), 1U);
}

} // namespace
} // namespace sangdam::pbx
