// SPDX-License-Identifier: MIT
//
// Which colleagues' telephones are watched and what their PBX tells; picking up a call that rings
// there. Call thread. Private to src/phone.
#pragma once

#include "core/ports/phone.h"
#include "phone/seat_account.h"
#include "sip/endpoint.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::phone {

// What to call to take a call over.
struct PickUpWay {
    std::string target;   // As it is dialled, or a sip: URI.
    std::string replaces; // For the Replaces header; empty: a feature code does it.
};
// By the dialog when the PBX told enough of it (RFC 3891), else by the code. Unavailable.
base::Result<PickUpWay> way_to_pick_up(const SeatAccount&, std::string_view extension,
                                       const std::vector<sip::WatchedDialog>&);

core::SeatState seat_state(const std::string& extension, const std::vector<sip::WatchedDialog>&);

class WatchDesk final : public sip::WatchListener {
public:
    WatchDesk(sip::Endpoint&, const SeatAccounts&);
    ~WatchDesk() override;
    WatchDesk(const WatchDesk&) = delete;
    WatchDesk& operator=(const WatchDesk&) = delete;

    void set_listener(core::PhoneListener* listener) { listener_ = listener; }
    void watch(std::vector<std::string> extensions);
    void registered(); // The standard account is: subscriptions may begin.
    base::Result<PickUpWay> pick_up(std::string_view extension) const;

    void dialogs_told(const std::string&, const std::vector<sip::WatchedDialog>&) override;
    void dialogs_unknown(const std::string&) override;
    void messages_told(const sip::MessageSummary&) override;

private:
    sip::Endpoint& endpoint_;
    const SeatAccounts& accounts_;
    core::PhoneListener* listener_ = nullptr;
    std::vector<std::string> wanted_;
    bool registered_ = false;
    std::map<std::string, std::vector<sip::WatchedDialog>, std::less<>> known_;
};

} // namespace sangdam::phone
