// SPDX-License-Identifier: MIT
//
// The Naver Commerce API as documented, invented orders inside: for practice and for tests, so that
// neither needs the real shop. A function from request to answer; the socket is the caller's. It
// keeps to the rules that bite: signed tokens with parameters in the body only (the penalty else),
// times with milliseconds, pages, 300 ids, rate limits per API with their headers, refused
// addresses, and the random troubles of a busy service. One thread.
#pragma once

#include "base/clock.h"
#include "base/secret.h"
#include "base/uuid.h"
#include "orders/http.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sangdam::orders {

struct StandInClaim {
    std::string type; // CANCEL, RETURN, EXCHANGE
    std::string status;
    std::string reason;
    std::string detail;
    int quantity = 1;
    std::string collect_status;
    bool finished = false;
};

struct StandInOrder {
    std::string number;
    std::string order;
    std::string product;
    std::string option;
    int quantity = 1;
    int remaining = 1;
    std::int64_t price = 0; // Of one.
    std::string status = "PAYED";
    std::string placed = "OK";
    base::WallTime ordered_at{};
    base::WallTime changed_at{};
    std::string changed = "PAYED"; // lastChangedType
    std::string orderer;
    std::string orderer_tel;
    std::string receiver;
    std::string tel1;
    std::string tel2;
    std::string address;
    std::string memo;
    bool gift = false;        // The orderer is masked in the answers.
    std::string entry_secret; // entryMethodContent: what nobody must keep.
    std::string company;
    std::string tracking;
    std::string delivery_status;
    std::optional<StandInClaim> claim;
};

struct StandInRules {
    std::string client_id = "practice_application";
    base::Secret secret{"$2a$04$abcdefghijklmnopqrstuv"}; // Cost 04, as real ones also have it.
    double per_second = 2;                                // Burst is twice that.
    std::size_t page = 300;
    std::size_t most_details = 300;
    std::chrono::seconds token_life{10'800};
    bool address_registered = true;
    bool may_read_orders = true;
    int trouble_in = 0; // Every n-th answer on average is a 5xx or none at all; 0: never.
    int corrupt_in = 0; // Likewise, an answer that is cut off.
};

class StandIn {
public:
    StandIn(StandInRules, const base::Clock&, base::Random&);

    // Nothing: the shop never answers this one. Header names in lower case; `target` is the path
    // below the base, with its query.
    std::optional<HttpReply> answer(std::string_view method, std::string_view target,
                                    const std::vector<std::pair<std::string, std::string>>& headers,
                                    const std::string& body);

    void put(StandInOrder); // New, or changed: the feed tells of it when changed_at says so.
    // Automatic delivery completion: the details change, the feed does not move.
    void deliver_silently(const std::string& number);
    void forget_tokens(); // 401 GW.AUTHN for those that are out.

    StandInRules rules; // May be changed while it runs.
    struct Counts {
        int tokens = 0;
        int calls = 0;    // Answered 2xx, tokens aside.
        int limited = 0;  // 429
        int troubled = 0; // 5xx and silence.
        std::size_t most_asked = 0;
    } counts;
    const std::map<std::string, StandInOrder>& orders() const { return orders_; }
    bool penalised() const { return penalised_; }

private:
    struct Query;
    struct Bucket {
        double level = 0;
        std::optional<base::TimePoint> at;
    };
    HttpReply token(const Query&, const std::string& body);
    HttpReply changes(const Query&) const;
    HttpReply details(const std::string& body);
    HttpReply paid(const Query&) const;
    HttpReply numbers(std::string_view escaped_order) const;
    HttpReply routed(std::string_view method, std::string_view path, const Query&,
                     const std::string& body);
    std::optional<HttpReply> limited(const std::string& api, HttpReply& headers_of);
    bool good_token(std::string_view authorization) const;
    HttpReply refusal(int status, std::string code, std::string message) const;
    HttpReply data(std::string json) const;

    const base::Clock& clock_;
    base::Random& random_;
    std::map<std::string, StandInOrder> orders_; // By product order.
    std::map<std::string, Bucket> buckets_;
    std::string token_;
    base::TimePoint token_ends_{};
    std::string old_token_;
    base::TimePoint old_ends_{};
    bool penalised_ = false;
    std::optional<base::TimePoint> penalty_call_;
    int traces_ = 0;
};

} // namespace sangdam::orders
