// SPDX-License-Identifier: MIT
//
// The whole handset adapter on the real hidapi and libudev, with virtual devices below them. Each
// test is a process of its own (umockdev's preload library allows no more).

#include "base/strand.h"
#include "hid/handsets.h"
#include "places.h"
#include "rig/hid/virtual_handset.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <filesystem>
#include <future>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace sangdam::hid {
namespace {

using namespace std::chrono_literals;
using core::HandsetView;
using Line = core::HandsetView::Line;
using rig::find_profile;
using rig::VirtualHandset;

constexpr auto kSoon = 3000ms; // Far more than needed; a loaded machine is not a failure.

// Hears on the call thread, is asked on the test's.
class Desk final : public core::HandsetListener {
public:
    void handset_command(const core::HandsetCommand& command) override {
        const std::lock_guard lock(mutex_);
        commands_.push_back(command);
        changed_.notify_all();
    }
    void handsets_changed(const std::vector<core::HandsetDevice>& devices) override {
        const std::lock_guard lock(mutex_);
        devices_ = devices;
        changed_.notify_all();
    }

    template <class Command>
    bool hears() { // Takes it.
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, kSoon, [&] {
            for (auto it = commands_.begin(); it != commands_.end(); ++it)
                if (std::holds_alternative<Command>(*it)) {
                    commands_.erase(it);
                    return true;
                }
            return false;
        });
    }
    std::size_t heard() {
        const std::lock_guard lock(mutex_);
        return commands_.size();
    }
    template <class Predicate>
    bool sees(Predicate predicate) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, kSoon, [&] { return predicate(devices_); });
    }
    bool sees_usable(std::size_t n) {
        return sees([n](const auto& devices) {
            return static_cast<std::size_t>(std::count_if(devices.begin(), devices.end(),
                                                          [](auto& d) { return d.usable; })) == n;
        });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<core::HandsetCommand> commands_;
    std::vector<core::HandsetDevice> devices_;
};

// The machine's clock, which the test can push ahead: a second of a person's time costs none.
class PushedClock final : public base::Clock {
public:
    base::TimePoint now() const override { return real_.now() + ahead_.load(); }
    base::WallTime wall() const override { return real_.wall(); }
    void push(std::chrono::nanoseconds by) { ahead_ = ahead_.load() + by; }

private:
    base::SystemClock real_;
    std::atomic<std::chrono::nanoseconds> ahead_{0ns};
};

class RealHid : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(bus_.visible_here()) << "run by ctest, which sets LD_PRELOAD";
    }
    void TearDown() override {
        on_call([&] { handsets_.reset(); });
    }

    void on_call(const std::function<void()>& work) {
        std::promise<void> done;
        call_.post([&] {
            work();
            done.set_value();
        });
        done.get_future().wait();
    }
    void open(HandsetOptions options = {}) {
        on_call([&] {
            auto opened = open_handsets(call_, call_, clock_, options);
            ASSERT_TRUE(opened) << opened.error().what;
            handsets_ = std::move(opened).value();
            handsets_->set_listener(&desk_);
        });
    }
    bool ready(std::size_t handsets) {
        const bool there = desk_.sees_usable(handsets);
        clock_.push(1s); // Whoever lifts now does so long after plugging in.
        return there;
    }
    void show(Line line, bool muted = false, bool second = false) {
        on_call([&] { handsets_->show({line, second, muted}); });
    }
    std::unique_ptr<VirtualHandset> plug(const char* profile, int node = -1,
                                         std::string serial = {}) {
        auto handset =
            std::make_unique<VirtualHandset>(bus_, *find_profile(profile), node, std::move(serial));
        handset->set_echo(find_profile(profile)->echoes);
        return handset;
    }

    rig::VirtualBus bus_;
    PushedClock clock_;
    base::Strand call_{"call"};
    Desk desk_;
    std::unique_ptr<Handsets> handsets_;
};

TEST_F(RealHid, AHandsetThatWasThereIsFound) {
    const auto jabra = plug("jabra_like");
    open();
    ASSERT_TRUE(ready(1));
    EXPECT_TRUE(desk_.sees([](const auto& devices) {
        const auto& d = devices.at(0);
        return d.id == "/dev/hidraw0" && d.vid_pid == "0b0e:f001" && d.is_phone &&
               d.name == "Combined Lamps" && d.trouble.empty() &&
               d.usb_path == "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1";
    }));
}

TEST_F(RealHid, AHandsetPluggedInLaterIsHeardOfAndOneThatGoesToo) {
    open();
    auto jabra = plug("jabra_like");
    ASSERT_TRUE(ready(1));
    jabra.reset();
    EXPECT_TRUE(desk_.sees([](const auto& devices) { return devices.empty(); }));
}

TEST_F(RealHid, WhatIsNoPhoneIsNotUsed) {
    const auto webcam =
        bus_.plug({0x046d, 0x1111, "Synthetic", "Webcam", ""},
                  rig::read_hex_file(SANGDAM_ROOT "/tests/data/hid/not_webcam.hex"));
    open();
    ASSERT_TRUE(desk_.sees([](const auto& devices) { return devices.size() == 1; }));
    EXPECT_TRUE(desk_.sees([](const auto& devices) {
        return !devices[0].is_phone && !devices[0].usable && !devices[0].trouble.empty();
    }));
}

TEST_F(RealHid, ACallRingsIsAnsweredByLiftingAndEndedOnTheCradle) {
    const auto jabra = plug("jabra_like");
    open();
    ASSERT_TRUE(ready(1));
    show(Line::Ringing);
    ASSERT_TRUE(jabra->wait_lamp("ring", true, kSoon));
    jabra->lift();
    ASSERT_TRUE(desk_.hears<core::HandsetAnswer>());
    ASSERT_TRUE(jabra->wait_lamp("off_hook", true, kSoon)); // Before any call is active.
    EXPECT_FALSE(jabra->lamp("ring"));
    show(Line::Active);
    jabra->press("mute");
    ASSERT_TRUE(desk_.hears<core::HandsetMute>());
    show(Line::Active, true);
    ASSERT_TRUE(jabra->wait_lamp("mute", true, kSoon));
    EXPECT_TRUE(jabra->lamp("off_hook")) << "a lamp put its neighbour out";
    jabra->press("5");
    ASSERT_TRUE(desk_.hears<core::HandsetDigit>());
    clock_.push(1s);
    jabra->cradle();
    ASSERT_TRUE(desk_.hears<core::HandsetHangup>());
    show(Line::Idle);
    ASSERT_TRUE(jabra->wait_lamp("off_hook", false, kSoon));
    EXPECT_EQ(desk_.heard(), 0U);
    for (const auto& output : jabra->device().outputs()) EXPECT_EQ(output.bytes.size(), 3U);
}

TEST_F(RealHid, AnEchoOfOurOwnOffHookIsNotACommand) {
    const auto jabra = plug("jabra_like");
    open();
    ASSERT_TRUE(ready(1));
    show(Line::Dialing); // On the screen.
    ASSERT_TRUE(jabra->wait_lamp("off_hook", true, kSoon));
    show(Line::Active);
    show(Line::Idle);
    ASSERT_TRUE(jabra->wait_lamp("off_hook", false, kSoon));
    show(Line::Ringing);
    ASSERT_TRUE(jabra->wait_lamp("ring", true, kSoon));
    jabra->press("reject"); // Comes after the echoes, on the same way.
    ASSERT_TRUE(desk_.hears<core::HandsetReject>());
    EXPECT_EQ(desk_.heard(), 0U);
}

TEST_F(RealHid, WithoutACallNothingIsWrittenAndNothingIsObeyed) {
    const auto jabra = plug("jabra_like");
    open();
    ASSERT_TRUE(ready(1));
    jabra->device().send({2, 0x01, 0}); // Another program's call.
    jabra->device().send({2, 0x05, 0});
    jabra->device().send({2, 0x00, 0});
    const auto bare = plug("bare_handset"); // Found only after those reports were read.
    ASSERT_TRUE(ready(2));
    show(Line::Ringing);
    ASSERT_TRUE(jabra->wait_lamp("ring", true, kSoon));
    EXPECT_EQ(jabra->device().outputs().size(), 1U); // Only the ring.
    EXPECT_EQ(desk_.heard(), 0U);
}

TEST_F(RealHid, TwoHandsetsRingAndTheOneLiftedOwnsTheCall) {
    const auto jabra = plug("jabra_like");
    const auto poly = plug("poly_like");
    open();
    ASSERT_TRUE(ready(2));
    show(Line::Ringing);
    ASSERT_TRUE(jabra->wait_lamp("ring", true, kSoon));
    ASSERT_TRUE(poly->wait_lamp("ring", true, kSoon));
    poly->lift();
    ASSERT_TRUE(desk_.hears<core::HandsetAnswer>());
    ASSERT_TRUE(jabra->wait_lamp("ring", false, kSoon));
    ASSERT_TRUE(poly->wait_lamp("off_hook", true, kSoon));
    show(Line::Active);
    jabra->lift();
    jabra->cradle(); // Somebody tidies up.
    poly->press("mute");
    ASSERT_TRUE(desk_.hears<core::HandsetMute>());
    EXPECT_FALSE(jabra->lamp("off_hook"));
    EXPECT_EQ(desk_.heard(), 0U);
}

TEST_F(RealHid, PulledOutInACallTheHandsetComesBackToIt) {
    auto jabra = plug("jabra_like");
    open();
    ASSERT_TRUE(ready(1));
    show(Line::Ringing);
    ASSERT_TRUE(jabra->wait_lamp("ring", true, kSoon));
    jabra->lift();
    ASSERT_TRUE(desk_.hears<core::HandsetAnswer>());
    show(Line::Active);
    jabra.reset();
    ASSERT_TRUE(desk_.sees([](const auto& devices) { return devices.empty(); }));
    jabra = plug("jabra_like", 7); // Another port, another node.
    ASSERT_TRUE(jabra->wait_lamp("off_hook", true, kSoon));
    EXPECT_EQ(desk_.heard(), 0U) << "the call goes on";
}

TEST_F(RealHid, TheSameNodeUsedAgainByAnotherHandsetIsTheOther) {
    auto jabra = plug("jabra_like");
    open();
    ASSERT_TRUE(ready(1));
    jabra.reset();
    ASSERT_TRUE(desk_.sees([](const auto& devices) { return devices.empty(); }));
    const auto poly = plug("poly_like", 0);
    ASSERT_TRUE(ready(1));
    show(Line::Ringing);
    EXPECT_TRUE(poly->wait_lamp("ring", true, kSoon));
}

TEST_F(RealHid, AWriteThatFailsIsTriedAgain) {
    const auto jabra = plug("jabra_like");
    open();
    ASSERT_TRUE(ready(1));
    jabra->device().fail_writes(EIO);
    show(Line::Ringing);
    // The press goes the other way and is heard whatever the lamps do.
    jabra->press("reject");
    ASSERT_TRUE(desk_.hears<core::HandsetReject>());
    ASSERT_TRUE(desk_.sees(
        [](const auto& d) { return d.at(0).trouble.find("lamps") != std::string::npos; }));
    jabra->device().fail_writes(0);
    show(Line::Active);
    EXPECT_TRUE(jabra->wait_lamp("off_hook", true, kSoon));
}

TEST_F(RealHid, ASlowWriteDoesNotHoldUpAPress) {
    const auto jabra = plug("jabra_like");
    jabra->device().slow_writes(1000ms);
    open();
    ASSERT_TRUE(ready(1));
    show(Line::Ringing);
    ASSERT_TRUE(jabra->wait_lamp("ring", true, kSoon)); // Seen at its beginning.
    const auto pressed = jabra->lift();
    ASSERT_TRUE(desk_.hears<core::HandsetAnswer>());
    EXPECT_LT(rig::monotonic_ns() - pressed, 900'000'000);
}

TEST_F(RealHid, AFloodOfReportsLosesNothingThatCounts) {
    const auto jabra = plug("jabra_like");
    open();
    ASSERT_TRUE(ready(1));
    show(Line::Ringing);
    ASSERT_TRUE(jabra->wait_lamp("ring", true, kSoon));
    std::promise<void> stop;
    call_.post([&] { stop.get_future().wait(); }); // The call thread is held up.
    for (int i = 0; i < 1000; ++i) jabra->device().send({2, 0x02, 0});
    stop.set_value();
    // The queue may be full at the first try, as in the kernel; a person is slower.
    while (!jabra->device().send({2, 0x01, 0})) std::this_thread::yield();
    EXPECT_TRUE(desk_.hears<core::HandsetAnswer>());
}

TEST_F(RealHid, RubbishReportsAreSurvived) {
    const auto jabra = plug("jabra_like");
    open();
    ASSERT_TRUE(ready(1));
    show(Line::Ringing);
    ASSERT_TRUE(jabra->wait_lamp("ring", true, kSoon));
    jabra->device().send({2});
    jabra->device().send({0xFF, 0xFF, 0xFF});
    jabra->device().send(rig::Bytes(1024, 0x00));
    jabra->device().send({2, 0x01, 0x00, 0xAA, 0xAA, 0xAA}); // Longer than declared.
    EXPECT_TRUE(desk_.hears<core::HandsetAnswer>());
}

TEST_F(RealHid, EndingTheProgramInACallPutsTheLampsOut) {
    const auto poly = plug("poly_like");
    open();
    ASSERT_TRUE(ready(1));
    show(Line::Active, true);
    ASSERT_TRUE(poly->wait_lamp("mute", true, kSoon));
    on_call([&] { handsets_.reset(); });
    EXPECT_FALSE(poly->lamp("mute"));
    EXPECT_FALSE(poly->lamp("off_hook"));
}

TEST_F(RealHid, TheListNamesWhatIsPluggedIn) {
    const auto jabra = plug("jabra_like");
    const auto cradle = plug("cradle");
    const auto list = list_handsets();
    ASSERT_TRUE(list);
    ASSERT_EQ(list->size(), 2U);
    EXPECT_TRUE((*list)[0].usable);
    EXPECT_TRUE((*list)[1].is_phone);
}

TEST_F(RealHid, ADeviceThatAnotherProgramDrivesIsNoticed) {
    const auto jabra = plug("jabra_like");
    open();
    ASSERT_TRUE(ready(1));
    jabra->set_echo(false); // Somebody else confirms its lamp.
    jabra->lift();
    const auto bare = plug("bare_handset"); // Found only after that report was read.
    ASSERT_TRUE(ready(2));
    const auto elsewhere = [](const auto& devices) { return devices.at(0).used_elsewhere; };
    clock_.push(4s);
    jabra->press("mute"); // Anything; time alone is told only when the timer fires.
    EXPECT_TRUE(desk_.sees(elsewhere));
    jabra->cradle();
    EXPECT_TRUE(desk_.sees([&](const auto& devices) { return !elsewhere(devices); }));
    EXPECT_TRUE(jabra->device().outputs().empty());
    EXPECT_EQ(desk_.heard(), 0U);
}

TEST_F(RealHid, ABusyLightShowsTheCallAndIsNoHandset) {
    const auto flag = bus_.plug({0x04d8, 0xf372, "Synthetic", "Flag", ""},
                                rig::read_hex_file(SANGDAM_ROOT "/tests/data/hid/busy_light.hex"));
    const auto blink = bus_.plug({0x27b8, 0x01ed, "Synthetic", "Blink", ""},
                                 rig::read_hex_file(SANGDAM_ROOT "/tests/data/hid/busy_light.hex"));
    open();
    ASSERT_TRUE(desk_.sees([](const auto& devices) { return devices.size() == 2; }));
    EXPECT_TRUE(flag->outputs().empty());
    show(Line::Active);
    EXPECT_TRUE(flag->wait_output(
        [](const auto& o) { return o.bytes == rig::Bytes{0, 1, 0xFF, 255, 0, 0, 0, 0, 0}; },
        kSoon));
    EXPECT_TRUE(blink->wait_output(
        [](const auto& o) {
            return o.feature && o.bytes == rig::Bytes{1, 'n', 255, 0, 0, 0, 0, 0, 0};
        },
        kSoon));
    on_call([&] { handsets_.reset(); });
    EXPECT_EQ(flag->outputs().back().bytes, (rig::Bytes{0, 1, 0xFF, 0, 0, 0, 0, 0, 0})) << "dark";
}

TEST_F(RealHid, PluggedAndPulledTwentyTimesInARowTheLastStateCounts) {
    open();
    for (int i = 0; i < 20; ++i) plug("jabra_like", i % 2).reset();
    const auto last = plug("jabra_like", 0);
    ASSERT_TRUE(ready(1));
    show(Line::Ringing);
    ASSERT_TRUE(last->wait_lamp("ring", true, kSoon));
    last->lift();
    EXPECT_TRUE(desk_.hears<core::HandsetAnswer>());
}

TEST_F(RealHid, PulledOutWhileALampIsBeingWrittenNothingHangs) {
    auto jabra = plug("jabra_like");
    open();
    ASSERT_TRUE(ready(1));
    jabra->device().slow_writes(300ms);
    show(Line::Active);
    ASSERT_TRUE(jabra->wait_lamp("off_hook", true, kSoon)); // Seen at its beginning.
    jabra.reset();
    EXPECT_TRUE(desk_.sees([](const auto& devices) { return devices.empty(); }));
    jabra = plug("jabra_like", 5);
    EXPECT_TRUE(jabra->wait_lamp("off_hook", true, kSoon)) << "the call goes on";
}

class Page final : public core::HandsetCheckListener {
public:
    void plans_changed(const std::vector<core::HandsetPlan>& plans) override {
        change([&] { plans_ = plans; });
    }
    void pressed(const core::HandsetPress& press) override {
        change([&] { presses_.push_back(press.role + " " + press.what); });
    }
    void teaching(const core::TeachView& view) override {
        change([&] { lesson_ = view; });
    }
    bool hears(const std::string& press) {
        return becomes([&] { return std::ranges::count(presses_, press) > 0; });
    }
    bool asks(core::TeachStep step) {
        return becomes([&] { return lesson_.step == step; });
    }
    bool shows(std::function<bool(const std::vector<core::HandsetPlan>&)> what) {
        return becomes([&] { return what(plans_); });
    }
    core::TeachView lesson() {
        const std::lock_guard lock(mutex_);
        return lesson_;
    }

private:
    template <class F>
    void change(F what) {
        const std::lock_guard lock(mutex_);
        what();
        changed_.notify_all();
    }
    template <class F>
    bool becomes(F what) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, kSoon, what);
    }
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<core::HandsetPlan> plans_;
    std::vector<std::string> presses_;
    core::TeachView lesson_;
};

TEST_F(RealHid, OnTheSettingsPageKeysAreSeenAndNotObeyedAndLampsLightByAClick) {
    const auto phone = plug("desk_phone");
    open();
    ASSERT_TRUE(ready(1));
    Page page;
    on_call([&] { handsets_->set_check_listener(&page); });
    ASSERT_TRUE(page.shows([](const auto& plans) {
        return plans.size() == 1 && plans[0].keys.size() == 6 && plans[0].lamps.size() == 1;
    }));
    phone->lift();
    phone->press("5");
    EXPECT_TRUE(page.hears("hook on"));
    EXPECT_TRUE(page.hears("keypad 5"));
    EXPECT_EQ(desk_.heard(), 0U) << "a lift without the page would have been a wish to dial";
    on_call([&] { handsets_->try_lamps("/dev/hidraw0", {"off_hook"}); });
    EXPECT_TRUE(phone->wait_lamp("off_hook", true, kSoon));
    on_call([&] { handsets_->set_check_listener(nullptr); });
    EXPECT_TRUE(phone->wait_lamp("off_hook", false, kSoon));
}

TEST_F(RealHid, ADeviceThatIsNoTelephoneByItsDescriptorIsTaughtToBeOne) {
    const auto file = std::filesystem::temp_directory_path() /
                      ("sdc-taught-" + std::to_string(::getpid()) + ".toml");
    std::filesystem::remove(file);
    const auto opaque =
        bus_.plug({0x1234, 0xf00d, "Synthetic", "Old Phone", ""},
                  rig::read_hex_file(SANGDAM_ROOT "/tests/data/hid/not_game_voice.hex"));
    HandsetOptions options;
    options.taught_file = file.string();
    open(options);
    Page page;
    on_call([&] { handsets_->set_check_listener(&page); });
    ASSERT_TRUE(page.shows([](const auto& plans) { return plans.size() == 1; }));
    on_call([&] { handsets_->teach("/dev/hidraw0"); });
    ASSERT_TRUE(page.asks(core::TeachStep::Lift));
    ASSERT_TRUE(page.shows([](const auto& plans) { return plans[0].device.usable; }));
    const auto moves = [&](rig::Bytes report, core::TeachStep next) {
        clock_.push(1s);
        opaque->send(report);
        return page.asks(next);
    };
    EXPECT_TRUE(moves({0x41}, core::TeachStep::PutDown));
    EXPECT_TRUE(moves({0x40}, core::TeachStep::Mute));
    on_call([&] { handsets_->answer(core::TeachAnswer::Skip); });
    ASSERT_TRUE(page.asks(core::TeachStep::Saved));
    EXPECT_EQ(page.lesson().file, file.string());
    on_call([&] { handsets_->set_check_listener(nullptr); });

    ASSERT_TRUE(ready(1));
    show(Line::Ringing);
    opaque->send({0x41});
    EXPECT_TRUE(desk_.hears<core::HandsetAnswer>());
    const auto kept = load_taught(file.string());
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->size(), 1U);
    std::filesystem::remove(file);
}

class EveryProfile : public RealHid, public testing::WithParamInterface<const char*> {};

TEST_P(EveryProfile, TakesACallAndEndsIt) {
    const auto handset = plug(GetParam());
    open();
    ASSERT_TRUE(ready(1));
    show(Line::Ringing);
    const auto& lamps = handset->profile().lamps;
    for (const char* ring : {"ring", "ringer"})
        if (lamps.contains(ring)) {
            EXPECT_TRUE(handset->wait_lamp(ring, true, kSoon));
            break; // The lamp rings; the ringer only where there is no lamp.
        }
    handset->device().send(rig::Bytes{0xEE}); // Nonsense first.
    handset->lift();
    ASSERT_TRUE(desk_.hears<core::HandsetAnswer>());
    show(Line::Active);
    if (lamps.contains("off_hook")) {
        ASSERT_TRUE(handset->wait_lamp("off_hook", true, kSoon));
    }
    clock_.push(1s); // Longer than a bounce.
    handset->cradle();
    EXPECT_TRUE(desk_.hears<core::HandsetHangup>());
    EXPECT_EQ(desk_.heard(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Rig, EveryProfile,
                         testing::Values("jabra_like", "poly_like", "yealink_like", "epos_like",
                                         "cradle", "bare_handset", "desk_phone"),
                         [](const auto& profile) { return std::string(profile.param); });

} // namespace
} // namespace sangdam::hid
