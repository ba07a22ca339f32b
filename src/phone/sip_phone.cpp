// SPDX-License-Identifier: MIT

#include "phone/sip_phone.h"

#include "base/log.h"
#include "phone/phone_calls.h"
#include "phone/seat_account.h"
#include "phone/watch_desk.h"
#include "sip/call_thread.h"

#include <utility>

namespace sangdam::phone {
namespace {

sip::EndpointConfig endpoint_config(const PhoneConfig& config, const SeatAccounts& seats) {
    sip::EndpointConfig settings;
    const auto host = seats.front().registrar.host();
    const bool six = host.find(':') != std::string::npos;
    settings.address = config.bind_address;
    if (settings.address.empty())
        settings.address = is_loopback(host) ? (six ? "::1" : "127.0.0.1") : "0.0.0.0";
    if (six && settings.address == "0.0.0.0") settings.address = "::";
    settings.port = config.bind_port;
    settings.udp = settings.tcp = settings.tls = false;
    for (const auto& seat : seats) {
        settings.udp |= seat.registrar.transport == sip::Transport::Udp;
        settings.tcp |= seat.registrar.transport == sip::Transport::Tcp;
        settings.tls |= seat.registrar.transport == sip::Transport::Tls;
    }
    settings.ca_file = config.ca_file;
    settings.resolver = config.resolver;
    settings.user = seats.front().account.user;
    settings.user_agent = config.user_agent;
    return settings;
}

sip::Account account_of(const SeatAccount& seat) {
    sip::Account account;
    account.registrar = seat.registrar.uri();
    account.user = seat.account.user;
    account.auth_user = seat.account.auth_user;
    account.secret = seat.account.secret;
    account.display = seat.account.display;
    account.expires = seat.account.expires;
    account.proxy = seat.account.proxy;
    account.probe_every = seat.account.probe_every;
    return account;
}

} // namespace

struct SipPhone::Impl {
    Impl(std::unique_ptr<sip::Endpoint> opened, media::Engine& engine, base::Timers& timers,
         const base::Clock& clock, SeatAccounts accounts, core::CallId last_call)
        : endpoint(std::move(opened)), seats(std::move(accounts)), watch(*endpoint, seats),
          calls(*endpoint, engine, timers, clock, seats, last_call), address(address_now()) {
        for (std::size_t i = 0; i < seats.size(); ++i)
            seats[i].id = endpoint->add_account(
                account_of(seats[i]), [this, i](const sip::AccountReport& r) { reported(i, r); });
    }

    void reported(std::size_t index, const sip::AccountReport& report) {
        auto& seat = seats[index];
        const auto before = seat.registration.state;
        seat.registration = registration_of(seat, report, index == 0);
        seat.route = report.route;
        const bool now = seat.registration.state == core::RegistrationState::Registered;
        if (index == 0 && now && before != core::RegistrationState::Registered) watch.registered();
        if (listener == nullptr) return;
        if (index == 0) listener->registration_changed(seat.registration);
        listener->accounts_changed(registrations());
    }

    std::string address_now() const {
        return endpoint->address_towards(seats.front().registrar.host());
    }

    std::vector<core::Registration> registrations() const {
        std::vector<core::Registration> all;
        for (const auto& seat : seats) all.push_back(seat.registration);
        return all;
    }

    std::unique_ptr<sip::Endpoint> endpoint; // Un-registers when it goes.
    SeatAccounts seats;
    WatchDesk watch;
    PhoneCalls calls;
    std::vector<std::string> watched;
    const std::string address; // Of this machine, as the PBX saw it when we began to listen.
    core::PhoneListener* listener = nullptr;
};

struct SipPhone::Parts {
    sip::CallThread& thread;
    media::Engine& engine;
    const base::Clock& clock;
    PhoneConfig config;
    PhoneObserver* observer = nullptr;

    base::Result<std::unique_ptr<sip::Endpoint>> listen(const SeatAccounts& seats,
                                                        std::uint16_t port) const {
        auto settings = endpoint_config(config, seats);
        settings.port = port;
        return sip::Endpoint::open(thread, std::move(settings));
    }
    std::unique_ptr<Impl> make(std::unique_ptr<sip::Endpoint> endpoint, SeatAccounts seats) const {
        return std::make_unique<Impl>(std::move(endpoint), engine, thread, clock, std::move(seats),
                                      config.last_call);
    }
};

base::Result<std::unique_ptr<SipPhone>> SipPhone::open(sip::CallThread& thread,
                                                       media::Engine& engine,
                                                       const base::Clock& clock,
                                                       PhoneConfig config) {
    auto parts = std::make_unique<Parts>(Parts{thread, engine, clock, std::move(config), nullptr});
    SDC_TRY(auto seats, seat_accounts(parts->config));
    SDC_TRY(auto endpoint, parts->listen(seats, parts->config.bind_port));
    auto impl = parts->make(std::move(endpoint), std::move(seats));
    return std::unique_ptr<SipPhone>(new SipPhone(std::move(parts), std::move(impl)));
}

SipPhone::SipPhone(std::unique_ptr<Parts> parts, std::unique_ptr<Impl> impl)
    : parts_(std::move(parts)), impl_(std::move(impl)) {}
SipPhone::~SipPhone() = default;

void SipPhone::set_listener(core::PhoneListener* listener) {
    impl_->listener = listener;
    impl_->watch.set_listener(listener);
    impl_->calls.set_listener(listener);
}

void SipPhone::set_observer(PhoneObserver* observer) {
    parts_->observer = observer;
    impl_->calls.set_observer(observer);
}

base::Result<core::CallId> SipPhone::dial(std::string_view target, std::string_view account) {
    return impl_->calls.dial(target, account);
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
    SDC_TRY(const auto way, impl_->watch.pick_up(extension));
    return impl_->calls.pick_up(way);
}
void SipPhone::watch_seats(const std::vector<std::string>& extensions) {
    impl_->watched = extensions;
    impl_->watch.watch(extensions);
}

core::Registration SipPhone::registration() const { return impl_->seats.front().registration; }
std::uint16_t SipPhone::port() const { return impl_->endpoint->port(); }
void SipPhone::network_changed() {
    impl_->endpoint->refresh_accounts();
    if (impl_->address_now() != impl_->address) move_if_idle();
}

// Contacts and Vias name the address that we had; only a new endpoint names the one we have. A call
// that is up keeps the old one: symmetric RTP and the PBX's own patience carry it over.
void SipPhone::move_if_idle() {
    static constexpr std::chrono::seconds kLookAgain{2};
    const auto later = [this] {
        move_ = parts_->thread.after(kLookAgain, [this] { move_if_idle(); });
    };
    if (!impl_->calls.idle()) return later();
    // First one that listens anywhere, so that there is a telephone whatever happens then.
    auto seats = seat_accounts(parts_->config);
    if (!seats) return;
    auto endpoint = parts_->listen(*seats, 0);
    if (!endpoint) return later();
    base::log::info("phone", "this machine has another address now");
    auto* listener = impl_->listener;
    const auto watched = impl_->watched;
    parts_->config.last_call = impl_->calls.last_call();
    impl_.reset(); // Gives its port back.
    if (parts_->config.bind_port != 0)
        if (auto usual = parts_->listen(*seats, parts_->config.bind_port))
            endpoint = std::move(usual);
    impl_ = parts_->make(std::move(endpoint).value(), std::move(seats).value());
    set_listener(listener);
    set_observer(parts_->observer);
    impl_->watch.watch(watched);
    impl_->watched = watched;
}

} // namespace sangdam::phone
