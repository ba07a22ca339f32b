// SPDX-License-Identifier: MIT
//
// One account of the telephone with what is known of it while it runs, and the choice among
// several. Call thread; the choosing is pure. Private to src/phone.
#pragma once

#include "core/ports/phone.h"
#include "phone/dial_plan.h"
#include "phone/sip_phone.h"
#include "sip/endpoint.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::phone {

struct SeatAccount {
    PhoneAccount account;
    Registrar registrar;
    sip::AccountId id{};
    core::Registration registration; // As told last.
    std::string route;               // First hop of its calls; empty: by their own address.

    std::string name() const { return account.user + "@" + registrar.host(); }
    std::string uri() const; // "sip:201@pbx.example:5060"
    sip::Credentials credentials() const;
};
using SeatAccounts = std::vector<SeatAccount>; // The standard one first; never empty.

// BadInput: an account without a user, or with an address that is none.
base::Result<SeatAccounts> seat_accounts(const PhoneConfig&);

// Which one calls: "" the standard one, else its name, user or host when only one has it. NotFound,
// Conflict (several fit).
base::Result<std::size_t> account_named(const SeatAccounts&, std::string_view name);
// Which one is called; the standard one when the INVITE names none of them.
std::size_t account_called(const SeatAccounts&, const sip::IncomingLeg&);

core::Registration registration_of(const SeatAccount&, const sip::AccountReport&, bool standard);

// Does this INVITE carry the token that only the centre and this desk know? Then it may answer
// itself; a header that anybody can write ("answer-after=0") is not enough.
bool may_answer_itself(const SeatAccount&, const sip::Headers&);

} // namespace sangdam::phone
