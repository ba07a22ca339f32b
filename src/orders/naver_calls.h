// SPDX-License-Identifier: MIT
//
// One call of the Naver Commerce API made well: with a token that is good, at the pace that the
// shop allows for that API, tried again where that can help. On the hub's strand.
//
// Calls wait for their turn here: at most kMostWaiting, more are refused as ShopTrouble::Rate.
#pragma once

#include "base/clock.h"
#include "base/timers.h"
#include "base/uuid.h"
#include "core/ports/order_source.h"
#include "orders/http.h"
#include "orders/naver_requests.h"
#include "orders/rate_bucket.h"
#include "orders/token_life.h"
#include "orders/trouble.h"

#include <array>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace sangdam::orders {

inline constexpr std::size_t kMostWaiting = 100;

struct NaverAccount {
    std::string base; // kNaverUrl, or a stand-in's.
    Credentials credentials;
};

class NaverCalls {
public:
    struct Answer {
        HttpReply reply;
        base::WallTime sent_at{}; // What the answer says is at least as new as this.
    };
    using Done = std::function<void(std::variant<Answer, Trouble>)>;

    // Http, timers, clock and random outlive it; calls that have not ended then never do.
    NaverCalls(NaverAccount, Http&, base::Timers&, const base::Clock&, base::Random&);
    ~NaverCalls();
    NaverCalls(const NaverCalls&) = delete;
    NaverCalls& operator=(const NaverCalls&) = delete;

    void ask(Api, HttpAsk, Done);
    const std::string& base() const { return account_.base; }

private:
    struct Call;
    using CallPtr = std::shared_ptr<Call>;
    void step(const CallPtr&);
    void send(const CallPtr&);
    void answered(const CallPtr&, base::WallTime sent_at, base::Result<HttpReply>);
    void trouble(const CallPtr&, const Trouble&);
    void finish(const CallPtr&, std::variant<Answer, Trouble>);
    void later(const CallPtr&, std::chrono::milliseconds);
    void get_token();
    void token_answered(base::Result<HttpReply>);
    void token_failed(const Trouble&);
    RateBucket& bucket(Api);

    const NaverAccount account_;
    Http& http_;
    base::Timers& timers_;
    const base::Clock& clock_;
    base::Random& random_;
    std::array<RateBucket, kApis> buckets_;
    Token token_;
    bool getting_token_ = false;
    int token_failures_ = 0;
    base::Timer token_again_;
    std::list<CallPtr> calls_;        // All that have not ended.
    std::vector<CallPtr> need_token_; // Of these, those that wait for one.
    std::shared_ptr<char> alive_ = std::make_shared<char>();
};

} // namespace sangdam::orders
