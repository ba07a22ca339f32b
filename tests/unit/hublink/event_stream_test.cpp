// SPDX-License-Identifier: MIT

#include "unit/hublink/link_bench.h"

namespace sangdam::hublink {
namespace {

using core::LinkState;

class EventStreamTest : public LinkBench {};

TEST_F(EventStreamTest, EventsComeInOrderHoweverTheNetworkCutsThem) {
    sign_in();
    const auto stream = next_stream();
    ASSERT_TRUE(stream);
    stream->begin_stream();
    ASSERT_TRUE(becomes(LinkState::Online));
    const auto text = frame(1) + std::string(wire::kSseHeartbeat) + frame(2) + frame(3);
    for (const char c : text) stream->chunk(std::string(1, c));
    EXPECT_EQ(next_sequence(), 1U);
    EXPECT_EQ(next_sequence(), 2U);
    EXPECT_EQ(next_sequence(), 3U);
}

TEST_F(EventStreamTest, CutOffInTheMiddleOfAnEventItResumesAndLosesNoneAndRepeatsNone) {
    sign_in();
    auto stream = next_stream();
    stream->begin_stream();
    const auto third = frame(3);
    stream->chunk(frame(1) + frame(2) + third.substr(0, third.size() / 2));
    EXPECT_EQ(next_sequence(), 1U);
    EXPECT_EQ(next_sequence(), 2U);
    stream->hang_up();
    ASSERT_TRUE(becomes(LinkState::Offline));
    std::string after;
    stream = next_stream(&after);
    ASSERT_TRUE(stream);
    EXPECT_EQ(after, "2");
    stream->begin_stream();
    ASSERT_TRUE(becomes(LinkState::Online));
    stream->chunk(frame(2) + frame(3) + frame(4)); // A server that repeats itself.
    EXPECT_EQ(next_sequence(), 3U);
    EXPECT_EQ(next_sequence(), 4U);
}

TEST_F(EventStreamTest, AResetIsHandedOnEvenWhenTheSequenceGoesBack) {
    sign_in();
    const auto stream = next_stream();
    stream->begin_stream();
    stream->chunk(frame(900));
    EXPECT_EQ(next_sequence(), 900U);
    stream->chunk(wire::sse_frame(core::CentreEvent{5, core::Reset{}}));
    stream->chunk(frame(6));
    EXPECT_EQ(next_sequence(), 5U);
    EXPECT_EQ(next_sequence(), 6U);
}

TEST_F(EventStreamTest, AnEventOfANewerHubIsSkippedAndNotAskedForAgain) {
    sign_in();
    auto stream = next_stream();
    stream->begin_stream();
    stream->chunk(
        wire::sse_frame("7", "weather.changed", R"({"sequence":7,"kind":"weather.changed"})"));
    stream->chunk(wire::sse_frame("8", "call.changed", "{ this is not JSON"));
    stream->chunk(frame(9));
    EXPECT_EQ(next_sequence(), 9U);
    stream->hang_up();
    std::string after;
    ASSERT_TRUE(next_stream(&after));
    EXPECT_EQ(after, "9");
}

TEST_F(EventStreamTest, GarbageInsteadOfAStreamIsNoLink) {
    sign_in();
    auto stream = next_stream();
    stream->answer(200, "<html>Welcome to our Wi-Fi</html>", "text/html");
    EXPECT_TRUE(becomes(LinkState::Offline));
    stream = next_stream(); // And it is tried again.
    ASSERT_TRUE(stream);
    stream->send("\x01\x02 this is not even HTTP\r\n\r\n");
    stream->hang_up();
    stream = next_stream();
    ASSERT_TRUE(stream);
    stream->begin_stream();
    EXPECT_TRUE(becomes(LinkState::Online));
}

TEST_F(EventStreamTest, AnEventWithoutEndClosesTheStreamBeforeItFillsTheMemory) {
    sign_in();
    const auto stream = next_stream();
    stream->begin_stream();
    ASSERT_TRUE(becomes(LinkState::Online));
    const std::string part(std::size_t{16} << 10, 'x');
    for (int i = 0; i < 32; ++i) stream->chunk(part); // One line of 512 KiB.
    EXPECT_TRUE(becomes(LinkState::Offline));
    EXPECT_TRUE(next_stream());
}

TEST_F(EventStreamTest, AStreamThatSaysNothingIsNotTakenForALink) {
    HubLink::Settings settings;
    settings.silent_stream = std::chrono::seconds{1};
    open(settings);
    sign_in();
    const auto stream = next_stream();
    stream->begin_stream();
    ASSERT_TRUE(becomes(LinkState::Online));
    EXPECT_TRUE(becomes(LinkState::Offline)); // Cable pulled: no FIN ever comes.
    EXPECT_TRUE(next_stream());
}

TEST_F(EventStreamTest, AForgottenSessionIsRenewedAndTheStreamGoesOnWhereItWas) {
    sign_in();
    ASSERT_TRUE(signed_in.take([](const auto&) { return true; }));
    auto stream = next_stream();
    stream->begin_stream();
    stream->chunk(frame(41));
    EXPECT_EQ(next_sequence(), 41U);
    stream->hang_up(); // The hub restarts …
    stream = next_stream();
    stream->answer(401, problem(wire::code::kSignInRequired), wire::kProblemType);
    EXPECT_TRUE(signed_in.take([](const auto&) { return true; }));
    const auto again = next("/v1/events");
    ASSERT_TRUE(again);
    EXPECT_EQ(again->request.header("last-event-id"), "41");
    EXPECT_EQ(again->request.header("authorization"), "Bearer token-2");
}

TEST_F(EventStreamTest, SignedInElsewhereItIsToldAndDoesNotFightForTheSession) {
    sign_in();
    ASSERT_TRUE(signed_in.take([](const auto&) { return true; }));
    next_stream()->answer(401, problem(wire::code::kReplaced), wire::kProblemType);
    const auto why = ended.take([](const auto&) { return true; });
    ASSERT_TRUE(why);
    EXPECT_EQ(why->code, base::Errc::Refused);
    const auto more = std::chrono::milliseconds(700); // Longer than the first wait.
    EXPECT_FALSE(signed_in.take([](const auto&) { return true; }, more));
}

} // namespace
} // namespace sangdam::hublink
