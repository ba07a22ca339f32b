// SPDX-License-Identifier: MIT

#include "shell/phone_slot.h"

#include <algorithm>
#include <utility>

namespace sangdam::shell {

namespace {
base::Error no_phone() {
    return {base::Errc::Unavailable, "no telephone account yet: sign in first"};
}
} // namespace

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
        phone_->watch_seats(watched_);
    } else {
        registration_changed({});
        accounts_changed({});
    }
}

void PhoneSlot::failed(std::string what) {
    install(nullptr);
    core::Registration none;
    none.state = core::RegistrationState::Unreachable;
    none.what = std::move(what);
    registration_changed(none);
}

void PhoneSlot::set_listener(core::PhoneListener* listener) {
    listener_ = listener;
    if (listener_ == nullptr) return;
    listener_->registration_changed(registration_);
    listener_->accounts_changed(accounts_);
    for (const auto& call : live_) listener_->call_changed(call);
}

base::Result<core::CallId> PhoneSlot::dial(std::string_view target, std::string_view account) {
    if (!phone_) return no_phone();
    return phone_->dial(target, account);
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

base::Status PhoneSlot::transfer(core::CallId id, std::string_view target) {
    if (!phone_) return no_phone();
    return phone_->transfer(id, target);
}
base::Status PhoneSlot::transfer_into(core::CallId id, core::CallId consulted) {
    if (!phone_) return no_phone();
    return phone_->transfer_into(id, consulted);
}
base::Status PhoneSlot::set_conference(bool on) {
    if (!phone_) return no_phone();
    return phone_->set_conference(on);
}
base::Result<core::CallId> PhoneSlot::pick_up(std::string_view extension) {
    if (!phone_) return no_phone();
    return phone_->pick_up(extension);
}
void PhoneSlot::watch_seats(const std::vector<std::string>& extensions) {
    watched_ = extensions;
    if (phone_) phone_->watch_seats(extensions);
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

void PhoneSlot::accounts_changed(const std::vector<core::Registration>& accounts) {
    accounts_ = accounts;
    if (listener_ != nullptr) listener_->accounts_changed(accounts);
}

void PhoneSlot::seat_changed(const core::SeatState& seat) {
    if (listener_ != nullptr) listener_->seat_changed(seat);
}

void PhoneSlot::messages_changed(const core::MessagesWaiting& messages) {
    if (listener_ != nullptr) listener_->messages_changed(messages);
}

} // namespace sangdam::shell
