// SPDX-License-Identifier: MIT

#include "hid/sysfs.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <unistd.h>

namespace sangdam::hid::sysfs {

namespace {

std::string device_folder(const std::string& node) {
    return "/sys/class/hidraw/" + node.substr(node.rfind('/') + 1) + "/device";
}

bool exists(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

} // namespace

base::Result<std::vector<std::uint8_t>> report_descriptor(const std::string& node) {
    const auto path = device_folder(node) + "/report_descriptor";
    std::ifstream file(path, std::ios::binary);
    if (!file) return base::Error{base::Errc::NotFound, "cannot read " + path};
    return std::vector<std::uint8_t>(std::istreambuf_iterator<char>(file), {});
}

// The nearest ancestor that is a whole USB device and not one of its interfaces; the sound card of
// the same handset has the same one.
std::string usb_device(const std::string& node) {
    const std::unique_ptr<char, decltype(&std::free)> real(
        ::realpath(device_folder(node).c_str(), nullptr), &std::free);
    if (!real) return {};
    for (std::string path = real.get(); path.size() > 1; path.resize(path.rfind('/')))
        if (exists(path + "/idVendor")) return path;
    return {};
}

bool may_open(const std::string& node) { return ::access(node.c_str(), R_OK | W_OK) == 0; }

} // namespace sangdam::hid::sysfs
