// SPDX-License-Identifier: MIT
//
// The only file that knows hidapi.

#include "hid/hid_api.h"

#ifdef __linux__
#include "hid/sysfs.h"
#endif

#include <hidapi/hidapi.h>

#include <algorithm>
#include <array>
#include <cwchar>
#include <utility>

namespace sangdam::hid {

namespace {

using base::Done;
using base::Errc;
using base::Error;

// hidapi speaks wchar_t: UTF-16 on Windows, UTF-32 elsewhere.
std::string utf8(const wchar_t* text) {
    std::string out;
    if (text == nullptr) return out;
    for (; *text != L'\0'; ++text) {
        auto c = static_cast<std::uint32_t>(*text);
        if (c >= 0xD800 && c < 0xDC00 && text[1] != L'\0') {
            const auto low = static_cast<std::uint32_t>(*++text);
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        }
        const auto add = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
        if (c < 0x80) {
            add(c);
        } else if (c < 0x800) {
            add(0xC0 | (c >> 6));
            add(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            add(0xE0 | (c >> 12));
            add(0x80 | ((c >> 6) & 0x3F));
            add(0x80 | (c & 0x3F));
        } else {
            add(0xF0 | ((c >> 18) & 0x07));
            add(0x80 | ((c >> 12) & 0x3F));
            add(0x80 | ((c >> 6) & 0x3F));
            add(0x80 | (c & 0x3F));
        }
    }
    return out;
}

struct Close {
    void operator()(hid_device* device) const { hid_close(device); }
};
using Device = std::unique_ptr<hid_device, Close>;

class Handle final : public HidHandle {
public:
    explicit Handle(Device device) : device_(std::move(device)) {}

    base::Result<std::size_t> read(std::span<std::uint8_t> into,
                                   std::chrono::milliseconds timeout) override {
        const int n = hid_read_timeout(device_.get(), into.data(), into.size(),
                                       static_cast<int>(timeout.count()));
        if (n < 0) return Error{Errc::Unavailable, utf8(hid_error(device_.get()))};
        return static_cast<std::size_t>(n);
    }

    base::Status write(std::span<const std::uint8_t> report) override {
        if (hid_write(device_.get(), report.data(), report.size()) < 0)
            return Error{Errc::Unavailable, utf8(hid_error(device_.get()))};
        return Done{};
    }

    base::Status send_feature(std::span<const std::uint8_t> report) override {
        if (hid_send_feature_report(device_.get(), report.data(), report.size()) < 0)
            return Error{Errc::Unavailable, utf8(hid_error(device_.get()))};
        return Done{};
    }

private:
    Device device_;
};

class Api final : public HidApi {
public:
    Api() = default;
    ~Api() override { hid_exit(); }
    Api(const Api&) = delete;
    Api& operator=(const Api&) = delete;

    std::vector<HidEntry> enumerate() override {
        std::vector<HidEntry> out;
        const std::unique_ptr<hid_device_info, decltype(&hid_free_enumeration)> list(
            hid_enumerate(0, 0), &hid_free_enumeration);
        for (const auto* info = list.get(); info != nullptr; info = info->next) {
            const bool known = std::any_of(out.begin(), out.end(), [&](const HidEntry& entry) {
                return entry.path == info->path;
            });
            if (known) continue;
            out.push_back({info->path, info->vendor_id, info->product_id, utf8(info->serial_number),
                           utf8(info->product_string)});
        }
        return out;
    }

    base::Result<std::unique_ptr<HidHandle>> open(const std::string& path) override {
        Device device(hid_open_path(path.c_str()));
        if (!device) {
#ifdef __linux__
            if (!sysfs::may_open(path))
                return Error{Errc::Refused, "no permission to open " + path};
#endif
            return Error{Errc::Unavailable,
                         "cannot open " + path + ": " + utf8(hid_error(nullptr))};
        }
        return std::unique_ptr<HidHandle>(std::make_unique<Handle>(std::move(device)));
    }

    base::Result<std::vector<std::uint8_t>> report_descriptor(const std::string& path) override {
#ifdef __linux__
        return sysfs::report_descriptor(path);
#elif HID_API_VERSION >= HID_API_MAKE_VERSION(0, 14, 0)
        const Device device(hid_open_path(path.c_str()));
        if (!device) return Error{Errc::Refused, "cannot open " + path};
        std::array<unsigned char, HID_API_MAX_REPORT_DESCRIPTOR_SIZE> bytes{};
        const int n = hid_get_report_descriptor(device.get(), bytes.data(), bytes.size());
        if (n <= 0) return Error{Errc::Unavailable, utf8(hid_error(device.get()))};
        return std::vector<std::uint8_t>(bytes.begin(), bytes.begin() + n);
#else
#error "hidapi 0.14 or newer is needed on this platform (hid_get_report_descriptor)"
#endif
    }

    std::string usb_path([[maybe_unused]] const std::string& path) override {
#ifdef __linux__
        return sysfs::usb_device(path);
#else
        return {};
#endif
    }
};

} // namespace

base::Result<std::unique_ptr<HidApi>> open_hidapi() {
    if (hid_init() != 0) return Error{Errc::Unavailable, "hidapi cannot start"};
    return std::unique_ptr<HidApi>(std::make_unique<Api>());
}

} // namespace sangdam::hid
