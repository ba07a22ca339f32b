// SPDX-License-Identifier: MIT

#include "shell/call_side.h"

#include "base/log.h"
#include "desk/call_desk.h"
#include "media/engine.h"
#include "phone/sip_phone.h"
#include "shell/handset_fan.h"
#include "shell/phone_slot.h"
#include "sip/call_thread.h"

#include <utility>

namespace sangdam::shell {
namespace {

// Lives on the call thread from its first task on. Made beforehand, so that the wiring can hold
// weak references to it; destroyed there, too.
struct OnCallThread {
    OnCallThread(sip::CallThread& thread, std::unique_ptr<media::Engine> sound,
                 const base::Clock& clock)
        : engine(std::move(sound)), calls(std::make_shared<desk::CallDesk>(slot, clock)),
          handset(std::make_shared<desk::HandsetDesk>(fan, *calls, thread)) {}

    std::unique_ptr<media::Engine> engine;
    PhoneSlot slot;
    phone::SipPhone* phone = nullptr; // In the slot.
    HandsetFan fan;
    std::shared_ptr<desk::CallDesk> calls;
    std::shared_ptr<desk::HandsetDesk> handset;
};

} // namespace

struct CallSide::Parts {
    explicit Parts(const base::Clock& time) : clock(time) {}

    const base::Clock& clock;
    sip::CallThread thread;
    std::shared_ptr<OnCallThread> on_thread;

    void run(std::function<void(OnCallThread&)> work) {
        thread.post([parts = std::weak_ptr(on_thread), work = std::move(work)] {
            if (const auto there = parts.lock()) work(*there);
        });
    }
};

base::Result<std::unique_ptr<CallSide>> CallSide::open(const base::Clock& clock) {
    auto parts = std::make_unique<Parts>(clock);
    SDC_TRY(auto engine, media::Engine::open({}, parts->thread));
    parts->on_thread = std::make_shared<OnCallThread>(parts->thread, std::move(engine), clock);
    parts->run([](OnCallThread& on) { on.calls->add_listener(on.handset); });
    return std::unique_ptr<CallSide>(new CallSide(std::move(parts)));
}

CallSide::CallSide(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

CallSide::~CallSide() {
    // The last reference goes to the call thread and ends there; then the thread is joined.
    auto& thread = parts_->thread;
    thread.post([last = std::exchange(parts_->on_thread, nullptr)]() mutable {
        last->slot.install(nullptr);
        last.reset();
    });
}

base::Executor& CallSide::executor() { return parts_->thread; }

std::weak_ptr<desk::CallCommands> CallSide::commands() const { return parts_->on_thread->calls; }

void CallSide::add_listener(std::shared_ptr<desk::CallsListener> listener) {
    parts_->run(
        [listener = std::move(listener)](OnCallThread& on) { on.calls->add_listener(listener); });
}

void CallSide::add_listener(std::shared_ptr<desk::HandsetDeskListener> listener) {
    parts_->run(
        [listener = std::move(listener)](OnCallThread& on) { on.handset->add_listener(listener); });
}

void CallSide::add_handset(HandsetMaker make) {
    parts_->run([make = std::move(make), &thread = parts_->thread](OnCallThread& on) {
        if (auto handset = make(thread, thread)) on.fan.add(std::move(handset));
    });
}

void CallSide::install_phone(phone::PhoneConfig config, std::function<void(std::uint16_t)> opened) {
    parts_->run([config = std::move(config), opened = std::move(opened), &thread = parts_->thread,
                 &clock = parts_->clock](OnCallThread& on) mutable {
        on.phone = nullptr;
        on.slot.install(nullptr); // Gives the port back before the new phone asks for it.
        config.last_call = on.slot.last_call();
        auto made = phone::SipPhone::open(thread, *on.engine, clock, config);
        if (!made) {
            base::log::error("phone", "cannot open the telephone: {}", made.error().what);
            on.slot.failed(made.error().what);
            return;
        }
        opened((*made)->port());
        on.phone = made->get();
        on.slot.install(std::move(made).value());
    });
}

void CallSide::remove_phone() {
    parts_->run([](OnCallThread& on) {
        on.phone = nullptr;
        on.slot.install(nullptr);
    });
}

void CallSide::network_changed() {
    parts_->run([](OnCallThread& on) {
        if (on.phone != nullptr) on.phone->network_changed();
    });
}

void CallSide::set_line(std::shared_ptr<core::SoundLine> line) {
    parts_->run([line = std::move(line)](OnCallThread& on) { on.engine->set_line(line); });
}

} // namespace sangdam::shell
