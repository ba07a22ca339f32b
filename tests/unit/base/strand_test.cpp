// SPDX-License-Identifier: MIT

#include "base/strand.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>
#include <vector>

namespace sangdam::base {
namespace {

using std::chrono::milliseconds;

TEST(Strand, RunsTasksInOrderOnItsOwnThreadAndFinishesThemBeforeItGoes) {
    std::vector<int> seen;
    bool inside = false;
    {
        Strand strand("test");
        EXPECT_FALSE(strand.is_current());
        strand.post([&] { inside = strand.is_current(); });
        for (int i = 0; i < 100; ++i) strand.post([&seen, i] { seen.push_back(i); });
    }
    EXPECT_TRUE(inside);
    ASSERT_EQ(seen.size(), 100u);
    EXPECT_EQ(seen.back(), 99);
}

TEST(Strand, TimersFireInTheOrderOfTheirTimesNotOfTheirMaking) {
    std::vector<int> order;
    std::vector<Timer> timers;
    std::promise<void> done;
    Strand strand("test");
    strand.post([&] {
        timers.push_back(strand.after(milliseconds{20}, [&] {
            order.push_back(2);
            done.set_value();
        }));
        timers.push_back(strand.after(milliseconds{1}, [&] { order.push_back(1); }));
    });
    done.get_future().get();
    EXPECT_EQ(order, (std::vector{1, 2}));
}

TEST(Strand, ATimerThatWasDroppedNeverFires) {
    bool fired = false;
    std::promise<void> done;
    Strand strand("test");
    Timer later;
    strand.post([&] {
        {
            const auto dropped = strand.after(milliseconds{1}, [&] { fired = true; });
        }
        later = strand.after(milliseconds{15}, [&] { done.set_value(); });
    });
    done.get_future().get();
    EXPECT_FALSE(fired);
}

} // namespace
} // namespace sangdam::base
