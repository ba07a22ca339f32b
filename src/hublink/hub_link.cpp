// SPDX-License-Identifier: MIT

#include "hublink/hub_link.h"

#include "hublink/http_thread.h"
#include "hublink/hub_administration.h"
#include "hublink/hub_api.h"
#include "hublink/hub_call_log.h"
#include "hublink/hub_callbacks.h"
#include "hublink/hub_customer_book.h"
#include "hublink/hub_door.h"
#include "hublink/hub_orders.h"
#include "hublink/hub_outcalls.h"
#include "hublink/hub_session.h"

#include <utility>

namespace sangdam::hublink {
namespace {

// The listener's place on the replies' thread. The net thread holds it weakly.
struct Front {
    core::CentreListener* listener = nullptr;
};

} // namespace

struct HubLink::Impl {
    Impl(base::Executor& to, const base::Clock& clock, base::Random& random,
         std::unique_ptr<HttpThread> thread)
        : replies(to), door(to, clock, random), http(std::move(thread)) {}

    base::Executor& replies;
    HubDoor door;
    std::shared_ptr<Front> front = std::make_shared<Front>();
    std::unique_ptr<HttpThread> http;
    std::shared_ptr<HubSession> session; // Looked into on the net thread only.

    template <class F>
    void tell(F call) { // Net thread -> the replies' thread.
        replies.post([weak = std::weak_ptr<Front>(front), call = std::move(call)] {
            const auto there = weak.lock();
            if (there && there->listener) call(*there->listener);
        });
    }
    HubCallbacks callbacks{door};
    HubOutcalls outcalls{door};
    HubCallLog call_log{door};
    HubCustomerBook customers{door};
    HubAdministration administration{door};
    HubOrders orders{door};
};

base::Result<std::unique_ptr<HubLink>> HubLink::open(Settings settings, base::Executor& replies,
                                                     const base::Clock& clock,
                                                     base::Random& random) {
    SDC_TRY(const auto url, parse_hub_url(settings.url, settings.plain));
    HttpThread::Options options;
    options.ca_file = settings.ca_file;
    options.connect_timeout = settings.connect_timeout;
    options.silent_stream = settings.silent_stream;
    options.longest_body = wire::kMaxDocument;
    SDC_TRY(auto http, HttpThread::open(std::move(options)));
    auto impl = std::make_unique<Impl>(replies, clock, random, std::move(http));
    auto* const self = impl.get();
    impl->session = std::make_shared<HubSession>(
        *impl->http, random,
        HubSession::Options{url.base, std::move(settings.device), settings.request_timeout},
        HubSession::Hooks{
            [self](core::LinkState state) {
                self->tell([state](core::CentreListener& to) { to.link_changed(state); });
            },
            [self](const core::CentreEvent& event) {
                self->tell([event](core::CentreListener& to) { to.centre_event(event); });
            },
            [self](const base::Error& why) {
                self->tell([why](core::CentreListener& to) { to.session_ended(why); });
            }});
    impl->door.connect(*impl->http, impl->session);
    return std::unique_ptr<HubLink>(new HubLink(std::move(impl)));
}

HubLink::HubLink(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

HubLink::~HubLink() {
    impl_->front->listener = nullptr;
    // Its timers and its stream must die on the net thread, which is joined after that.
    impl_->http->post(
        [session = std::exchange(impl_->session, nullptr)]() mutable { session.reset(); });
    impl_->http.reset();
}

void HubLink::set_listener(core::CentreListener* listener) { impl_->front->listener = listener; }

void HubLink::sign_in(std::string login, base::Secret password,
                      core::Reply<core::SessionGranted> done) {
    impl_->door.in_session([login = std::move(login), password = std::move(password),
                            back = impl_->door.back<core::SessionGranted>(std::move(done))](
                               HubSession& to) { to.sign_in(login, password, back); });
}

void HubLink::sign_out(core::Reply<base::Done> done) {
    impl_->door.in_session([back = impl_->door.back<base::Done>(std::move(done))](HubSession& to) {
        to.sign_out(back);
    });
}

void HubLink::save_wrap_up(const core::WrapUp& wrap_up, core::Reply<core::WrapUp> done) {
    impl_->door.in_session([wrap_up, back = impl_->door.back<core::WrapUp>(std::move(done))](
                               HubSession& to) { to.save_wrap_up(wrap_up, back); });
}

void HubLink::set_state(core::AgentState state, std::string reason, core::Reply<core::Agent> done) {
    impl_->door.ask(api::set_state(state, reason), &api::record<core::Agent>, std::move(done));
}

void HubLink::agents(core::Reply<std::vector<core::Agent>> done) {
    impl_->door.ask(api::agents(), &api::page<core::Agent>, std::move(done));
}

void HubLink::queue(core::Reply<std::vector<core::WaitingCall>> done) {
    impl_->door.ask(api::queue(), &api::page<core::WaitingCall>, std::move(done));
}

void HubLink::pick_up(const core::CallRef& call, core::Reply<base::Done> done) {
    impl_->door.ask(api::pick_up(call, impl_->door.fresh_key()), &api::nothing, std::move(done));
}

void HubLink::customer_card(const core::PhoneNumber& number, core::Reply<core::CustomerCard> done) {
    impl_->door.ask(api::customer_card(number), &api::record<core::CustomerCard>, std::move(done));
}

void HubLink::save_customer(const core::Customer& customer, core::Reply<core::Customer> done) {
    impl_->door.ask(api::save_customer(customer), &api::record<core::Customer>, std::move(done));
}

void HubLink::recent_calls(core::Reply<std::vector<core::HistoryEntry>> done) {
    impl_->door.ask(api::recent_calls(), &api::page<core::HistoryEntry>, std::move(done));
}

void HubLink::wrap_up_choices(core::Reply<core::WrapUpChoices> done) {
    impl_->door.ask(api::wrap_up_choices(), &api::record<core::WrapUpChoices>, std::move(done));
}

void HubLink::wrap_up(const core::CallRef& call, core::Reply<core::WrapUp> done) {
    impl_->door.ask(api::wrap_up(call), &api::record<core::WrapUp>, std::move(done));
}

void HubLink::extend_wrap_up(core::Reply<core::Agent> done) {
    impl_->door.ask(api::extend_wrap_up(impl_->door.fresh_key()), &api::record<core::Agent>,
                    std::move(done));
}

void HubLink::show_number(std::string key, core::Reply<core::Agent> done) {
    impl_->door.ask(api::show_number(key), &api::record<core::Agent>, std::move(done));
}

void HubLink::set_state_of(const core::AgentId& agent, core::AgentState state, std::string reason,
                           core::Reply<core::Agent> done) {
    impl_->door.ask(api::set_state_of(agent, state, reason), &api::record<core::Agent>,
                    std::move(done));
}

core::CallbackBook& HubLink::callbacks() { return impl_->callbacks; }
core::Outcalls& HubLink::outcalls() { return impl_->outcalls; }
core::CallLog& HubLink::call_log() { return impl_->call_log; }
core::CustomerBook& HubLink::customers() { return impl_->customers; }
core::OrderBook& HubLink::orders() { return impl_->orders; }
core::Administration& HubLink::administration() { return impl_->administration; }

} // namespace sangdam::hublink
