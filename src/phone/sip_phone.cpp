// SPDX-License-Identifier: MIT

#include "phone/sip_phone.h"

#include "base/log.h"
#include "phone/phone_calls.h"
#include "sip/call_thread.h"

#include <utility>

namespace sangdam::phone {
namespace {

core::Registration registration_of(const sip::AccountReport& report) {
    using Account = sip::AccountReport::State;
    core::Registration out;
    out.what = report.what;
    switch (report.state) {
    case Account::Trying: out.state = core::RegistrationState::Trying; break;
    case Account::Registered: out.state = core::RegistrationState::Registered; break;
    case Account::Refused: out.state = core::RegistrationState::Refused; break;
    case Account::Unreachable: out.state = core::RegistrationState::Unreachable; break;
    case Account::Removed: break;
    }
    return out;
}

} // namespace

struct SipPhone::Impl {
    Impl(std::unique_ptr<sip::Endpoint> opened, media::Engine& engine, base::Timers& timers,
         const base::Clock& clock, const PhoneAccount& account, const Registrar& registrar,
         core::CallId last_call)
        : endpoint(std::move(opened)),
          calls(*endpoint, engine, timers, clock, account, registrar, last_call),
          pickup_code(account.pickup_code) {
        endpoint->add_account({registrar.uri(), account.user, account.auth_user, account.secret,
                               account.display, account.expires},
                              [this](const sip::AccountReport& report) {
                                  registration = registration_of(report);
                                  if (listener != nullptr)
                                      listener->registration_changed(registration);
                              });
    }

    std::unique_ptr<sip::Endpoint> endpoint; // Un-registers when it goes.
    PhoneCalls calls;
    std::string pickup_code;
    core::Registration registration;
    core::PhoneListener* listener = nullptr;
};

base::Result<std::unique_ptr<SipPhone>> SipPhone::open(sip::CallThread& thread,
                                                       media::Engine& engine,
                                                       const base::Clock& clock,
                                                       PhoneConfig config) {
    if (config.account.user.empty())
        return base::Error{base::Errc::BadInput, "a SIP account needs a user"};
    SDC_TRY(auto registrar, parse_registrar(config.account.registrar, config.transport));
    sip::EndpointConfig settings;
    settings.address = config.bind_address;
    if (settings.address.empty())
        settings.address = is_loopback(registrar.host()) ? "127.0.0.1" : "0.0.0.0";
    settings.port = config.bind_port;
    settings.udp = registrar.transport == sip::Transport::Udp;
    settings.tcp = registrar.transport == sip::Transport::Tcp;
    settings.user = config.account.user;
    settings.user_agent = config.user_agent;
    SDC_TRY(auto endpoint, sip::Endpoint::open(thread, settings));
    return std::unique_ptr<SipPhone>(new SipPhone(std::make_unique<Impl>(
        std::move(endpoint), engine, thread, clock, config.account, registrar, config.last_call)));
}

SipPhone::SipPhone(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SipPhone::~SipPhone() = default;

void SipPhone::set_listener(core::PhoneListener* listener) {
    impl_->listener = listener;
    impl_->calls.set_listener(listener);
}

void SipPhone::set_observer(PhoneObserver* observer) { impl_->calls.set_observer(observer); }

base::Result<core::CallId> SipPhone::dial(std::string_view target, std::string_view) {
    return impl_->calls.dial(target);
}

void SipPhone::answer(core::CallId id) { impl_->calls.take_the_line(id, core::Answer{}); }
void SipPhone::hang_up(core::CallId id) { impl_->calls.apply(id, core::Hangup{}); }
void SipPhone::set_hold(core::CallId id, bool on) { impl_->calls.set_hold(id, on); }
void SipPhone::set_mute(core::CallId id, bool on) { impl_->calls.set_mute(id, on); }
void SipPhone::send_digit(core::CallId id, char digit) {
    impl_->calls.apply(id, core::SendDigit{digit});
}

base::Status SipPhone::transfer(core::CallId id, std::string_view target) {
    return impl_->calls.transfer(id, target);
}
base::Status SipPhone::transfer_into(core::CallId id, core::CallId consulted) {
    return impl_->calls.transfer_into(id, consulted);
}
base::Status SipPhone::set_conference(bool on) { return impl_->calls.set_conference(on); }
base::Result<core::CallId> SipPhone::pick_up(std::string_view extension) {
    const auto& code = impl_->pickup_code;
    if (code.empty())
        return base::Error{base::Errc::Unavailable, "this account has no code for picking up"};
    return impl_->calls.dial(code + std::string{extension});
}
void SipPhone::watch_seats(const std::vector<std::string>&) {}

core::Registration SipPhone::registration() const { return impl_->registration; }
std::uint16_t SipPhone::port() const { return impl_->endpoint->port(); }
void SipPhone::network_changed() { impl_->endpoint->refresh_accounts(); }

} // namespace sangdam::phone
