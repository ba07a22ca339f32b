// SPDX-License-Identifier: MIT

#include "orders/naver_calls.h"

#include "base/log.h"
#include "orders/back_off.h"
#include "orders/naver_json.h"

#include <charconv>
#include <cstdlib>
#include <utility>

namespace sangdam::orders {
namespace {

constexpr int kOk = 200;
constexpr int kNotOk = 300;

std::optional<double> number(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const std::string copy(text);
    char* end = nullptr;
    const double value = std::strtod(copy.c_str(), &end);
    if (end == copy.c_str()) return std::nullopt;
    return value;
}

RateTold rate_in(const HttpReply& reply) {
    return {number(reply.header("gncp-gw-ratelimit-replenish-rate")),
            number(reply.header("gncp-gw-ratelimit-burst-capacity")),
            number(reply.header("gncp-gw-ratelimit-remaining"))};
}

} // namespace

struct NaverCalls::Call {
    Api api;
    HttpAsk ask;
    Done done;
    int failed = 0;
    bool renewed = false; // One 401 may mean an old token; the second one means no.
    base::Timer timer;
};

NaverCalls::NaverCalls(NaverAccount account, Http& http, base::Timers& timers,
                       const base::Clock& clock, base::Random& random)
    : account_(std::move(account)), http_(http), timers_(timers), clock_(clock), random_(random) {}
NaverCalls::~NaverCalls() = default;

RateBucket& NaverCalls::bucket(Api api) { return buckets_[static_cast<std::size_t>(api)]; }

void NaverCalls::ask(Api api, HttpAsk ask, Done done) {
    auto call = std::make_shared<Call>();
    call->api = api;
    call->ask = std::move(ask);
    call->done = std::move(done);
    const bool full = calls_.size() >= kMostWaiting;
    calls_.push_back(call);
    // Nothing is answered before this has returned.
    call->timer =
        timers_.after(std::chrono::milliseconds{0}, [this, weak = std::weak_ptr(call), full] {
            const auto alive = weak.lock();
            if (!alive) return;
            if (!full) return step(alive);
            Trouble trouble;
            trouble.kind = core::ShopTrouble::Rate;
            trouble.what = "too many calls wait for this shop";
            finish(alive, trouble);
        });
}

void NaverCalls::later(const CallPtr& call, std::chrono::milliseconds wait) {
    call->timer = timers_.after(wait, [this, weak = std::weak_ptr(call)] {
        if (const auto alive = weak.lock()) step(alive);
    });
}

void NaverCalls::step(const CallPtr& call) {
    const auto now = clock_.now();
    if (!usable(token_, now)) {
        need_token_.push_back(call);
        return get_token();
    }
    if (wants_renewal(token_, now)) get_token(); // Meanwhile the old one is good.
    if (const auto wait = bucket(call->api).take(now); wait.count() > 0) return later(call, wait);
    send(call);
}

void NaverCalls::send(const CallPtr& call) {
    auto ask = call->ask;
    ask.headers.emplace_back("Authorization", "Bearer " + token_.text.reveal());
    http_.send(std::move(ask), [this, weak = std::weak_ptr(call), sent_at = clock_.wall(),
                                life = std::weak_ptr(alive_)](base::Result<HttpReply> reply) {
        const auto alive = weak.lock();
        if (alive && !life.expired()) answered(alive, sent_at, std::move(reply));
    });
}

void NaverCalls::answered(const CallPtr& call, base::WallTime sent_at,
                          base::Result<HttpReply> reply) {
    if (!reply) return trouble(call, trouble_of(reply.error()));
    bucket(call->api).heard(rate_in(*reply), clock_.now());
    if (reply->status >= kOk && reply->status < kNotOk)
        return finish(call, Answer{std::move(reply).value(), sent_at});
    trouble(call, trouble_of(Asked::Orders, *reply));
}

void NaverCalls::trouble(const CallPtr& call, const Trouble& trouble) {
    if (trouble.kind == core::ShopTrouble::Rate) bucket(call->api).refused(clock_.now());
    if (trouble.next == NextStep::RenewToken && !call->renewed) {
        call->renewed = true;
        token_ = {};
        return step(call);
    }
    if (trouble.next == NextStep::TryAgain && ++call->failed < kTries)
        return later(call, between_tries(call->failed, random_));
    finish(call, trouble);
}

void NaverCalls::finish(const CallPtr& call, std::variant<Answer, Trouble> how) {
    const CallPtr keep = call;
    calls_.remove(keep);
    keep->done(std::move(how)); // Last: it may ask again, or end us.
}

// --- the token -----------------------------------------------------------------------------------

void NaverCalls::get_token() {
    if (std::exchange(getting_token_, true)) return;
    auto request = token_request(account_.base, account_.credentials, clock_.wall());
    if (!request) {
        token_again_ =
            timers_.after(std::chrono::milliseconds{0}, [this, why = request.error().what] {
                Trouble trouble;
                trouble.kind = core::ShopTrouble::Credentials;
                trouble.what = why;
                token_failed(trouble);
            });
        return;
    }
    http_.send(std::move(request).value(),
               [this, life = std::weak_ptr(alive_)](base::Result<HttpReply> reply) {
                   if (!life.expired()) token_answered(std::move(reply));
               });
}

void NaverCalls::token_answered(base::Result<HttpReply> reply) {
    if (!reply) return token_failed(trouble_of(reply.error()));
    if (reply->status < kOk || reply->status >= kNotOk)
        return token_failed(trouble_of(Asked::Token, *reply));
    auto answer = read_token(reply->body);
    if (!answer) {
        Trouble trouble;
        trouble.what = answer.error().what;
        return token_failed(trouble);
    }
    getting_token_ = false;
    token_failures_ = 0;
    token_ = {std::move(answer->token), clock_.now() + answer->life};
    for (const auto& each : std::exchange(need_token_, {}))
        later(each, std::chrono::milliseconds{0});
}

void NaverCalls::token_failed(const Trouble& trouble) {
    getting_token_ = false;
    if (trouble.next == NextStep::TryAgain && ++token_failures_ < kTries) {
        token_again_ =
            timers_.after(between_tries(token_failures_, random_), [this] { get_token(); });
        return;
    }
    token_failures_ = 0;
    base::log::warn("orders", "no token: {}", trouble.what);
    for (const auto& each : std::exchange(need_token_, {})) {
        const std::weak_ptr<char> life = alive_;
        finish(each, trouble);
        if (life.expired()) return;
    }
}

} // namespace sangdam::orders
