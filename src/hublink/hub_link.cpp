// SPDX-License-Identifier: MIT

#include "hublink/hub_link.h"

#include "hublink/http_thread.h"
#include "hublink/hub_api.h"
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
    base::Executor& replies;
    const base::Clock& clock;
    base::Random& random;
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
    // The reply, brought to the replies' thread.
    template <class T>
    auto back(core::Reply<T> done) {
        return [&to = replies, done = std::move(done)](base::Result<T> result) {
            to.post([done, result = std::move(result)] { done(result); });
        };
    }
    template <class T, class Read>
    void ask(HttpRequest request, Read read, core::Reply<T> done) {
        http->post([session = std::weak_ptr<HubSession>(session), request = std::move(request),
                    read, back = back<T>(std::move(done))] {
            const auto alive = session.lock();
            if (!alive) return;
            alive->ask(request, [read, back](const base::Result<HttpAnswer>& answer) {
                back(read(answer));
            });
        });
    }
    template <class F>
    void in_session(F call) {
        http->post([weak = std::weak_ptr<HubSession>(session), call = std::move(call)] {
            if (const auto alive = weak.lock()) call(*alive);
        });
    }
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
    auto impl = std::make_unique<Impl>(
        Impl{replies, clock, random, std::make_shared<Front>(), std::move(http), nullptr});
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
    impl_->in_session([login = std::move(login), password = std::move(password),
                       back = impl_->back<core::SessionGranted>(std::move(done))](HubSession& to) {
        to.sign_in(login, password, back);
    });
}

void HubLink::sign_out(core::Reply<base::Done> done) {
    impl_->in_session(
        [back = impl_->back<base::Done>(std::move(done))](HubSession& to) { to.sign_out(back); });
}

void HubLink::save_wrap_up(const core::WrapUp& wrap_up, core::Reply<core::WrapUp> done) {
    impl_->in_session([wrap_up, back = impl_->back<core::WrapUp>(std::move(done))](HubSession& to) {
        to.save_wrap_up(wrap_up, back);
    });
}

void HubLink::set_state(core::AgentState state, std::string reason, core::Reply<core::Agent> done) {
    impl_->ask(api::set_state(state, reason), &api::record<core::Agent>, std::move(done));
}

void HubLink::agents(core::Reply<std::vector<core::Agent>> done) {
    impl_->ask(api::agents(), &api::page<core::Agent>, std::move(done));
}

void HubLink::queue(core::Reply<std::vector<core::WaitingCall>> done) {
    impl_->ask(api::queue(), &api::page<core::WaitingCall>, std::move(done));
}

void HubLink::pick_up(const core::CallRef& call, core::Reply<base::Done> done) {
    // Each press is a wish of its own; only the retry of a lost answer would be the same one.
    const auto key = base::uuid_v7(impl_->clock.wall(), impl_->random);
    impl_->ask(api::pick_up(call, key), &api::nothing, std::move(done));
}

void HubLink::customer_card(const core::PhoneNumber& number, core::Reply<core::CustomerCard> done) {
    impl_->ask(api::customer_card(number), &api::record<core::CustomerCard>, std::move(done));
}

void HubLink::save_customer(const core::Customer& customer, core::Reply<core::Customer> done) {
    impl_->ask(api::save_customer(customer), &api::record<core::Customer>, std::move(done));
}

void HubLink::recent_calls(core::Reply<std::vector<core::HistoryEntry>> done) {
    impl_->ask(api::recent_calls(), &api::page<core::HistoryEntry>, std::move(done));
}

void HubLink::wrap_up_choices(core::Reply<core::WrapUpChoices> done) {
    impl_->ask(api::wrap_up_choices(), &api::record<core::WrapUpChoices>, std::move(done));
}

void HubLink::wrap_up(const core::CallRef& call, core::Reply<core::WrapUp> done) {
    impl_->ask(api::wrap_up(call), &api::record<core::WrapUp>, std::move(done));
}

} // namespace sangdam::hublink
