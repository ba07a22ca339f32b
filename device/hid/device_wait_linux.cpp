// SPDX-License-Identifier: MIT
//
// epoll on a descriptor of our own per hidraw node. It is never read: hidapi's descriptor is. The
// kernel gives each opener its own queue, so ours fills up and stays full; edge-triggered epoll
// (EPOLLET) nevertheless reports each arrival, because the kernel wakes all pollers of the device.
// The rejected ways: hidapi's descriptor dug out of /proc/self/fd, and polling every 20 ms.

#include "base/log.h"
#include "hid/device_wait.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fcntl.h>
#include <map>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace sangdam::hid {

namespace {

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    int get() const { return fd_; }
    bool valid() const { return fd_ >= 0; }

private:
    int fd_;
};

class LinuxDeviceWait final : public DeviceWait {
public:
    LinuxDeviceWait()
        : epoll_(::epoll_create1(EPOLL_CLOEXEC)), wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
        add(wake_.get(), EPOLLIN);
    }

    bool works() const { return epoll_.valid() && wake_.valid(); }

    bool watch(const std::string& path) override {
        Descriptor node(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
        if (!node.valid() || !add(node.get(), EPOLLIN | EPOLLET)) return false;
        const int fd = node.get();
        nodes_.emplace(fd, std::pair{path, std::move(node)});
        return true;
    }

    void unwatch(const std::string& path) override {
        std::erase_if(nodes_, [&](const auto& node) { return node.second.first == path; });
    }

    void watch_hotplug(int descriptor) override {
        if (add(descriptor, EPOLLIN)) hotplug_ = descriptor;
    }

    Woken wait(std::optional<std::chrono::milliseconds> at_most) override {
        std::array<epoll_event, 16> events{};
        const int timeout = at_most ? static_cast<int>(at_most->count()) : -1;
        const int n =
            ::epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), timeout);
        Woken out;
        for (int i = 0; i < n; ++i) {
            const int fd = events[static_cast<std::size_t>(i)].data.fd;
            if (fd == wake_.get()) {
                std::uint64_t count = 0;
                static_cast<void>(!::read(fd, &count, sizeof count)); // Non-blocking; only resets.
            } else if (fd == hotplug_) {
                out.hotplug = true;
            } else if (const auto node = nodes_.find(fd); node != nodes_.end()) {
                out.devices.push_back(node->second.first);
            }
        }
        return out;
    }

    void wake() override {
        const std::uint64_t one = 1;
        static_cast<void>(!::write(wake_.get(), &one, sizeof one)); // Full means: woken already.
    }

private:
    bool add(int fd, std::uint32_t events) const {
        epoll_event event{};
        event.events = events;
        event.data.fd = fd;
        return ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event) == 0;
    }

    Descriptor epoll_;
    Descriptor wake_;
    int hotplug_ = -1;
    std::map<int, std::pair<std::string, Descriptor>> nodes_; // Closing one removes it from epoll.
};

} // namespace

std::unique_ptr<DeviceWait> make_device_wait() {
    auto wait = std::make_unique<LinuxDeviceWait>();
    if (wait->works()) return wait;
    return make_portable_device_wait(); // Out of descriptors: slower, but it goes on.
}

} // namespace sangdam::hid
