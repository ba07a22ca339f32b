// SPDX-License-Identifier: MIT
//
// The only file that knows XCB. The X protocol's own requests, because the toolkit's connection
// belongs to the ui thread, which may be frozen while the telephone rings (Law 1).

#include "base/log.h"
#include "base/mailbox.h"
#include "base/strand.h"
#include "os/hot_keys.h"

#include <array>
#include <atomic>
#include <cstdlib>
#include <map>
#include <poll.h>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>
#include <xcb/xcb.h>

namespace sangdam::os {
namespace {

using core::HotKey;

template <class T>
struct Free {
    void operator()(T* thing) const { std::free(thing); } // As XCB wants its replies released.
};
template <class T>
using Reply = std::unique_ptr<T, Free<T>>;

struct Named {
    std::uint32_t symbol; // X11/keysymdef.h, X11/XF86keysym.h
    HotKey key;
};
constexpr Named kSymbols[] = {
    {0xFFC6, HotKey::Talk},     // F9
    {0xFFC7, HotKey::Mute},     // F10
    {0xFFC8, HotKey::Hold},     // F11
    {0x1008FF14, HotKey::Talk}, // XF86AudioPlay
    {0x1008FF31, HotKey::Talk}, // XF86AudioPause
    {0x1008FF6E, HotKey::Talk}, // XF86Phone
    {0x1008FFB2, HotKey::Mute}, // XF86AudioMicMute
};
// Caps lock and num lock do not make another key of it.
constexpr std::array<std::uint16_t, 4> kModifiers{0, XCB_MOD_MASK_LOCK, XCB_MOD_MASK_2,
                                                  XCB_MOD_MASK_LOCK | XCB_MOD_MASK_2};

class X11HotKeys final : public core::HotKeys {
public:
    X11HotKeys(xcb_connection_t* connection, xcb_window_t root, base::Executor& executor,
               core::HotKeyListener& listener)
        : connection_(connection), root_(root), executor_(executor), listener_(&listener),
          wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
        thread_ = std::thread([this] { run(); });
    }
    ~X11HotKeys() override {
        *alive_ = false;
        stopping_ = true;
        nudge();
        thread_.join();
        xcb_disconnect(connection_); // Gives every key back.
        ::close(wake_);
    }

    void take(const std::set<HotKey>& keys) override {
        wishes_.post([this, keys] { grab(keys); });
        nudge();
    }

private:
    void nudge() const {
        const std::uint64_t one = 1;
        static_cast<void>(!::write(wake_, &one, sizeof one));
    }

    void run() {
        base::name_this_thread("hot-keys");
        while (!stopping_) {
            std::array<pollfd, 2> fds{
                {{wake_, POLLIN, 0}, {xcb_get_file_descriptor(connection_), POLLIN, 0}}};
            ::poll(fds.data(), fds.size(), -1);
            std::uint64_t count = 0;
            static_cast<void>(!::read(wake_, &count, sizeof count));
            std::vector<base::Task> wishes;
            wishes_.wait_until(base::TimePoint{}, wishes); // Long past: takes what is there.
            for (const auto& wish : wishes) wish();
            read_events();
            if (xcb_connection_has_error(connection_) != 0) return; // The display went away.
        }
    }

    void read_events() {
        while (const Reply<xcb_generic_event_t> event{xcb_poll_for_event(connection_)}) {
            switch (event->response_type & 0x7F) {
            case XCB_KEY_PRESS:
                pressed(reinterpret_cast<xcb_key_press_event_t*>(event.get())->detail);
                break;
            case XCB_MAPPING_NOTIFY: // Another keyboard layout: the same keys elsewhere.
                if (!taken_.empty()) grab(std::exchange(taken_, {}));
                break;
            default: break;
            }
        }
    }

    void pressed(xcb_keycode_t code) {
        const auto key = codes_.find(code);
        if (key == codes_.end()) return;
        executor_.post([alive = alive_, listener = listener_, pressed = key->second] {
            if (*alive) listener->hot_key_pressed(pressed);
        });
    }

    void grab(const std::set<HotKey>& keys) {
        if (keys == taken_) return;
        for (const auto& [code, key] : codes_)
            xcb_ungrab_key(connection_, code, root_, XCB_MOD_MASK_ANY);
        codes_.clear();
        taken_ = keys;
        if (!keys.empty()) find_codes();
        for (auto code = codes_.begin(); code != codes_.end();)
            code = grab_code(code->first) ? std::next(code) : codes_.erase(code);
        xcb_flush(connection_);
    }

    bool grab_code(xcb_keycode_t code) {
        bool all = true;
        for (const auto modifiers : kModifiers) {
            const auto cookie = xcb_grab_key_checked(connection_, 0, root_, modifiers, code,
                                                     XCB_GRAB_MODE_ASYNC, XCB_GRAB_MODE_ASYNC);
            const Reply<xcb_generic_error_t> refused{xcb_request_check(connection_, cookie)};
            all = all && refused == nullptr;
        }
        if (!all) base::log::info("keys", "key {} belongs to another program already", code);
        return all;
    }

    void find_codes() {
        const auto* setup = xcb_get_setup(connection_);
        const auto count = static_cast<std::uint8_t>(setup->max_keycode - setup->min_keycode + 1);
        const Reply<xcb_get_keyboard_mapping_reply_t> map{xcb_get_keyboard_mapping_reply(
            connection_, xcb_get_keyboard_mapping(connection_, setup->min_keycode, count),
            nullptr)};
        if (!map || map->keysyms_per_keycode == 0) return;
        const auto* symbols = xcb_get_keyboard_mapping_keysyms(map.get());
        // Only the unshifted meaning: Shift+something is another key.
        for (unsigned i = 0; i < count; ++i)
            for (const auto& named : kSymbols)
                if (symbols[i * map->keysyms_per_keycode] == named.symbol &&
                    taken_.contains(named.key))
                    codes_[static_cast<xcb_keycode_t>(setup->min_keycode + i)] = named.key;
    }

    xcb_connection_t* connection_;
    xcb_window_t root_;
    base::Executor& executor_;
    core::HotKeyListener* listener_;
    // Ours and the tasks': a press on its way finds out that nobody listens any more. Read and
    // written on the executor only.
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
    int wake_;
    base::Mailbox wishes_;
    std::set<HotKey> taken_; // Own thread, as are the codes.
    std::map<xcb_keycode_t, HotKey> codes_;
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

} // namespace

std::unique_ptr<core::HotKeys> open_hot_keys(base::Executor& executor,
                                             core::HotKeyListener& listener) {
    int screen = 0;
    auto* connection = xcb_connect(nullptr, &screen);
    if (connection == nullptr || xcb_connection_has_error(connection) != 0) {
        xcb_disconnect(connection);
        return nullptr;
    }
    auto at = xcb_setup_roots_iterator(xcb_get_setup(connection));
    for (; at.rem > 1 && screen > 0; --screen) xcb_screen_next(&at);
    return std::make_unique<X11HotKeys>(connection, at.data->root, executor, listener);
}

} // namespace sangdam::os
