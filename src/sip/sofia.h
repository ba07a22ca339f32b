// SPDX-License-Identifier: MIT
//
// The only door to sofia-sip: its headers, and owners for what it hands out. For src/sip's .cpp
// files only. Its calls take tag lists as varargs: every one must end with TAG_END(), no compiler
// checks it.
#pragma once

namespace sangdam::sip {
class NuaOwner;
class HandleOwner;
} // namespace sangdam::sip

#define NUA_MAGIC_T sangdam::sip::NuaOwner
#define NUA_HMAGIC_T sangdam::sip::HandleOwner
#include <sofia-sip/msg_addr.h>
#include <sofia-sip/nta_tport.h>
#include <sofia-sip/nua.h>
#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_status.h>
#include <sofia-sip/sip_util.h>
#include <sofia-sip/sresolv.h>
#include <sofia-sip/su_log.h>
#include <sofia-sip/su_wait.h>
#include <sofia-sip/tport_tag.h>
#include <sofia-sip/url.h>
#define template template_ // A parameter's name in this header of C.
#include <sofia-resolv/sres_cache.h>
#undef template
// bnf.h defines these as macros, and no other header survives that.
#undef CR
#undef LF
#undef SP
#undef HT
#undef WS
#undef LWS

#include <string>
#include <string_view>
#include <utility>

namespace sangdam::sip {

// What nua tells, in one piece. Valid during the callback only.
struct NuaEvent {
    nua_event_t what;
    int status;
    const char* phrase;
    nua_handle_t* handle;
    const sip_t* sip; // May be nullptr.
    const tagi_t* tags;
};

class NuaOwner {
public:
    virtual ~NuaOwner() = default;
    virtual void on_event(const NuaEvent&) = 0; // Of handles that nobody owns yet.
};

class HandleOwner {
public:
    virtual ~HandleOwner() = default;
    virtual void on_event(const NuaEvent&) = 0;
};

// Owns a nua handle. Destroying it ends what still runs on it (BYE, CANCEL, un-REGISTER); its owner
// hears no more events.
class Handle {
public:
    Handle() = default;
    explicit Handle(nua_handle_t* handle) : handle_(handle) {}
    ~Handle() { reset(); }
    Handle(Handle&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    Handle& operator=(Handle&& other) noexcept {
        if (this != &other) {
            reset();
            handle_ = std::exchange(other.handle_, nullptr);
        }
        return *this;
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    nua_handle_t* get() const { return handle_; }
    explicit operator bool() const { return handle_ != nullptr; }
    void reset() {
        if (auto* handle = std::exchange(handle_, nullptr)) {
            nua_handle_bind(handle, nullptr);
            nua_handle_destroy(handle);
        }
    }

private:
    nua_handle_t* handle_ = nullptr;
};

// A home for the little things that sofia allocates while it parses or prints.
class Home {
public:
    Home() { su_home_init(home_); }
    ~Home() { su_home_deinit(home_); }
    Home(const Home&) = delete;
    Home& operator=(const Home&) = delete;
    su_home_t* get() { return home_; }

private:
    su_home_t home_[1] = {SU_HOME_INIT(home_)};
};

inline std::string text_of(const char* text) { return text != nullptr ? text : ""; }

} // namespace sangdam::sip
