// SPDX-License-Identifier: MIT

#include "base/log.h"
#include "base/strand.h"
#include "os/logind.h"
#include "os/machine_watch.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <ctime>
#include <linux/rtnetlink.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace sangdam::os {
namespace {

using std::chrono::milliseconds;

// One pulled cable is a dozen messages; DHCP takes its time after the link.
constexpr milliseconds kQuiet{700};

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }

private:
    int fd_;
};

int open_netlink() {
    const int fd = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    address.nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR | RTMGRP_IPV4_ROUTE |
                        RTMGRP_IPV6_ROUTE;
    if (fd >= 0 && ::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0)
        return fd;
    if (fd >= 0) ::close(fd);
    base::log::warn("machine", "the network's changes are not told; calls register as time goes");
    return -1;
}

std::chrono::nanoseconds read_clock(clockid_t which) {
    timespec now{};
    ::clock_gettime(which, &now);
    return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
}

class LinuxWatch final : public MachineWatch {
public:
    LinuxWatch(base::Executor& executor, std::function<void(MachineEvent)> told)
        : executor_(executor), told_(std::move(told)), netlink_(open_netlink()),
          wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), logind_(Logind::open()) {
        static_cast<void>(slept());
        thread_ = std::thread([this] { run(); });
    }
    ~LinuxWatch() override {
        stopping_ = true;
        const std::uint64_t one = 1;
        static_cast<void>(!::write(wake_.get(), &one, sizeof one));
        thread_.join();
    }

private:
    void run() {
        base::name_this_thread("machine");
        int timeout = -1;
        while (!stopping_) {
            std::array<pollfd, 3> fds{{{wake_.get(), POLLIN, 0},
                                       {netlink_.get(), POLLIN, 0},
                                       {logind_ ? logind_->descriptor() : -1, POLLIN, 0}}};
            const int n = ::poll(fds.data(), fds.size(), timeout);
            if (stopping_) return;
            if (n == 0) {
                timeout = -1;
                tell(MachineEvent::NetworkChanged);
            }
            if (fds[1].revents != 0) {
                drain();
                if (slept() && !logind_) tell(MachineEvent::Woke);
                timeout = static_cast<int>(kQuiet.count());
            }
            if (fds[2].revents != 0) ask_logind();
        }
    }

    void ask_logind() {
        for (const bool asleep : logind_->read())
            tell(asleep ? MachineEvent::FallingAsleep : MachineEvent::Woke);
        if (logind_->lost()) logind_.reset();
        static_cast<void>(slept());
    }

    bool slept() { return gap_.slept(read_clock(CLOCK_BOOTTIME), read_clock(CLOCK_MONOTONIC)); }

    // Only that something changed matters; an overrun (ENOBUFS) says so, too.
    void drain() {
        std::array<char, 8192> buffer{};
        while (::recv(netlink_.get(), buffer.data(), buffer.size(), 0) > 0) {
        }
    }

    void tell(MachineEvent event) {
        executor_.post([told = told_, event] { told(event); });
    }

    base::Executor& executor_;
    std::function<void(MachineEvent)> told_;
    Descriptor netlink_;
    Descriptor wake_;
    SleepGap gap_;
    std::unique_ptr<Logind> logind_; // Null: there is none.
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

} // namespace

std::unique_ptr<MachineWatch> watch_machine(base::Executor& executor,
                                            std::function<void(MachineEvent)> told) {
    return std::make_unique<LinuxWatch>(executor, std::move(told));
}

} // namespace sangdam::os
