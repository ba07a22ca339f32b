// SPDX-License-Identifier: MIT

#include "desk/lifeline.h"
#include "desk/signal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <vector>

namespace sangdam::desk {
namespace {

using testing::ElementsAre;

TEST(Observed, AnEqualValueWakesNobody) {
    Observed<int> value;
    std::vector<int> seen;
    const auto watch = value.watch([&](int v) { seen.push_back(v); });
    value.set(0);
    value.set(1);
    value.set(1);
    value.set(2);
    EXPECT_THAT(seen, ElementsAre(1, 2));
}

TEST(Observed, WhoStopsWatchingIsNotToldAnyMoreEvenInTheMiddle) {
    Observed<int> value;
    std::vector<int> seen;
    Subscription second;
    const auto first = value.watch([&](int) { second.reset(); });
    second = value.watch([&](int v) { seen.push_back(v); });
    value.set(1);
    EXPECT_TRUE(seen.empty());
}

TEST(Observed, AWatcherMayChangeTheValueAndWatchFromInside) {
    Observed<int> value;
    std::vector<int> seen;
    std::vector<Subscription> watches;
    watches.push_back(value.watch([&](int v) {
        if (v == 1) {
            watches.push_back(value.watch([&](int w) { seen.push_back(w); }));
            value.set(2);
        }
    }));
    value.set(1);
    EXPECT_THAT(seen, ElementsAre(2));
    EXPECT_EQ(value.get(), 2);
}

TEST(Observed, ASubscriptionMayOutliveWhatItWatched) {
    Subscription watch;
    {
        Observed<int> value;
        watch = value.watch([](int) {});
    }
    watch.reset(); // ASan would object.
}

TEST(Lifeline, AReplyAfterTheEndFindsNobody) {
    int calls = 0;
    std::function<void(int)> reply;
    {
        const Lifeline life;
        reply = life.guard([&](int) { ++calls; });
        reply(1);
    }
    reply(2);
    EXPECT_EQ(calls, 1);
}

} // namespace
} // namespace sangdam::desk
