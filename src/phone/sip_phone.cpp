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
    switch (report.state) {
    case Account::Trying: return {core::RegistrationState::Trying, report.what};
    case Account::Registered: return {core::RegistrationState::Registered, report.what};
    case Account::Refused: return {core::RegistrationState::Refused, report.what};
    case Account::Unreachable: return {core::RegistrationState::Unreachable, report.what};
    case Account::Removed: break;
    }
    return {core::RegistrationState::Off, report.what};
}

} // namespace

struct SipPhone::Impl {
    Impl(std::unique_ptr<sip::Endpoint> opened, media::Engine& engine, const base::Clock& clock,
         const PhoneAccount& account, const Registrar& registrar, core::CallId last_call)
        : endpoint(std::move(opened)),
          calls(*endpoint, engine, clock, account, registrar, last_call) {
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
        std::move(endpoint), engine, clock, config.account, registrar, config.last_call)));
}

SipPhone::SipPhone(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SipPhone::~SipPhone() = default;

void SipPhone::set_listener(core::PhoneListener* listener) {
    impl_->listener = listener;
    impl_->calls.set_listener(listener);
}

void SipPhone::set_observer(PhoneObserver* observer) { impl_->calls.set_observer(observer); }

base::Result<core::CallId> SipPhone::dial(std::string_view target) {
    return impl_->calls.dial(target);
}

void SipPhone::answer(core::CallId id) { impl_->calls.take_the_line(id, core::Answer{}); }
void SipPhone::hang_up(core::CallId id) { impl_->calls.apply(id, core::Hangup{}); }
void SipPhone::set_hold(core::CallId id, bool on) {
    impl_->calls.take_the_line(id, core::SetHold{on});
}
void SipPhone::set_mute(core::CallId id, bool on) { impl_->calls.apply(id, core::SetMute{on}); }
void SipPhone::send_digit(core::CallId id, char digit) {
    impl_->calls.apply(id, core::SendDigit{digit});
}

core::Registration SipPhone::registration() const { return impl_->registration; }
std::uint16_t SipPhone::port() const { return impl_->endpoint->port(); }
void SipPhone::network_changed() { impl_->endpoint->refresh_accounts(); }

} // namespace sangdam::phone
