// SPDX-License-Identifier: MIT
//
// USB handsets that do not exist, below hidapi and libudev: a umockdev test bed with hidraw nodes.
// Any process that has umockdev's preload library and UMOCKDEV_DIR sees them as real ones.
//
// Reports go through a FIFO whose writing end is in packet mode (O_DIRECT), because umockdev's own
// pseudo terminal is a byte stream in which reports would run together. Its depth, 64 packets, is
// that of the kernel's queue.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sangdam::rig {

using Bytes = std::vector<std::uint8_t>;

// CLOCK_MONOTONIC in nanoseconds: the same clock in all processes of the machine.
std::int64_t monotonic_ns();

struct UsbIdentity {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::string maker;
    std::string name;
    std::string serial;
};

struct OutputReport {
    std::int64_t at_ns = 0;
    Bytes bytes; // As hid_write gave them: the report id first, 0 if unnumbered.
    bool feature = false;
};

class VirtualDevice;

class VirtualBus {
public:
    VirtualBus();
    ~VirtualBus();
    VirtualBus(const VirtualBus&) = delete;
    VirtualBus& operator=(const VirtualBus&) = delete;

    // `node`: the N of /dev/hidrawN; -1 takes the next free one. A node may be used again when its
    // device is gone. The bus must outlive its devices.
    std::shared_ptr<VirtualDevice> plug(UsbIdentity, Bytes descriptor, int node = -1);

    // True when this process sees the test bed (the preload library is there).
    bool visible_here() const;

private:
    friend class VirtualDevice;
    struct Bed;
    std::unique_ptr<Bed> bed_;
    int next_node_ = 0;
};

class VirtualDevice {
public:
    ~VirtualDevice(); // Unplugs.
    VirtualDevice(const VirtualDevice&) = delete;
    VirtualDevice& operator=(const VirtualDevice&) = delete;

    const std::string& node() const; // "/dev/hidraw0"

    // One report as the device sends it, id first if numbered. False: the queue was full and it was
    // lost, as in the kernel.
    bool send(const Bytes& report);

    std::vector<OutputReport> outputs() const; // All, oldest first.
    void forget_outputs();
    // Waits for an output that `wanted` accepts, among those seen already and those to come.
    bool wait_output(const std::function<bool(const OutputReport&)>& wanted,
                     std::chrono::milliseconds, OutputReport* found = nullptr) const;
    bool wait_more_than(std::size_t outputs, std::chrono::milliseconds) const;
    // Called for each output on umockdev's thread, with nothing locked. Set before the first one.
    void on_output(std::function<void(const OutputReport&)>);

    void fail_writes(int error);                      // errno; 0: they work again.
    void slow_writes(std::chrono::milliseconds each); // As a device that answers late.
    void set_permission(bool allowed);                // Of the node, for others than root.
    void unplug();

private:
    friend class VirtualBus;
    struct Parts;
    explicit VirtualDevice(std::unique_ptr<Parts>);
    std::unique_ptr<Parts> parts_;
};

} // namespace sangdam::rig
