// SPDX-License-Identifier: MIT

#include "phone/seat_account.h"

#include "sip/message.h"

namespace sangdam::phone {
namespace {

using base::Errc;
using base::Error;

// As long for a wrong token as for the right one.
bool same_secret(std::string_view a, std::string_view b) {
    unsigned difference = a.size() == b.size() ? 0U : 1U;
    for (std::size_t i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned char>(a[i]) ^
                      static_cast<unsigned char>(b.empty() ? '\0' : b[i % b.size()]);
    return difference == 0;
}

} // namespace

std::string SeatAccount::uri() const {
    return "sip:" + sip::percent_encoded(account.user) + "@" + registrar.host_port;
}

sip::Credentials SeatAccount::credentials() const {
    return {account.auth_user.empty() ? account.user : account.auth_user, account.secret};
}

base::Result<SeatAccounts> seat_accounts(const PhoneConfig& config) {
    SeatAccounts seats;
    const auto add = [&](const PhoneAccount& account) -> base::Status {
        if (account.user.empty()) return Error{Errc::BadInput, "a SIP account needs a user"};
        SDC_TRY(auto registrar,
                parse_registrar(account.registrar, account.transport.value_or(config.transport)));
        SeatAccount seat{account, std::move(registrar), {}, {}, account.proxy};
        seat.registration.account = seat.name();
        seat.registration.standard = seats.empty();
        seat.registration.encrypted = seat.registrar.secure();
        seats.push_back(std::move(seat));
        return base::Done{};
    };
    SDC_CHECK(add(config.account));
    for (const auto& account : config.others) SDC_CHECK(add(account));
    return seats;
}

base::Result<std::size_t> account_named(const SeatAccounts& seats, std::string_view name) {
    if (name.empty()) return std::size_t{0};
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < seats.size(); ++i) {
        if (seats[i].name() == name) return i;
        if (seats[i].account.user != name && seats[i].registrar.host() != name) continue;
        if (found) return Error{Errc::Conflict, "several accounts are called that"};
        found = i;
    }
    if (!found) return Error{Errc::NotFound, "there is no account of that name"};
    return *found;
}

std::size_t account_called(const SeatAccounts& seats, const sip::IncomingLeg& in) {
    for (const auto& user : {in.request_user, in.to.user})
        for (std::size_t i = 0; i < seats.size(); ++i)
            if (!user.empty() && seats[i].account.user == user) return i;
    return 0;
}

core::Registration registration_of(const SeatAccount& seat, const sip::AccountReport& report,
                                   bool standard) {
    using State = sip::AccountReport::State;
    core::Registration out;
    out.what = report.what;
    out.account = seat.name();
    out.standard = standard;
    out.reachable = report.reachable;
    out.round_trip = report.round_trip;
    out.last_heard = report.last_heard;
    out.encrypted = seat.registrar.secure();
    switch (report.state) {
    case State::Trying: out.state = core::RegistrationState::Trying; break;
    case State::Registered: out.state = core::RegistrationState::Registered; break;
    case State::Refused: out.state = core::RegistrationState::Refused; break;
    case State::Unreachable: out.state = core::RegistrationState::Unreachable; break;
    case State::Removed: break;
    }
    return out;
}

bool may_answer_itself(const SeatAccount& seat, const sip::Headers& headers) {
    const auto& token = seat.account.answer_token.reveal();
    const auto said = sip::value_of(headers, kAnswerTokenHeader);
    return !token.empty() && same_secret(said, token);
}

} // namespace sangdam::phone
