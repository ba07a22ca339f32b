// SPDX-License-Identifier: MIT

#include "hublink/hub_session.h"

#include "base/log.h"
#include "hublink/hub_api.h"
#include "wire/problem.h"
#include "wire/session.h"

#include <utility>

namespace sangdam::hublink {
namespace {

constexpr int kUnauthorized = 401;

} // namespace

HubSession::HubSession(HttpThread& http, base::Random& random, Options options, Hooks hooks)
    : http_(http), options_(std::move(options)), hooks_(std::move(hooks)),
      stream_(http, random,
              {[this](HttpRequest request) { return authorised(std::move(request)); },
               [this](core::LinkState state) {
                   hooks_.link(state);
                   if (state == core::LinkState::Online) outbox_.try_now();
               },
               [this](const core::CentreEvent& event) { hooks_.event(event); },
               [this](const HttpAnswer& answer) { refused(answer); }}),
      outbox_(http, random, [this](const core::WrapUp& wrap_up, core::Reply<core::WrapUp> done) {
          ask(api::save_wrap_up(wrap_up), [done = std::move(done)](const auto& answer) {
              done(api::record<core::WrapUp>(answer));
          });
      }) {}

HttpRequest HubSession::authorised(HttpRequest request) const {
    request.url = options_.base + request.url;
    request.timeout = options_.timeout;
    if (!token_.empty()) request.headers.push_back("Authorization: Bearer " + token_.reveal());
    return request;
}

void HubSession::sign_in(std::string login, base::Secret password,
                         core::Reply<core::SessionGranted> done) {
    stream_.stop();
    token_ = {};
    login_ = std::move(login);
    password_ = std::move(password);
    send_sign_in([this, done = std::move(done)](const auto& granted) {
        done(granted);
        if (!granted) password_ = {};
        if (granted) stream_.start_afresh();
    });
}

void HubSession::send_sign_in(std::function<void(const base::Result<core::SessionGranted>&)> done) {
    auto request = authorised(api::sign_in(login_, password_, options_.device));
    http_.send(std::move(request), [this, weak = weak_from_this(), done = std::move(done)](
                                       const base::Result<HttpAnswer>& answer) {
        const auto alive = weak.lock();
        if (!alive) return;
        auto session = api::record<wire::SessionAnswer>(answer);
        if (!session) return done(session.error());
        token_ = std::move(session->token);
        done(std::move(session->granted));
    });
}

void HubSession::sign_out(core::Reply<base::Done> done) {
    stream_.stop();
    outbox_.give_up();
    const bool had = !token_.empty();
    auto request = authorised(api::sign_out());
    token_ = {};
    password_ = {};
    if (!had) return done(base::Done{});
    http_.send(std::move(request),
               [done = std::move(done)](const auto& answer) { done(api::nothing(answer)); });
}

void HubSession::ask(HttpRequest request, Answered done) {
    if (renewing_) return waiting_.push_back({std::move(request), std::move(done)});
    if (token_.empty()) {
        // With a password we shall be in again as soon as the hub can be reached.
        const auto code = password_.empty() ? base::Errc::Refused : base::Errc::Unavailable;
        http_.post([weak = weak_from_this(), code, done = std::move(done)] {
            if (const auto alive = weak.lock()) done(base::Error{code, "not signed in"});
        });
        return;
    }
    auto sent = authorised(request);
    http_.send(std::move(sent), [this, weak = weak_from_this(), request = std::move(request),
                                 done = std::move(done)](const base::Result<HttpAnswer>& answer) {
        if (const auto alive = weak.lock()) first_answer(request, answer, done);
    });
}

void HubSession::first_answer(const HttpRequest& request, const base::Result<HttpAnswer>& answer,
                              const Answered& done) {
    const bool forgotten = answer && answer->status == kUnauthorized &&
                           api::problem_code(*answer) == wire::code::kSignInRequired;
    if (answer && answer->status == kUnauthorized && !forgotten) end(api::problem_in(*answer));
    if (!forgotten || password_.empty()) return done(answer);
    waiting_.push_back({request, done});
    renew();
}

void HubSession::save_wrap_up(core::WrapUp wrap_up, core::Reply<core::WrapUp> done) {
    outbox_.add(std::move(wrap_up), std::move(done));
}

// The stream was answered 401.
void HubSession::refused(const HttpAnswer& answer) {
    const auto code = api::problem_code(answer);
    if (code == wire::code::kSignInRequired && !password_.empty()) return renew();
    end(api::problem_in(answer));
}

void HubSession::renew() {
    if (std::exchange(renewing_, true)) return;
    base::log::info("hublink", "the hub has forgotten the session; signing in again");
    stream_.stop();
    token_ = {};
    send_sign_in([this](const base::Result<core::SessionGranted>& granted) {
        renewing_ = false;
        const auto waiting = std::exchange(waiting_, {});
        if (!granted) {
            for (const auto& each : waiting) each.done(granted.error());
            if (granted.error().code == base::Errc::Refused) return end(granted.error());
            return stream_.open(); // Without a token it is refused again, and we try again then.
        }
        stream_.open(); // Resumes: events are the centre's, not the session's.
        for (const auto& each : waiting) {
            // A second 401 is the answer.
            http_.send(authorised(each.request),
                       [weak = weak_from_this(), done = each.done](const auto& answer) {
                           if (const auto alive = weak.lock()) done(answer);
                       });
        }
        outbox_.try_now();
    });
}

void HubSession::end(const base::Error& why) {
    if (password_.empty()) return; // Several requests found it out.
    base::log::warn("hublink", "the session has ended: {}", why.what);
    stream_.stop();
    token_ = {};
    password_ = {};
    hooks_.link(core::LinkState::Offline);
    hooks_.ended(why);
}

} // namespace sangdam::hublink
