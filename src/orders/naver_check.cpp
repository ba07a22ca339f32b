// SPDX-License-Identifier: MIT

#include "orders/naver_check.h"

#include "orders/naver_json.h"
#include "orders/shop_time.h"

#include <cstdlib>

namespace sangdam::orders {
namespace {

using core::Seen;
using core::ShopTrouble;
constexpr std::int64_t kMostOff = 300; // Seconds; older signatures are refused.

void note(core::ShopCheck& check, const Trouble& trouble) {
    check.trouble = trouble.kind;
    check.code = trouble.code;
    check.trace = trouble.trace;
    switch (trouble.kind) {
    case ShopTrouble::Unreachable: check.connection = Seen::Wrong; break;
    case ShopTrouble::Address: check.address = Seen::Wrong; break;
    case ShopTrouble::Clock: check.clock = Seen::Wrong; break;
    case ShopTrouble::Credentials: check.credentials = Seen::Wrong; break;
    case ShopTrouble::Permission: check.permission = Seen::Wrong; break;
    default: break;
    }
}

} // namespace

core::ShopCheck check_of_token(const base::Result<HttpReply>& reply, base::WallTime now) {
    core::ShopCheck check;
    if (!reply) {
        note(check, trouble_of(reply.error()));
        return check;
    }
    check.connection = Seen::Good;
    if (const auto date = parse_http_date(reply->header("date"))) {
        check.clock_off = std::chrono::floor<std::chrono::seconds>(now - *date).count();
        check.clock = std::abs(*check.clock_off) < kMostOff ? Seen::Good : Seen::Wrong;
    }
    constexpr int kOk = 200;
    if (reply->status != kOk) {
        auto trouble = trouble_of(Asked::Token, *reply);
        // A wrong clock makes a wrong signature: name the cause, not its effect.
        if (trouble.kind == ShopTrouble::Credentials && check.clock == Seen::Wrong)
            trouble.kind = ShopTrouble::Clock;
        note(check, trouble);
        if (trouble.kind == ShopTrouble::Credentials || trouble.kind == ShopTrouble::Clock)
            check.address = Seen::Good; // It spoke with us.
        return check;
    }
    if (!read_token(reply->body)) {
        check.trouble = ShopTrouble::BadAnswer;
        return check;
    }
    check.credentials = Seen::Good;
    if (check.clock == Seen::NotReached) check.clock = Seen::Good; // It took the timestamp.
    return check;
}

core::ShopCheck check_of_orders(core::ShopCheck check, const std::optional<Trouble>& trouble) {
    if (trouble) {
        note(check, *trouble);
        if (trouble->kind == ShopTrouble::Permission) check.address = Seen::Good;
        return check;
    }
    check.address = Seen::Good;
    check.permission = Seen::Good;
    return check;
}

} // namespace sangdam::orders
