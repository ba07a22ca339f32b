// SPDX-License-Identifier: MIT
//
// The watch on a real bus daemon (a private one, on which the test plays logind) and a real network
// (a namespace of its own). Each test is a process of its own.

#include "base/strand.h"
#include "os/machine_watch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <dbus/dbus.h>
#include <mutex>
#include <net/if.h>
#include <sched.h>
#include <string>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace sangdam::os {
namespace {

using namespace std::chrono_literals;

class Told {
public:
    void operator()(MachineEvent event) {
        const std::lock_guard lock(mutex_);
        events_.push_back(event);
        changed_.notify_all();
    }
    bool has(MachineEvent event) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, 10s, [&] { return std::ranges::count(events_, event) > 0; });
    }
    std::ptrdiff_t count(MachineEvent event) {
        const std::lock_guard lock(mutex_);
        return std::ranges::count(events_, event);
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<MachineEvent> events_;
};

// A bus daemon of our own that ends with the test.
class PrivateBus {
public:
    PrivateBus() {
        int out[2] = {-1, -1};
        if (::pipe(out) != 0) return;
        pid_ = ::fork();
        if (pid_ == 0) {
            ::dup2(out[1], 3);
            ::execlp("dbus-daemon", "dbus-daemon", "--session", "--nofork", "--print-address=3",
                     nullptr);
            ::_exit(127);
        }
        ::close(out[1]);
        char c = 0;
        while (::read(out[0], &c, 1) == 1 && c != '\n') address_ += c;
        ::close(out[0]);
        ::setenv("DBUS_SYSTEM_BUS_ADDRESS", address_.c_str(), 1);
    }
    ~PrivateBus() {
        if (pid_ <= 0) return;
        ::kill(pid_, SIGTERM);
        ::waitpid(pid_, nullptr, 0);
    }
    bool runs() const { return !address_.empty(); }

private:
    pid_t pid_ = -1;
    std::string address_;
};

class FakeLogind {
public:
    FakeLogind() : bus_(dbus_bus_get_private(DBUS_BUS_SYSTEM, nullptr)) {
        dbus_connection_set_exit_on_disconnect(bus_, 0);
        dbus_bus_request_name(bus_, "org.freedesktop.login1", 0, nullptr);
    }
    ~FakeLogind() {
        dbus_connection_close(bus_);
        dbus_connection_unref(bus_);
    }
    void prepare_for_sleep(bool asleep) {
        DBusMessage* signal = dbus_message_new_signal(
            "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep");
        dbus_bool_t value = asleep ? 1 : 0;
        dbus_message_append_args(signal, DBUS_TYPE_BOOLEAN, &value, DBUS_TYPE_INVALID);
        dbus_connection_send(bus_, signal, nullptr);
        dbus_connection_flush(bus_);
        dbus_message_unref(signal);
    }

private:
    DBusConnection* bus_;
};

TEST(MachineWatch, TellsWhatLogindSaysOfSleep) {
    const PrivateBus bus;
    if (!bus.runs()) GTEST_SKIP() << "no dbus-daemon here";
    FakeLogind logind;
    Told told;
    base::Strand strand("told");
    const auto watch = watch_machine(strand, [&](MachineEvent event) { told(event); });
    logind.prepare_for_sleep(true);
    EXPECT_TRUE(told.has(MachineEvent::FallingAsleep));
    EXPECT_EQ(told.count(MachineEvent::Woke), 0);
    logind.prepare_for_sleep(false);
    EXPECT_TRUE(told.has(MachineEvent::Woke));
}

TEST(MachineWatch, TellsOnceThatTheNetworkHasChanged) {
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) GTEST_SKIP() << "no network of its own here";
    ::setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere", 1);
    Told told;
    base::Strand strand("told");
    const auto watch = watch_machine(strand, [&](MachineEvent event) { told(event); });
    const int fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq request{};
    std::snprintf(request.ifr_name, sizeof request.ifr_name, "lo");
    for (const short flags : {short{IFF_UP}, short{0}, short{IFF_UP}}) {
        request.ifr_flags = flags;
        ASSERT_EQ(::ioctl(fd, SIOCSIFFLAGS, &request), 0);
    }
    ::close(fd);
    EXPECT_TRUE(told.has(MachineEvent::NetworkChanged));
    EXPECT_EQ(told.count(MachineEvent::Woke), 0);
}

TEST(MachineWatch, EndsAtOnceWithNobodyTellingAnything) {
    ::setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere", 1);
    base::Strand strand("told");
    for (int i = 0; i < 5; ++i) static_cast<void>(watch_machine(strand, [](MachineEvent) {}));
}

} // namespace
} // namespace sangdam::os
