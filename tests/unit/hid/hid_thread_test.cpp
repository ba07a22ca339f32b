// SPDX-License-Identifier: MIT
//
// The hid thread and the lamp strand on a hidapi that the test plays: late permission, refused
// descriptors, devices that cannot be waited for, lost devices, full queues.

#include "base/strand.h"
#include "hid/hid_thread.h"
#include "unit/hid/descriptors.h"

#include <gmock/gmock.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <semaphore>

namespace sangdam::hid {
namespace {

using namespace std::chrono_literals;
using Bytes = std::vector<std::uint8_t>;

constexpr auto kSoon = 5000ms;

// One lock for everything that the test and the program's threads share.
struct Stage {
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<HidEntry> plugged;
    std::map<std::string, Bytes> descriptors;
    bool permitted = true;
    bool lost = false; // Reading fails.
    int write_failures = 0;
    std::deque<Bytes> reports;
    std::vector<Bytes> written;
    int looks = 0;
    // Told on the call thread.
    std::vector<std::string> told;
    std::vector<Bytes> heard;

    template <class F>
    bool becomes(F holds) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, kSoon, holds);
    }
    template <class F>
    void change(F what) {
        const std::lock_guard lock(mutex);
        what();
        changed.notify_all();
    }
};

class FakeHandle final : public HidHandle {
public:
    explicit FakeHandle(Stage& stage) : stage_(stage) {}
    base::Result<std::size_t> read(std::span<std::uint8_t> into,
                                   std::chrono::milliseconds timeout) override {
        std::unique_lock lock(stage_.mutex);
        stage_.changed.wait_for(lock, timeout,
                                [&] { return !stage_.reports.empty() || stage_.lost; });
        if (stage_.lost) return base::Error{base::Errc::Unavailable, "device disconnected"};
        if (stage_.reports.empty()) return std::size_t{0};
        const auto report = stage_.reports.front();
        stage_.reports.pop_front();
        stage_.changed.notify_all();
        std::copy(report.begin(), report.end(), into.begin());
        return report.size();
    }
    base::Status send_feature(std::span<const std::uint8_t> report) override {
        return write(report);
    }
    base::Status write(std::span<const std::uint8_t> report) override {
        const std::lock_guard lock(stage_.mutex);
        if (stage_.write_failures > 0) {
            --stage_.write_failures;
            stage_.changed.notify_all();
            return base::Error{base::Errc::Unavailable, "input/output error"};
        }
        stage_.written.emplace_back(report.begin(), report.end());
        stage_.changed.notify_all();
        return base::Done{};
    }

private:
    Stage& stage_;
};

class FakeApi final : public HidApi {
public:
    explicit FakeApi(Stage& stage) : stage_(stage) {}
    std::vector<HidEntry> enumerate() override {
        const std::lock_guard lock(stage_.mutex);
        ++stage_.looks;
        stage_.changed.notify_all();
        return stage_.plugged;
    }
    base::Result<std::unique_ptr<HidHandle>> open(const std::string& path) override {
        const std::lock_guard lock(stage_.mutex);
        if (!stage_.permitted) return base::Error{base::Errc::Refused, "no permission: " + path};
        return std::unique_ptr<HidHandle>(std::make_unique<FakeHandle>(stage_));
    }
    base::Result<Bytes> report_descriptor(const std::string& path) override {
        const std::lock_guard lock(stage_.mutex);
        return stage_.descriptors.at(path);
    }
    std::string usb_path(const std::string&) override { return "/usb"; }

private:
    Stage& stage_;
};

class Listener final : public TransportListener {
public:
    explicit Listener(Stage& stage) : stage_(stage) {}
    void device_found(const FoundDevice& device) override {
        stage_.change([&] {
            stage_.told.push_back((device.shown.usable ? "usable " : "unusable ") +
                                  device.shown.trouble);
        });
    }
    void device_gone(const std::string& id) override {
        stage_.change([&] { stage_.told.push_back("gone " + id); });
    }
    void report_read(const std::string&, const std::vector<std::uint8_t>& report) override {
        stage_.change([&] { stage_.heard.push_back(report); });
    }
    void write_failed(const std::string& id) override {
        stage_.change([&] { stage_.told.push_back("lamps " + id); });
    }

private:
    Stage& stage_;
};

// No udev and no epoll: the way of all systems but Linux.
class HidThreadTest : public testing::Test {
protected:
    void plug(const char* kind) {
        const auto bytes = testing_data::bytes_of(kind);
        stage_.change([&] {
            stage_.descriptors["/x"] = bytes;
            stage_.plugged = {{"/x", 1, 2, "serial", "Phone"}};
        });
    }
    void start() {
        thread_ = std::make_unique<HidThread>(HidParts{std::make_unique<FakeApi>(stage_),
                                                       make_portable_device_wait(),
                                                       make_silent_hotplug(), 20ms},
                                              clock_);
        thread_->start(call_, listener_);
    }
    bool told(const std::string& what) {
        return stage_.becomes([&] {
            return std::find(stage_.told.begin(), stage_.told.end(), what) != stage_.told.end();
        });
    }

    Stage stage_;
    base::SystemClock clock_;
    std::shared_ptr<Listener> listener_ = std::make_shared<Listener>(stage_);
    base::Strand call_{"call"};
    std::unique_ptr<HidThread> thread_;
};

TEST_F(HidThreadTest, ReadsADeviceThatCannotBeWaitedFor) {
    plug("jabra_like");
    start();
    ASSERT_TRUE(told("usable "));
    stage_.change([&] {
        stage_.reports = {{1, 0xFF}, {4, 1, 2}, {2, 1, 0}}; // Volume, the vendor's own, a lift.
    });
    ASSERT_TRUE(stage_.becomes([&] { return !stage_.heard.empty(); }));
    EXPECT_THAT(stage_.heard, testing::ElementsAre(Bytes{2, 1, 0}));
}

TEST_F(HidThreadTest, PermissionThatComesLateIsNoticed) {
    stage_.permitted = false;
    plug("jabra_like");
    start();
    ASSERT_TRUE(told("unusable no permission: /x"));
    stage_.change([&] { stage_.permitted = true; });
    EXPECT_TRUE(told("usable "));
}

TEST_F(HidThreadTest, WhatIsPluggedAndPulledIsFoundByLooking) {
    start();
    ASSERT_TRUE(stage_.becomes([&] { return stage_.looks > 0; }));
    plug("jabra_like");
    ASSERT_TRUE(told("usable "));
    stage_.change([&] { stage_.plugged.clear(); });
    EXPECT_TRUE(told("gone /x"));
}

TEST_F(HidThreadTest, ADeviceThatFailsIsGoneAndOpenedAgainWhenItWorks) {
    plug("jabra_like");
    start();
    ASSERT_TRUE(told("usable "));
    stage_.change([&] {
        stage_.told.clear();
        stage_.lost = true;
    });
    ASSERT_TRUE(told("gone /x"));
    stage_.change([&] { stage_.lost = false; });
    EXPECT_TRUE(told("usable "));
}

TEST_F(HidThreadTest, ARefusedDescriptorIsNotOpened) {
    stage_.change([&] {
        stage_.descriptors["/x"] = {0xC0};
        stage_.plugged = {{"/x", 1, 2, "", "Broken"}};
    });
    start();
    ASSERT_TRUE(stage_.becomes([&] { return stage_.looks > 1; }));
    EXPECT_TRUE(stage_.told.empty());
}

TEST_F(HidThreadTest, AFailedWriteIsTriedThreeTimesMore) {
    plug("jabra_like");
    start();
    ASSERT_TRUE(told("usable "));
    stage_.change([&] { stage_.write_failures = 3; });
    thread_->write("/x", {{{2, 4, 0}, false}});
    ASSERT_TRUE(stage_.becomes([&] { return !stage_.written.empty(); }));
    EXPECT_THAT(stage_.written, testing::ElementsAre(Bytes{2, 4, 0}));
    stage_.change([&] { stage_.write_failures = 4; });
    thread_->write("/x", {{{2, 0, 0}, false}});
    EXPECT_TRUE(told("lamps /x"));
}

TEST_F(HidThreadTest, WhatIsAskedForLastIsWrittenBeforeTheEnd) {
    plug("poly_like");
    start();
    ASSERT_TRUE(told("usable "));
    thread_->write("/x", {{{0x09, 0}, false}, {{0x17, 0}, false}, {{0x18, 0}, false}});
    thread_.reset();
    EXPECT_EQ(stage_.written.size(), 3U);
}

TEST_F(HidThreadTest, AHeldUpCallThreadGetsNoMoreThan64AndThenTheLast) {
    plug("jabra_like");
    start();
    ASSERT_TRUE(told("usable "));
    std::binary_semaphore go(0);
    call_.post([&] { go.acquire(); });
    stage_.change([&] {
        for (int i = 0; i < 500; ++i)
            stage_.reports.push_back({2, static_cast<std::uint8_t>(i % 2), 0});
        stage_.reports.push_back({2, 1, 0xAA});
    });
    ASSERT_TRUE(stage_.becomes([&] { return stage_.reports.empty(); }));
    go.release();
    ASSERT_TRUE(stage_.becomes([&] {
        return !stage_.heard.empty() && stage_.heard.back() == Bytes{2, 1, 0xAA};
    }));
    EXPECT_LE(stage_.heard.size(), 70U);
}

TEST_F(HidThreadTest, EndsAtOnceWithNobodyListeningAnyMore) {
    plug("jabra_like");
    start();
    ASSERT_TRUE(told("usable "));
    listener_.reset();
    stage_.change([&] { stage_.reports = {{2, 1, 0}}; });
    thread_.reset();
    EXPECT_TRUE(stage_.heard.empty());
}

} // namespace
} // namespace sangdam::hid
