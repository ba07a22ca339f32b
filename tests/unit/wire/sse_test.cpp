// SPDX-License-Identifier: MIT

#include "fakes/records.h"
#include "wire/sse.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sangdam::wire {
namespace {

using Events = std::vector<SseEvent>;

Events read_all(SseParser& parser, std::string_view stream, std::size_t step) {
    Events out;
    for (std::size_t i = 0; i < stream.size(); i += step) {
        auto events = parser.feed(stream.substr(i, step));
        if (!events) {
            ADD_FAILURE() << events.error().what;
            return out;
        }
        for (auto& each : *events) out.push_back(std::move(each));
    }
    return out;
}

TEST(Sse, WhatWasWrittenIsReadHoweverTheNetworkCutsIt) {
    const std::string stream = sse_frame("7", "call.changed", "line one\nline two\r\n\nlast") +
                               std::string(kSseHeartbeat) + sse_frame("8", "", "{}");
    const Events expected{{"7", "call.changed", "line one\nline two\n\nlast"},
                          {"8", "message", "{}"}};
    for (std::size_t step = 1; step <= stream.size(); ++step) {
        SseParser parser;
        EXPECT_EQ(read_all(parser, stream, step), expected) << "in pieces of " << step;
    }
}

TEST(Sse, EveryKindOfLineEndingEndsALine) {
    for (const std::string end : {"\n", "\r\n", "\r"}) {
        std::string stream = "\xEF\xBB\xBFid: 1" + end + "data:a" + end + "data: b" + end + end;
        stream += "data" + end + end; // A line without a colon is a field without a value.
        for (const std::size_t step : {std::size_t{1}, std::size_t{2}, stream.size()}) {
            SseParser parser;
            const auto events = read_all(parser, stream, step);
            ASSERT_EQ(events.size(), 2u) << "ending of " << end.size() << " bytes, step " << step;
            EXPECT_EQ(events[0], (SseEvent{"1", "message", "a\nb"}));
            EXPECT_EQ(events[1], (SseEvent{"1", "message", ""})); // The last id stays.
        }
    }
}

TEST(Sse, AFrameWithoutDataIsNoEventAndForgetsItsName) {
    SseParser parser;
    EXPECT_EQ(read_all(parser, "event: queue.changed\nid: 5\n\ndata: x\n\n", 4),
              (Events{{"5", "message", "x"}}));
}

TEST(Sse, AnUnfinishedFrameWaits) {
    SseParser parser;
    EXPECT_TRUE(parser.feed("data: x\n")->empty());
    EXPECT_EQ(*parser.feed("\n"), (Events{{"", "message", "x"}}));
}

TEST(Sse, TheServerMaySayWhenToComeBack) {
    SseParser parser;
    ASSERT_TRUE(parser.feed("retry: 2500\n"));
    EXPECT_EQ(parser.retry(), std::chrono::milliseconds(2500));
    ASSERT_TRUE(parser.feed("retry: soon\nretry: -1\nretry:\nretry: 99999999999999999999\n"));
    EXPECT_EQ(parser.retry(), std::chrono::milliseconds(2500));
}

TEST(Sse, AnIdWithNulIsIgnored) {
    SseParser parser;
    using namespace std::string_literals;
    EXPECT_EQ(read_all(parser, "id: 3\nid: 4\0\ndata: x\n\n"s, 100),
              (Events{{"3", "message", "x"}}));
}

TEST(Sse, AnEndlessLineIsRefusedForGood) {
    SseParser parser({.line = 100, .event = 1000});
    EXPECT_TRUE(parser.feed(std::string(100, 'x')));
    EXPECT_FALSE(parser.feed("x"));
    EXPECT_FALSE(parser.feed("\n\n")) << "after a lost line nothing can be trusted";
}

TEST(Sse, AnEndlessEventIsRefusedToo) {
    SseParser parser({.line = 100, .event = 1000});
    bool refused = false;
    for (int i = 0; i < 100 && !refused; ++i)
        refused = !parser.feed("data: " + std::string(80, 'x') + "\n");
    EXPECT_TRUE(refused);
}

TEST(Sse, ACentreEventTravelsAsOneFrame) {
    const core::CentreEvent event{9, core::CallChanged{fakes::a_call()}};
    const auto frame = sse_frame(event);
    EXPECT_EQ(frame.substr(0, 27), "id: 9\nevent: call.changed\nd");
    SseParser parser;
    const auto events = parser.feed(frame);
    ASSERT_TRUE(events);
    ASSERT_EQ(events->size(), 1u);
    const auto back = centre_event(events->front());
    ASSERT_TRUE(back) << back.error().what;
    EXPECT_EQ(back->sequence, 9u);
    EXPECT_EQ(std::get<core::CallChanged>(back->body).call, fakes::a_call());
    EXPECT_FALSE(centre_event({"9", "call.changed", "not json"}));
}

TEST(Sse, ALineBreakInAnIdCannotForgeAnEvent) {
    const auto frame = sse_frame("1\ndata: forged\n\n", "a\rb", "x");
    SseParser parser;
    const auto events = parser.feed(frame);
    ASSERT_TRUE(events);
    EXPECT_EQ(*events, (Events{{"1data: forged", "ab", "x"}}));
}

} // namespace
} // namespace sangdam::wire
