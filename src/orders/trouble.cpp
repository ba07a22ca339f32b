// SPDX-License-Identifier: MIT

#include "orders/trouble.h"

#include "orders/naver_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace sangdam::orders {
namespace {

using core::ShopTrouble;

struct Meaning {
    ShopTrouble kind;
    NextStep next;
};

bool names(const ErrorBody& body, std::string_view field) {
    return std::ranges::any_of(body.invalid, [&](const auto& each) { return each == field; });
}

Meaning of_token(int status, const ErrorBody& body) {
    if (names(body, "timestamp")) return {ShopTrouble::Clock, NextStep::GiveUp};
    if (status == 400 || status == 401) return {ShopTrouble::Credentials, NextStep::GiveUp};
    if (status == 403) return {ShopTrouble::Permission, NextStep::GiveUp};
    return {ShopTrouble::BadAnswer, NextStep::GiveUp};
}

Meaning of_orders(int status, const ErrorBody& body) {
    constexpr std::array<std::string_view, 5> kNotOurs{"100001", "100003", "101009", "104133",
                                                       "4000"};
    if (body.code == "104139") return {ShopTrouble::Clock, NextStep::MoveBack};
    if (std::ranges::count(kNotOurs, body.code) > 0)
        return {ShopTrouble::BadAnswer, NextStep::SkipOrders};
    if (status == 401) return {ShopTrouble::Permission, NextStep::RenewToken};
    if (status == 403) return {ShopTrouble::Permission, NextStep::GiveUp};
    if (body.code == "9999") return {ShopTrouble::Busy, NextStep::TryAgain};
    return {ShopTrouble::BadAnswer, NextStep::GiveUp};
}

// The gateway in front of everything (domain facts §1.4).
Meaning meaning(Asked asked, int status, const ErrorBody& body) {
    if (body.code == "GW.IP_NOT_ALLOWED") return {ShopTrouble::Address, NextStep::GiveUp};
    if (body.code == "GW.QUOTA_LIMIT") return {ShopTrouble::Quota, NextStep::GiveUp};
    if (body.code == "GW.RATE_LIMIT" || status == 429)
        return {ShopTrouble::Rate, NextStep::TryAgain};
    if (body.code == "GW.NOT_FOUND") return {ShopTrouble::Permission, NextStep::GiveUp};
    if (status >= 500) return {ShopTrouble::Busy, NextStep::TryAgain};
    return asked == Asked::Token ? of_token(status, body) : of_orders(status, body);
}

} // namespace

Trouble trouble_of(Asked asked, const HttpReply& reply) {
    const auto body = read_error(reply.body);
    const auto found = meaning(asked, reply.status, body);
    Trouble out;
    out.kind = found.kind;
    out.next = found.next;
    out.code = body.code;
    out.trace = body.trace.empty() ? std::string(reply.header("gncp-gw-trace-id")) : body.trace;
    out.what = fmt::format("HTTP {} {} {} (trace {})", reply.status, body.code, body.message,
                           out.trace.empty() ? "none" : out.trace);
    return out;
}

Trouble trouble_of(const base::Error& error) {
    Trouble out;
    out.kind = ShopTrouble::Unreachable;
    out.next = error.code == base::Errc::BadInput ? NextStep::GiveUp : NextStep::TryAgain;
    out.what = error.what;
    return out;
}

} // namespace sangdam::orders
