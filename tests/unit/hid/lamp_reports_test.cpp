// SPDX-License-Identifier: MIT

#include "hid/lamp_queue.h"
#include "hid/lamp_reports.h"
#include "unit/hid/descriptors.h"

#include <gmock/gmock.h>

namespace sangdam::hid {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing_data::map_of;
using Bytes = std::vector<std::uint8_t>;

struct Shown {
    explicit Shown(const char* name, Quirks quirks = {}) : reports(map_of(name), quirks) {}
    std::vector<Bytes> operator()(const Lamps& lamps, Repeat repeat = Repeat::Changes) {
        std::vector<Bytes> out;
        for (auto& report : reports.show(lamps, repeat)) out.push_back(std::move(report.bytes));
        return out;
    }
    LampReports reports;
};

const Lamps kDark{};
const Lamps kRinging{.ring = true};
const Lamps kTalking{.off_hook = true, .on_line = true};
const Lamps kMuted{.off_hook = true, .mute = true, .on_line = true};

TEST(CombinedReport, KeepsItsNeighboursAndItsDeclaredLength) {
    Shown show("jabra_like");
    EXPECT_THAT(show(kRinging), ElementsAre(Bytes{2, 0x04, 0}));
    EXPECT_THAT(show(kTalking), ElementsAre(Bytes{2, 0x01, 0}));
    EXPECT_THAT(show(kMuted), ElementsAre(Bytes{2, 0x13, 0})) << "mute and microphone alike";
}

TEST(CombinedReport, IsNotWrittenForWhatTheDeviceShowsAlready) {
    Shown show("jabra_like");
    EXPECT_THAT(show(kDark), IsEmpty()) << "nothing before the first call";
    show(kRinging);
    EXPECT_THAT(show(kRinging), IsEmpty());
    EXPECT_THAT(show(kRinging, Repeat::All), ElementsAre(Bytes{2, 0x04, 0}));
}

TEST(OneReportPerLamp, WritesTheRingOffBeforeTheOffHookOn) {
    Shown show("poly_like");
    EXPECT_THAT(show(kRinging), ElementsAre(Bytes{0x18, 1}));
    EXPECT_THAT(show({.off_hook = true}), ElementsAre(Bytes{0x18, 0}, Bytes{0x17, 1}));
    EXPECT_THAT(show(kDark), ElementsAre(Bytes{0x17, 0}));
}

TEST(OneReportPerLamp, RepeatsOnlyMuteAtTheEndsOfACall) {
    Shown show("poly_like");
    EXPECT_THAT(show({.off_hook = true}, Repeat::Mute),
                testing::UnorderedElementsAre(Bytes{0x09, 0}, Bytes{0x17, 1}));
}

TEST(Ringer, RingsWhereThereIsNoLampOrAQuirkSaysSo) {
    Shown cradle("cradle");
    EXPECT_THAT(cradle(kRinging), ElementsAre(Bytes{0, 0x01})) << "unnumbered: id 0 for hidapi";
    Shown both("jabra_like", {.ring_by = RingBy::Both});
    EXPECT_THAT(both(kRinging), ElementsAre(Bytes{2, 0x24, 0}));
    Shown ringer("jabra_like", {.ring_by = RingBy::Ringer});
    EXPECT_THAT(ringer(kRinging), ElementsAre(Bytes{2, 0x20, 0}));
}

TEST(OffBeforeOn, WritesTheOldStateFirst) {
    Shown show("epos_like", {.off_before_on = true});
    EXPECT_THAT(show({.off_hook = true}), ElementsAre(Bytes{3, 0x00}, Bytes{3, 0x02}));
    EXPECT_THAT(show(kDark), ElementsAre(Bytes{3, 0x00}));
}

TEST(NoLamps, WriteNothing) {
    Shown show("bare_handset");
    EXPECT_THAT(show(kRinging), IsEmpty());
    EXPECT_THAT(show(kTalking, Repeat::All), IsEmpty());
}

TEST(LampQueue, ReplacesWhatWaitsByWhatIsNewer) {
    LampQueue queue;
    queue.push({{2, 1}, false});
    queue.push({{3, 1}, false});
    queue.push({{2, 0}, false});
    EXPECT_EQ(queue.pop()->bytes, (Bytes{3, 1}));
    EXPECT_EQ(queue.pop()->bytes, (Bytes{2, 0}));
    EXPECT_FALSE(queue.pop());
}

TEST(LampQueue, KeepsWhatMustBeWrittenAndStaysBounded) {
    LampQueue queue;
    for (std::uint8_t i = 0; i < 200; ++i) queue.push({{2, i}, true});
    EXPECT_EQ(queue.size(), LampQueue::kCapacity);
    EXPECT_EQ(queue.pop()->bytes, (Bytes{2, 200 - 64})) << "the oldest went";
}

} // namespace
} // namespace sangdam::hid
