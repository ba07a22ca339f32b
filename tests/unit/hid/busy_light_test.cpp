// SPDX-License-Identifier: MIT

#include "fakes/manual_executor.h"
#include "hid/busy_lights.h"

#include <gmock/gmock.h>

namespace sangdam::hid {
namespace {

using namespace std::chrono_literals;
using Line = core::HandsetView::Line;
using testing::ElementsAre;
using testing::ElementsAreArray;

TEST(BusyLight, IsKnownByVendorAndProduct) {
    EXPECT_EQ(busy_light_for({0x04d8, 0xf372}), BusyLight::Luxafor);
    EXPECT_EQ(busy_light_for({0x27bb, 0x3bcd}), BusyLight::Kuando);
    EXPECT_FALSE(busy_light_for({0x0b0e, 0x0307}));
}

TEST(BusyLight, ShowsTheCall) {
    EXPECT_EQ(busy_colour({Line::Idle, false, false}), BusyColour{});
    EXPECT_TRUE(busy_colour({Line::Ringing, false, false}).blinking);
    EXPECT_EQ(busy_colour({Line::Active, false, false}), (BusyColour{255, 0, 0, false}));
    EXPECT_EQ(busy_colour({Line::Active, true, false}), (BusyColour{255, 0, 0, true}));
}

TEST(BusyLight, SpeaksEachMakersBytes) {
    const auto flag = busy_reports(BusyLight::Luxafor, {255, 0, 0, false});
    ASSERT_EQ(flag.size(), 1U);
    EXPECT_THAT(flag[0].bytes, ElementsAre(0, 1, 0xFF, 255, 0, 0, 0, 0, 0));

    const auto blink = busy_reports(BusyLight::Blink1, {255, 0, 0, false});
    ASSERT_EQ(blink.size(), 2U);
    EXPECT_TRUE(blink[1].feature);
    EXPECT_THAT(blink[1].bytes, ElementsAre(1, 'n', 255, 0, 0, 0, 0, 0, 0));

    const auto kuando = busy_reports(BusyLight::Kuando, {255, 0, 0, false});
    ASSERT_EQ(kuando.size(), 1U);
    const auto& bytes = kuando[0].bytes;
    ASSERT_EQ(bytes.size(), 65U);
    EXPECT_EQ(bytes[3], 100) << "red, in percent";
    unsigned sum = 0;
    for (std::size_t i = 1; i <= 62; ++i) sum += bytes[i];
    EXPECT_EQ(bytes[63] * 256U + bytes[64], sum);
}

class Desk {
public:
    base::Timers& timers() { return executor; }
    fakes::ManualExecutor executor;
    std::vector<std::string> written;
    BusyLights lights{executor, [this](const std::string& id, const std::vector<LampReport>&) {
                          written.push_back(id);
                      }};
};

TEST(BusyLights, AreWrittenOnlyWhenTheColourChanges) {
    Desk desk;
    desk.lights.plugged("flag", BusyLight::Luxafor);
    EXPECT_TRUE(desk.written.empty()) << "no call, nothing to say";
    desk.lights.show({Line::Active, false, false});
    desk.lights.show({Line::Active, false, true});
    EXPECT_THAT(desk.written, ElementsAre("flag"));
    desk.lights.plugged("late", BusyLight::Blink1);
    EXPECT_EQ(desk.written.back(), "late");
    desk.lights.try_out("flag", true);
    EXPECT_EQ(desk.written.size(), 2U) << "a call goes first";
}

TEST(BusyLights, OneThatFallsAsleepIsKeptAwakeWhileThereIsACall) {
    Desk desk;
    desk.lights.plugged("kuando", BusyLight::Kuando);
    desk.lights.show({Line::Active, false, false});
    desk.executor.advance(8s);
    desk.executor.advance(8s);
    EXPECT_EQ(desk.written.size(), 3U);
    desk.lights.show({});
    desk.executor.advance(60s);
    EXPECT_EQ(desk.written.size(), 4U);
}

} // namespace
} // namespace sangdam::hid
