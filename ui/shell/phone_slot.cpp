// SPDX-License-Identifier: MIT

#include "shell/phone_slot.h"

#include <algorithm>
#include <utility>

namespace sangdam::shell {

PhoneSlot::~PhoneSlot() {
    if (phone_) phone_->set_listener(nullptr);
}

void PhoneSlot::install(std::unique_ptr<core::Phone> phone) {
    if (phone_) phone_->set_listener(nullptr);
    phone_.reset();
    for (auto& call : std::exchange(live_, {})) {
        call.phase = core::Phase::Ended;
        call.cause = core::EndCause::Failed;
        if (listener_ != nullptr) listener_->call_changed(call);
    }
    phone_ = std::move(phone);
    if (phone_) {
        phone_->set_listener(this);
    } else {
        registration_changed({});
    }
}

void PhoneSlot::failed(std::string what) {
    install(nullptr);
    registration_changed({core::RegistrationState::Unreachable, std::move(what)});
}

void PhoneSlot::set_listener(core::PhoneListener* listener) {
    listener_ = listener;
    if (listener_ == nullptr) return;
    listener_->registration_changed(registration_);
    for (const auto& call : live_) listener_->call_changed(call);
}

base::Result<core::CallId> PhoneSlot::dial(std::string_view target) {
    if (!phone_)
        return base::Error{base::Errc::Unavailable, "no telephone account yet: sign in first"};
    return phone_->dial(target);
}

void PhoneSlot::answer(core::CallId id) {
    if (phone_) phone_->answer(id);
}
void PhoneSlot::hang_up(core::CallId id) {
    if (phone_) phone_->hang_up(id);
}
void PhoneSlot::set_hold(core::CallId id, bool on) {
    if (phone_) phone_->set_hold(id, on);
}
void PhoneSlot::set_mute(core::CallId id, bool on) {
    if (phone_) phone_->set_mute(id, on);
}
void PhoneSlot::send_digit(core::CallId id, char digit) {
    if (phone_) phone_->send_digit(id, digit);
}

void PhoneSlot::call_changed(const core::Call& call) {
    last_call_ = std::max(last_call_, call.id);
    std::erase_if(live_, [&](const core::Call& each) { return each.id == call.id; });
    if (core::alive(call)) live_.push_back(call);
    if (listener_ != nullptr) listener_->call_changed(call);
}

void PhoneSlot::registration_changed(const core::Registration& registration) {
    registration_ = registration;
    if (listener_ != nullptr) listener_->registration_changed(registration);
}

void PhoneSlot::digit_heard(core::CallId id, char digit) {
    if (listener_ != nullptr) listener_->digit_heard(id, digit);
}

} // namespace sangdam::shell
