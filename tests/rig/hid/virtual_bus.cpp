// SPDX-License-Identifier: MIT
//
// umockdev calls its handlers on threads of its own, so the device's state is behind a mutex here;
// there is no executor to post to.

#include "rig/hid/virtual_bus.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <linux/hidraw.h>
#include <mutex>
#include <stdexcept>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <umockdev.h>
#include <unistd.h>
#include <utility>

#ifdef __SANITIZE_THREAD__
// glib and umockdev are built without the sanitizer, which cannot see their locks.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
    return "race:libumockdev.so\nrace:libglib-2.0.so\nrace:libgobject-2.0.so\nrace:libgio-2.0.so\n";
}
#endif

namespace sangdam::rig {

namespace {

void check(GError* error, const char* doing) {
    if (error == nullptr) return;
    const std::string what = error->message;
    g_error_free(error);
    throw std::runtime_error(fmt::format("{}: {}", doing, what));
}

// On umockdev's one thread, which must stay free for the other devices meanwhile.
void complete_later(UMockdevIoctlClient* client, long result, int failure,
                    std::chrono::milliseconds after) {
    struct Answer {
        UMockdevIoctlClient* client;
        long result;
        int failure;
    };
    auto answer = std::make_unique<Answer>(Answer{client, result, failure});
    g_object_ref(client);
    GSource* timer = g_timeout_source_new(static_cast<guint>(after.count()));
    g_source_set_callback(
        timer,
        [](gpointer given) -> gboolean {
            const std::unique_ptr<Answer> due(static_cast<Answer*>(given));
            umockdev_ioctl_client_complete(due->client, due->result, due->failure);
            g_object_unref(due->client);
            return G_SOURCE_REMOVE;
        },
        answer.release(), nullptr);
    g_source_attach(timer, g_main_context_get_thread_default());
    g_source_unref(timer);
}

} // namespace

std::int64_t monotonic_ns() {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

struct VirtualBus::Bed {
    UMockdevTestbed* testbed = umockdev_testbed_new();
    ~Bed() { g_object_unref(testbed); }

    void add(const std::string& text) const {
        GError* error = nullptr;
        umockdev_testbed_add_from_string(testbed, text.c_str(), &error);
        check(error, "add to the test bed");
    }
};

struct VirtualDevice::Parts {
    VirtualBus::Bed* bed = nullptr;
    UsbIdentity identity;
    Bytes descriptor;
    std::string node, usb, interface, hid, hidraw, fifo;
    UMockdevIoctlBase* handler = nullptr;
    int fifo_fd = -1;

    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    std::vector<OutputReport> outputs;
    std::function<void(const OutputReport&)> on_output;
    int write_error = 0;
    std::chrono::milliseconds write_time{0};
    bool gone = false;

    Parts() = default;
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;
    ~Parts();

    void name_paths(int index);
    void add_parents(int index);
    void add_handler();
    void add_node(int index);
    void unplug();

    bool answer_ioctl(UMockdevIoctlClient*);
    bool answer_read(UMockdevIoctlClient*);
    bool answer_write(UMockdevIoctlClient*);
};

void VirtualDevice::Parts::name_paths(int index) {
    node = fmt::format("/dev/hidraw{}", index);
    usb = fmt::format("/sys/devices/pci0000:00/0000:00:14.0/usb1/1-{}", index + 1);
    interface = fmt::format("{}/1-{}:1.3", usb, index + 1);
    hid = fmt::format("{}/0003:{:04X}:{:04X}.{:04X}", interface, identity.vendor, identity.product,
                      index + 1);
    hidraw = fmt::format("{}/hidraw/hidraw{}", hid, index);
}

void VirtualDevice::Parts::add_parents(int index) {
    const auto& id = identity;
    bed->add(fmt::format("P: {}\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\nE: DRIVER=usb\n"
                         "A: manufacturer={}\nA: product={}\n{}A: idVendor={:04x}\n"
                         "A: idProduct={:04x}\nA: bcdDevice=0100\nA: busnum=1\nA: devnum={}\n\n",
                         usb.substr(4), id.maker, id.name,
                         id.serial.empty() ? "" : "A: serial=" + id.serial + "\n", id.vendor,
                         id.product, index + 2));
    bed->add(fmt::format("P: {}\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_interface\nE: DRIVER=usbhid\n"
                         "A: bInterfaceNumber=03\nA: bInterfaceClass=03\n\n",
                         interface.substr(4)));
    bed->add(fmt::format("P: {}\nE: SUBSYSTEM=hid\nE: DRIVER=hid-generic\n"
                         "E: HID_ID=0003:{:08X}:{:08X}\nE: HID_NAME={} {}\n"
                         "E: HID_PHYS=usb-0000:00:14.0-{}/input3\nE: HID_UNIQ={}\n\n",
                         hid.substr(4), id.vendor, id.product, id.maker, id.name, index + 1,
                         id.serial));
    umockdev_testbed_set_attribute_binary(bed->testbed, hid.c_str(), "report_descriptor",
                                          descriptor.data(), static_cast<gint>(descriptor.size()));
}

void VirtualDevice::Parts::add_handler() {
    using Self = VirtualDevice::Parts*;
    handler = umockdev_ioctl_base_new();
    const auto connect = [&](const char* signal, auto function) {
        g_signal_connect(handler, signal, G_CALLBACK(+function), this);
    };
    connect("handle-ioctl", [](UMockdevIoctlBase*, UMockdevIoctlClient* c, void* self) -> gboolean {
        return static_cast<Self>(self)->answer_ioctl(c);
    });
    connect("handle-read", [](UMockdevIoctlBase*, UMockdevIoctlClient* c, void* self) -> gboolean {
        return static_cast<Self>(self)->answer_read(c);
    });
    connect("handle-write", [](UMockdevIoctlBase*, UMockdevIoctlClient* c, void* self) -> gboolean {
        return static_cast<Self>(self)->answer_write(c);
    });
    GError* error = nullptr;
    umockdev_testbed_attach_ioctl(bed->testbed, node.c_str(), handler, &error);
    check(error, "attach to the node");
}

void VirtualDevice::Parts::add_node(int index) {
    // Adding the device tells other processes of it at once, so everything they will reach for is
    // there before: the FIFO, and the link to the descriptor that hidapi follows.
    gchar* root = umockdev_testbed_get_root_dir(bed->testbed);
    fifo = root + node;
    ::mkdir((std::string(root) + "/dev").c_str(), 0755);
    g_free(root);
    ::unlink(fifo.c_str());
    if (::mkfifo(fifo.c_str(), 0600) != 0)
        throw std::runtime_error(fmt::format("mkfifo {}: {}", fifo, std::strerror(errno)));
    // For reading too, so that it neither waits for a reader nor breaks when one goes.
    fifo_fd = ::open(fifo.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (fifo_fd < 0 || ::fcntl(fifo_fd, F_SETFL, O_NONBLOCK | O_DIRECT) != 0)
        throw std::runtime_error("the node's FIFO cannot be put into packet mode");
    ::fcntl(fifo_fd, F_SETPIPE_SZ, 64 * 4096); // One packet per page.
    bed->add(fmt::format("P: {}\nE: SUBSYSTEM=hidraw\nE: DEVNAME={}\nE: MAJOR=240\nE: MINOR={}\n"
                         "A: dev=240:{}\nL: device=../../../{}\n\n",
                         hidraw.substr(4), node, index, index, hid.substr(hid.rfind('/') + 1)));
}

void VirtualDevice::Parts::unplug() {
    {
        const std::lock_guard lock(mutex);
        if (std::exchange(gone, true)) return;
    }
    // Wakes whoever waits for a report; reading then fails, as in the kernel.
    const std::uint8_t anything = 0xFF;
    static_cast<void>(!::write(fifo_fd, &anything, 1));
    ::unlink(fifo.c_str());
    umockdev_testbed_uevent(bed->testbed, hidraw.c_str(), "remove");
    for (const auto* path : {&hidraw, &hid, &interface, &usb})
        umockdev_testbed_remove_device(bed->testbed, path->c_str());
}

VirtualDevice::Parts::~Parts() {
    unplug();
    g_signal_handlers_disconnect_by_data(handler, this); // A client may still hold the node.
    GError* error = nullptr;
    umockdev_testbed_detach_ioctl(bed->testbed, node.c_str(), &error);
    if (error != nullptr) g_error_free(error);
    if (fifo_fd >= 0) ::close(fifo_fd);
    g_object_unref(handler);
}

// linux/hidraw.h; the ones hidapi asks for.
bool VirtualDevice::Parts::answer_ioctl(UMockdevIoctlClient* client) {
    const unsigned long request = umockdev_ioctl_client_get_request(client);
    if (_IOC_TYPE(request) != 'H') return false;
    GError* error = nullptr;
    UMockdevIoctlData* memory = umockdev_ioctl_data_resolve(umockdev_ioctl_client_get_arg(client),
                                                            0, _IOC_SIZE(request), &error);
    long result = 0;
    int failure = 0;
    const auto give = [&](const void* from, std::size_t size, std::size_t at = 0) {
        const auto room = static_cast<std::size_t>(memory->data_len) - at;
        std::memcpy(memory->data + at, from, std::min(size, room));
        result = static_cast<long>(std::min(size, room));
    };
    const std::lock_guard lock(mutex);
    const std::string name = identity.maker + " " + identity.name;
    if (memory == nullptr || error != nullptr || gone) {
        failure = gone ? ENODEV : EFAULT;
    } else if (_IOC_NR(request) == _IOC_NR(HIDIOCGRDESCSIZE)) {
        const int size = static_cast<int>(descriptor.size());
        give(&size, sizeof size);
        result = 0;
    } else if (_IOC_NR(request) == _IOC_NR(HIDIOCGRDESC)) {
        give(descriptor.data(), descriptor.size(), sizeof(__u32));
        result = 0;
    } else if (_IOC_NR(request) == _IOC_NR(HIDIOCGRAWINFO)) {
        const hidraw_devinfo info{3, static_cast<__s16>(identity.vendor),
                                  static_cast<__s16>(identity.product)};
        give(&info, sizeof info);
        result = 0;
    } else if (_IOC_NR(request) == _IOC_NR(HIDIOCGRAWNAME(0))) {
        give(name.c_str(), name.size() + 1);
    } else if (_IOC_NR(request) == _IOC_NR(HIDIOCGRAWUNIQ(0))) {
        give(identity.serial.c_str(), identity.serial.size() + 1);
    } else if (_IOC_NR(request) == _IOC_NR(HIDIOCSFEATURE(0))) {
        result = static_cast<long>(memory->data_len);
        outputs.push_back(
            {monotonic_ns(), Bytes(memory->data, memory->data + memory->data_len), true});
        changed.notify_all();
    } else {
        failure = EINVAL;
    }
    if (error != nullptr) g_error_free(error);
    umockdev_ioctl_client_complete(client, failure != 0 ? -1 : result, failure);
    if (memory != nullptr) g_object_unref(memory);
    return true;
}

// Never answered later: the preload library locks the descriptor for the round trip, so a read that
// waits here would hold up the writes. "false" lets the real read of the FIFO happen.
bool VirtualDevice::Parts::answer_read(UMockdevIoctlClient* client) {
    {
        const std::lock_guard lock(mutex);
        if (!gone) return false;
    }
    umockdev_ioctl_client_complete(client, -1, EIO);
    return true;
}

bool VirtualDevice::Parts::answer_write(UMockdevIoctlClient* client) {
    const std::int64_t now = monotonic_ns();
    UMockdevIoctlData* data = umockdev_ioctl_client_get_arg(client);
    OutputReport output{now, Bytes(data->data, data->data + data->data_len), false};
    int failure = 0;
    std::chrono::milliseconds slow{0};
    std::function<void(const OutputReport&)> heard;
    {
        const std::lock_guard lock(mutex);
        failure = gone ? ENODEV : write_error;
        slow = write_time;
        if (failure == 0) {
            outputs.push_back(output);
            heard = on_output;
            changed.notify_all();
        }
    }
    const long result = failure != 0 ? -1 : data->data_len;
    if (slow.count() > 0)
        complete_later(client, result, failure, slow);
    else
        umockdev_ioctl_client_complete(client, result, failure);
    if (heard) heard(output);
    return true;
}

// --- VirtualDevice ----------------------------------------------------------------------------
VirtualDevice::VirtualDevice(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
VirtualDevice::~VirtualDevice() = default;

const std::string& VirtualDevice::node() const { return parts_->node; }

bool VirtualDevice::send(const Bytes& report) {
    return ::write(parts_->fifo_fd, report.data(), report.size()) ==
           static_cast<ssize_t>(report.size());
}

std::vector<OutputReport> VirtualDevice::outputs() const {
    const std::lock_guard lock(parts_->mutex);
    return parts_->outputs;
}

void VirtualDevice::forget_outputs() {
    const std::lock_guard lock(parts_->mutex);
    parts_->outputs.clear();
}

bool VirtualDevice::wait_output(const std::function<bool(const OutputReport&)>& wanted,
                                std::chrono::milliseconds limit, OutputReport* found) const {
    std::unique_lock lock(parts_->mutex);
    return parts_->changed.wait_for(lock, limit, [&] {
        const auto hit = std::find_if(parts_->outputs.begin(), parts_->outputs.end(), wanted);
        if (hit == parts_->outputs.end()) return false;
        if (found != nullptr) *found = *hit;
        return true;
    });
}

bool VirtualDevice::wait_more_than(std::size_t outputs, std::chrono::milliseconds limit) const {
    std::unique_lock lock(parts_->mutex);
    return parts_->changed.wait_for(lock, limit, [&] { return parts_->outputs.size() > outputs; });
}

void VirtualDevice::on_output(std::function<void(const OutputReport&)> heard) {
    const std::lock_guard lock(parts_->mutex);
    parts_->on_output = std::move(heard);
}

void VirtualDevice::fail_writes(int error) {
    const std::lock_guard lock(parts_->mutex);
    parts_->write_error = error;
}

void VirtualDevice::slow_writes(std::chrono::milliseconds each) {
    const std::lock_guard lock(parts_->mutex);
    parts_->write_time = each;
}

void VirtualDevice::set_permission(bool allowed) {
    ::chmod(parts_->fifo.c_str(), allowed ? 0600 : 0000);
}

void VirtualDevice::unplug() { parts_->unplug(); }

// --- VirtualBus -------------------------------------------------------------------------------
VirtualBus::VirtualBus() : bed_(std::make_unique<Bed>()) {}
VirtualBus::~VirtualBus() = default;

bool VirtualBus::visible_here() const { return umockdev_in_mock_environment(); }

std::shared_ptr<VirtualDevice> VirtualBus::plug(UsbIdentity identity, Bytes descriptor, int node) {
    const int index = node >= 0 ? node : next_node_++;
    auto parts = std::make_unique<VirtualDevice::Parts>();
    parts->bed = bed_.get();
    parts->identity = std::move(identity);
    parts->descriptor = std::move(descriptor);
    parts->name_paths(index);
    parts->add_parents(index);
    parts->add_handler(); // Before anybody can open the node.
    parts->add_node(index);
    return std::shared_ptr<VirtualDevice>(new VirtualDevice(std::move(parts)));
}

} // namespace sangdam::rig
