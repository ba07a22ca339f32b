// SPDX-License-Identifier: MIT
//
// The phone before and after its account is known. The desk is wired to this slot at start; the
// real phone is put in when the hub (or the settings) named an account, and may be replaced later.
// Call thread only.
#pragma once

#include "core/ports/phone.h"

#include <memory>
#include <vector>

namespace sangdam::shell {

class PhoneSlot final : public core::Phone, private core::PhoneListener {
public:
    PhoneSlot() = default;
    ~PhoneSlot() override;

    // Replaces the former phone, which hangs up and un-registers as it goes. nullptr: none.
    void install(std::unique_ptr<core::Phone> phone);
    // The highest id any phone has used: the next one goes on from there.
    core::CallId last_call() const { return last_call_; }
    // No phone could be made; the sentence is shown where the registration is.
    void failed(std::string what);

    void set_listener(core::PhoneListener*) override;
    base::Result<core::CallId> dial(std::string_view target, std::string_view account) override;
    void answer(core::CallId) override;
    void hang_up(core::CallId) override;
    void set_hold(core::CallId, bool on) override;
    void set_mute(core::CallId, bool on) override;
    void send_digit(core::CallId, char digit) override;
    base::Status transfer(core::CallId, std::string_view target) override;
    base::Status transfer_into(core::CallId, core::CallId consulted) override;
    base::Status set_conference(bool on) override;
    base::Result<core::CallId> pick_up(std::string_view extension) override;
    void watch_seats(const std::vector<std::string>& extensions) override;

private:
    void call_changed(const core::Call&) override;
    void registration_changed(const core::Registration&) override;
    void digit_heard(core::CallId, char digit) override;
    void accounts_changed(const std::vector<core::Registration>&) override;
    void seat_changed(const core::SeatState&) override;
    void messages_changed(const core::MessagesWaiting&) override;

    std::unique_ptr<core::Phone> phone_;
    core::PhoneListener* listener_ = nullptr;
    core::Registration registration_;
    std::vector<core::Registration> accounts_;
    std::vector<std::string> watched_; // For the next phone, too.
    core::CallId last_call_{};
    std::vector<core::Call> live_; // So that a phone that is taken out ends its calls for the desk.
};

} // namespace sangdam::shell
