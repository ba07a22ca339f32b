// SPDX-License-Identifier: MIT
//
// Orders and shops as JSON. Words of the shops' own are plain texts: a new one is no error. A
// shop's secret is read and never written.

#include "wire/records.h"

namespace sangdam::wire {
namespace {

constexpr int kMostPieces = 1'000'000;
constexpr std::int64_t kMostWon = 1'000'000'000'000'000;
constexpr std::size_t kMostWords = 4'000;

template <class T, class Read>
void maybe(Fields& f, const char* key, std::optional<T>& out, Read read_one) {
    f.object(
        key, out,
        [&](const json& inner, std::optional<T>& to, Fault& fault) {
            read_one(inner, to.emplace(), fault);
        },
        Need::Optional);
}

json person_json(const core::OrderPerson& p) {
    json numbers = json::array();
    for (const auto& each : p.numbers) numbers.push_back(number_json(each));
    return {{"name", p.name}, {"numbers", std::move(numbers)}};
}

void read_person(const json& from, core::OrderPerson& p, Fault& fault) {
    Fields f(from, fault);
    f.text("name", p.name);
    std::vector<std::string> numbers;
    f.texts("numbers", numbers);
    for (const auto& each : numbers) p.numbers.push_back(core::PhoneNumber::parse(each));
}

json claim_json(const core::OrderClaim& c) {
    return {{"type", c.type},
            {"status", c.status},
            {"reason", c.reason},
            {"detail", c.detail},
            {"quantity", c.quantity},
            {"requested_at", time_json(c.requested_at)},
            {"collect_status", c.collect_status},
            {"collect_company", c.collect_company},
            {"collect_tracking", c.collect_tracking},
            {"holdback", c.holdback}};
}

void read_claim(const json& from, core::OrderClaim& c, Fault& fault) {
    Fields f(from, fault);
    f.text("type", c.type);
    f.text("status", c.status);
    f.text("reason", c.reason);
    f.text("detail", c.detail, Need::Optional, kMostWords);
    f.small("quantity", c.quantity, 0, kMostPieces);
    f.time("requested_at", c.requested_at);
    f.text("collect_status", c.collect_status);
    f.text("collect_company", c.collect_company);
    f.text("collect_tracking", c.collect_tracking);
    f.text("holdback", c.holdback, Need::Optional, kMostWords);
}

json parcel_json(const core::OrderParcel& p) {
    return {{"method", p.method},
            {"company", p.company},
            {"tracking", p.tracking},
            {"status", p.status},
            {"sent_at", time_json(p.sent_at)},
            {"delivered_at", time_json(p.delivered_at)},
            {"wrong_tracking", p.wrong_tracking}};
}

void read_parcel(const json& from, core::OrderParcel& p, Fault& fault) {
    Fields f(from, fault);
    f.text("method", p.method);
    f.text("company", p.company);
    f.text("tracking", p.tracking);
    f.text("status", p.status);
    f.time("sent_at", p.sent_at);
    f.time("delivered_at", p.delivered_at);
    f.flag("wrong_tracking", p.wrong_tracking);
}

json percent_json(const std::optional<int>& percent) {
    return percent ? json(*percent) : json(nullptr);
}

void read_percent(Fields& f, std::optional<int>& out) {
    int percent = -1;
    f.small("filled", percent, 0, 100);
    if (percent >= 0) out = percent;
}

} // namespace

json write(const core::OrderLine& l) {
    return {{"shop", id_json(l.shop)},
            {"number", l.number},
            {"order", l.order},
            {"ordered_at", time_json(l.ordered_at)},
            {"paid_at", time_json(l.paid_at)},
            {"status", l.status},
            {"placed", l.placed},
            {"product", l.product},
            {"option", l.option},
            {"quantity", l.quantity},
            {"remaining", l.remaining},
            {"amount", l.amount},
            {"remaining_amount", l.remaining_amount},
            {"payment", l.payment},
            {"send_until", time_json(l.send_until)},
            {"delay_reason", l.delay_reason},
            {"gift", l.gift},
            {"gift_status", l.gift_status},
            {"claim", l.claim ? claim_json(*l.claim) : json(nullptr)},
            {"parcel", l.parcel ? parcel_json(*l.parcel) : json(nullptr)},
            {"orderer", person_json(l.orderer)},
            {"receiver", person_json(l.receiver)},
            {"address", l.address},
            {"memo", l.memo},
            {"read_at", time_json(l.read_at)}};
}

void read(const json& from, core::OrderLine& l, Fault& fault) {
    Fields f(from, fault);
    f.id("shop", l.shop, Need::Required);
    f.text("number", l.number, Need::Required);
    f.text("order", l.order);
    f.time("ordered_at", l.ordered_at, Need::Required);
    f.time("paid_at", l.paid_at);
    f.text("status", l.status, Need::Optional, kMostWords);
    f.text("placed", l.placed, Need::Optional, kMostWords);
    f.text("product", l.product, Need::Optional, kMostWords);
    f.text("option", l.option, Need::Optional, kMostWords);
    f.small("quantity", l.quantity, 0, kMostPieces);
    f.small("remaining", l.remaining, 0, kMostPieces);
    f.integer("amount", l.amount, -kMostWon, kMostWon, Need::Optional);
    f.integer("remaining_amount", l.remaining_amount, -kMostWon, kMostWon, Need::Optional);
    f.text("payment", l.payment, Need::Optional, kMostWords);
    f.time("send_until", l.send_until);
    f.text("delay_reason", l.delay_reason, Need::Optional, kMostWords);
    f.flag("gift", l.gift);
    f.text("gift_status", l.gift_status);
    maybe(f, "claim", l.claim, read_claim);
    maybe(f, "parcel", l.parcel, read_parcel);
    f.object("orderer", l.orderer, read_person, Need::Optional);
    f.object("receiver", l.receiver, read_person, Need::Optional);
    f.text("address", l.address, Need::Optional, 3 * kMostWords);
    f.text("memo", l.memo, Need::Optional, kMostWords);
    f.time("read_at", l.read_at, Need::Required);
}

json write(const core::OrderSummary& s) {
    return {{"total", s.total},
            {"to_send", s.to_send},
            {"on_the_way", s.on_the_way},
            {"claims", s.claims}};
}

void read(const json& from, core::OrderSummary& s, Fault& fault) {
    constexpr int kMost = 1'000'000'000;
    Fields f(from, fault);
    f.small("total", s.total, 0, kMost);
    f.small("to_send", s.to_send, 0, kMost);
    f.small("on_the_way", s.on_the_way, 0, kMost);
    f.small("claims", s.claims, 0, kMost);
}

json write(const core::ShopState& s) {
    return {{"id", id_json(s.id)},
            {"name", s.name},
            {"seller_centre", s.seller_centre},
            {"fresh_at", time_json(s.fresh_at)},
            {"trouble", s.trouble},
            {"filled", percent_json(s.filled)}};
}

void read(const json& from, core::ShopState& s, Fault& fault) {
    Fields f(from, fault);
    f.id("id", s.id, Need::Required);
    f.text("name", s.name);
    f.text("seller_centre", s.seller_centre);
    f.time("fresh_at", s.fresh_at);
    f.text("trouble", s.trouble);
    read_percent(f, s.filled);
}

json write(const core::CustomerOrders& o) {
    return {{"lines", write_all(o.lines)},
            {"suggestions", write_all(o.suggestions)},
            {"shops", write_all(o.shops)},
            {"more", o.more}};
}

void read(const json& from, core::CustomerOrders& o, Fault& fault) {
    Fields f(from, fault);
    f.list("lines", o.lines, kRead, Need::Required);
    f.list("suggestions", o.suggestions, kRead, Need::Optional);
    f.list("shops", o.shops, kRead, Need::Optional);
    f.flag("more", o.more);
}

json write(const core::OrderRefresh& r) {
    return {{"number", number_json(r.number)}, {"shop", id_json(r.shop)}, {"order", r.order}};
}

void read(const json& from, core::OrderRefresh& r, Fault& fault) {
    Fields f(from, fault);
    f.number("number", r.number);
    f.id("shop", r.shop, Need::Optional);
    f.text("order", r.order);
    if (r.number.hidden()) f.complain("number", "is missing");
}

json write(const core::Shop& s) {
    return {{"id", id_json(s.id)},      {"name", s.name},      {"kind", core::name(s.kind)},
            {"client_id", s.client_id}, {"url", s.url},        {"seller_centre", s.seller_centre},
            {"fill_days", s.fill_days}, {"enabled", s.enabled}};
}

void read(const json& from, core::Shop& s, Fault& fault) {
    constexpr int kMostDays = 365;
    Fields f(from, fault);
    f.id("id", s.id, Need::Optional);
    f.text("name", s.name, Need::Required);
    f.word("kind", s.kind, core::parse_shop_kind, Need::Required);
    f.text("client_id", s.client_id);
    f.secret("secret", s.secret, Need::Optional);
    f.text("url", s.url);
    if (!s.url.empty() && !s.url.starts_with("http://") && !s.url.starts_with("https://"))
        f.complain("url", "must begin with http:// or https://");
    f.text("seller_centre", s.seller_centre);
    if (!s.seller_centre.empty() && !s.seller_centre.starts_with("https://"))
        f.complain("seller_centre", "must begin with https://");
    f.small("fill_days", s.fill_days, 1, kMostDays);
    f.flag("enabled", s.enabled);
}

std::string shop_with_secret(const core::Shop& shop) {
    json out = write(shop);
    if (!shop.secret.empty()) out["secret"] = shop.secret.reveal();
    return dump(out);
}

json write(const core::ShopListing& l) {
    json out = write(l.shop);
    out["has_secret"] = l.has_secret;
    out["state"] = write(l.state);
    return out;
}

void read(const json& from, core::ShopListing& l, Fault& fault) {
    read(from, l.shop, fault);
    Fields f(from, fault);
    f.flag("has_secret", l.has_secret);
    f.object("state", l.state, kRead, Need::Optional);
}

json write(const core::ShopCheck& c) {
    return {{"connection", core::name(c.connection)},
            {"address", core::name(c.address)},
            {"clock", core::name(c.clock)},
            {"credentials", core::name(c.credentials)},
            {"permission", core::name(c.permission)},
            {"trouble", core::name(c.trouble)},
            {"code", c.code},
            {"trace", c.trace},
            {"clock_off", c.clock_off ? json(*c.clock_off) : json(nullptr)}};
}

void read(const json& from, core::ShopCheck& c, Fault& fault) {
    Fields f(from, fault);
    f.word("connection", c.connection, core::parse_seen, Need::Required);
    f.word("address", c.address, core::parse_seen, Need::Required);
    f.word("clock", c.clock, core::parse_seen, Need::Required);
    f.word("credentials", c.credentials, core::parse_seen, Need::Required);
    f.word("permission", c.permission, core::parse_seen, Need::Required);
    f.word("trouble", c.trouble, core::parse_shop_trouble, Need::Optional);
    f.text("code", c.code);
    f.text("trace", c.trace);
    std::int64_t off = INT64_MIN;
    f.integer("clock_off", off, -kMostWon, kMostWon, Need::Optional);
    if (off != INT64_MIN) c.clock_off = off;
}

} // namespace sangdam::wire
