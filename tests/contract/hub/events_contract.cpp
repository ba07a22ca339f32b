// SPDX-License-Identifier: MIT

#include "contract/hub/hub_rig.h"

namespace sangdam::hub_contract {
namespace {

class Events : public HubRig {
protected:
    // All events that are there now: up to one that the test makes last.
    std::vector<wire::SseEvent> all_until_away(HttpClient& stream) {
        std::vector<wire::SseEvent> out;
        while (auto event = stream.next_event()) {
            out.push_back(*event);
            if (event->data.find("\"away\"") != std::string::npos) break;
        }
        return out;
    }
    static std::vector<std::uint64_t> sequences(const std::vector<wire::SseEvent>& events) {
        std::vector<std::uint64_t> out;
        for (const auto& each : events) out.push_back(std::stoull(each.id));
        return out;
    }
};

TEST_F(Events, WhoResumesLosesNoneAndGetsNoneTwice) {
    const auto choi = sign_in("choi"); // Hears everything.
    auto stream = listen(choi);
    const auto start = stream->next_event();
    ASSERT_TRUE(start);
    const auto other = listen(sign_in("hong"));
    talked("call-1", "hong");
    std::vector<std::uint64_t> heard;
    // Cut after every third event, at whatever place that is.
    std::string last = start->id;
    stream.reset();
    send("PUT", "/v1/me/state", choi, {{"state", "away"}});
    for (int round = 0; round < 20; ++round) {
        stream = listen(choi, {{"Last-Event-ID", last}});
        bool over = false;
        for (int i = 0; i < 3 && !over; ++i) {
            const auto event = stream->next_event();
            ASSERT_TRUE(event);
            EXPECT_NE(event->event, "reset");
            last = event->id;
            heard.push_back(std::stoull(event->id));
            over = event->data.find("\"away\"") != std::string::npos;
        }
        if (over) break;
    }
    for (std::size_t i = 0; i < heard.size(); ++i)
        EXPECT_EQ(heard[i], std::stoull(start->id) + 1 + i);
    EXPECT_GE(heard.size(), 8u);
}

TEST_F(Events, LiveAndResumedTellTheSameStory) {
    const auto choi = sign_in("choi");
    const auto live = listen(choi);
    const auto start = live->next_event();
    const auto hong = sign_in("hong");
    talked("call-1", "hong");
    send("PUT", "/v1/me/state", choi, {{"state", "away"}});
    const auto as_it_happened = all_until_away(*live);
    const auto afterwards = all_until_away(*listen(choi, {{"Last-Event-ID", start->id}}));
    EXPECT_EQ(as_it_happened, afterwards);
    EXPECT_GE(as_it_happened.size(), 8u);
}

TEST_F(Events, SequencesGoOnAfterTheHubRestarted) {
    auto token = sign_in("choi");
    auto stream = listen(token);
    send("PUT", "/v1/me/state", token, {{"state", "away"}});
    const auto before = all_until_away(*stream);
    close();
    open();
    stream = listen(token, {{"Last-Event-ID", before.back().id}});
    waits("call-1");
    const auto event = stream->next_event();
    ASSERT_TRUE(event);
    EXPECT_GT(std::stoull(event->id), std::stoull(before.back().id));
    EXPECT_NE(event->event, "reset");
}

TEST_F(Events, ASequenceFromAnotherDatabaseGetsAReset) {
    const auto token = sign_in("hong");
    EXPECT_EQ(listen(token, {{"Last-Event-ID", "999999"}})->next_event()->event, "reset");
}

TEST_F(Events, ATooLongPastGetsAReset) {
    const auto token = sign_in("hong");
    for (int i = 0; i < 260; ++i) talked("call-" + std::to_string(i), "hong");
    EXPECT_EQ(listen(token, {{"Last-Event-ID", "0"}})->next_event()->event, "reset");
}

TEST_F(Events, AnotherAgentsCallIsNotHeardLiveOrResumed) {
    const auto lee = sign_in("lee");
    const auto stream = listen(lee);
    sign_in("hong");
    waits("call-1");
    talks("call-1", "hong");
    ends("call-1");
    send("PUT", "/v1/me/state", lee, {{"state", "away"}});
    for (const auto& heard :
         {all_until_away(*stream), all_until_away(*listen(lee, {{"Last-Event-ID", "0"}}))})
        for (const auto& event : heard) {
            if (event.event != "call.changed") continue;
            // Before anybody had it, it was everybody's.
            EXPECT_TRUE(json::parse(event.data)["call"]["agent"].is_null()) << event.data;
        }
}

TEST_F(Events, AgentsMadeWhileTheHubRunsHearTheSame) {
    // As `sangdam-hub admin agent add` does, in another process.
    {
        const base::SystemClock clock;
        auto store = hubd::open_store(settings(), clock);
        ASSERT_TRUE(store);
        const auto hash = (*store)->agents.credentials("hong").value().password_hash;
        for (int i = 0; i < 10; ++i) {
            core::Agent agent;
            agent.id = core::AgentId("extra-" + std::to_string(i));
            agent.login = "extra" + std::to_string(i);
            agent.extension = std::to_string(300 + i);
            ASSERT_TRUE((*store)->agents.add(agent, hash, base::Secret("x"), clock.wall()));
        }
    }
    std::vector<std::unique_ptr<HttpClient>> streams;
    for (int i = 0; i < 10; ++i) streams.push_back(listen(sign_in("extra" + std::to_string(i))));
    waits("call-1");
    for (auto& stream : streams) {
        next(*stream, "call.changed");
        EXPECT_EQ(next(*stream, "queue.changed")["waiting"].size(), 1u);
    }
}

} // namespace
} // namespace sangdam::hub_contract
