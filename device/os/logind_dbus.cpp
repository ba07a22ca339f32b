// SPDX-License-Identifier: MIT
//
// The only file that knows libdbus.

#include "base/log.h"
#include "os/logind.h"

#include <dbus/dbus.h>

namespace sangdam::os {
namespace {

constexpr const char* kSleepSignal = "type='signal',sender='org.freedesktop.login1',"
                                     "interface='org.freedesktop.login1.Manager',"
                                     "member='PrepareForSleep'";

class Bus final : public Logind {
public:
    Bus(DBusConnection* connection, int descriptor)
        : connection_(connection), descriptor_(descriptor) {}
    ~Bus() override {
        dbus_connection_close(connection_);
        dbus_connection_unref(connection_);
    }
    Bus(const Bus&) = delete;
    Bus& operator=(const Bus&) = delete;

    int descriptor() const override { return descriptor_; }
    bool lost() const override { return dbus_connection_get_is_connected(connection_) == 0; }

    std::vector<bool> read() override {
        std::vector<bool> out;
        dbus_connection_read_write(connection_, 0);
        while (DBusMessage* message = dbus_connection_pop_message(connection_)) {
            dbus_bool_t asleep = 0;
            if (dbus_message_is_signal(message, "org.freedesktop.login1.Manager",
                                       "PrepareForSleep") != 0 &&
                dbus_message_get_args(message, nullptr, DBUS_TYPE_BOOLEAN, &asleep,
                                      DBUS_TYPE_INVALID) != 0)
                out.push_back(asleep != 0);
            dbus_message_unref(message);
        }
        return out;
    }

private:
    DBusConnection* connection_;
    int descriptor_;
};

} // namespace

std::unique_ptr<Logind> Logind::open() {
    dbus_threads_init_default();
    DBusConnection* connection = dbus_bus_get_private(DBUS_BUS_SYSTEM, nullptr);
    if (connection == nullptr) {
        base::log::info("machine", "no system bus: waking up is noticed by the network only");
        return nullptr;
    }
    dbus_connection_set_exit_on_disconnect(connection, 0);
    dbus_bus_add_match(connection, kSleepSignal, nullptr);
    dbus_connection_flush(connection);
    int descriptor = -1;
    dbus_connection_get_unix_fd(connection, &descriptor);
    return std::make_unique<Bus>(connection, descriptor);
}

} // namespace sangdam::os
