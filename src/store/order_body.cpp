// SPDX-License-Identifier: MIT

#include "store/order_body.h"

#include "core/number_text.h"

#include <charconv>

namespace sangdam::store {
namespace {

using base::WallTime;
using std::chrono::milliseconds;

class Writer {
public:
    void text(std::string_view name, std::string_view value) {
        if (value.empty()) return;
        out_ += name;
        out_ += ':';
        out_ += std::to_string(value.size());
        out_ += ':';
        out_ += value;
    }
    void number(std::string_view name, std::int64_t value) {
        if (value != 0) text(name, std::to_string(value));
    }
    void time(std::string_view name, const std::optional<WallTime>& at) {
        if (at) text(name, std::to_string(at->time_since_epoch().count()));
    }
    std::string take() { return std::move(out_); }

private:
    std::string out_;
};

std::int64_t integer(std::string_view text) {
    std::int64_t out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}
WallTime moment(std::string_view text) { return WallTime{milliseconds{integer(text)}}; }

core::OrderClaim& claim(core::OrderLine& line) {
    if (!line.claim) line.claim.emplace();
    return *line.claim;
}
core::OrderParcel& parcel(core::OrderLine& line) {
    if (!line.parcel) line.parcel.emplace();
    return *line.parcel;
}

using Put = void (*)(core::OrderLine&, std::string_view);
struct Field {
    std::string_view name;
    Put put;
};

constexpr Field kFields[] = {
    {"paid", [](core::OrderLine& l, std::string_view v) { l.paid_at = moment(v); }},
    {"changed", [](core::OrderLine& l, std::string_view v) { l.changed_at = moment(v); }},
    {"placed", [](core::OrderLine& l, std::string_view v) { l.placed = v; }},
    {"product", [](core::OrderLine& l, std::string_view v) { l.product = v; }},
    {"option", [](core::OrderLine& l, std::string_view v) { l.option = v; }},
    {"qty",
     [](core::OrderLine& l, std::string_view v) { l.quantity = static_cast<int>(integer(v)); }},
    {"rest",
     [](core::OrderLine& l, std::string_view v) { l.remaining = static_cast<int>(integer(v)); }},
    {"amount", [](core::OrderLine& l, std::string_view v) { l.amount = integer(v); }},
    {"left", [](core::OrderLine& l, std::string_view v) { l.remaining_amount = integer(v); }},
    {"payment", [](core::OrderLine& l, std::string_view v) { l.payment = v; }},
    {"until", [](core::OrderLine& l, std::string_view v) { l.send_until = moment(v); }},
    {"delay", [](core::OrderLine& l, std::string_view v) { l.delay_reason = v; }},
    {"gift", [](core::OrderLine& l, std::string_view v) { l.gift = integer(v) != 0; }},
    {"gift_status", [](core::OrderLine& l, std::string_view v) { l.gift_status = v; }},
    {"orderer", [](core::OrderLine& l, std::string_view v) { l.orderer.name = v; }},
    {"orderer_tel",
     [](core::OrderLine& l, std::string_view v) {
         l.orderer.numbers.push_back(core::PhoneNumber::parse(v));
     }},
    {"receiver", [](core::OrderLine& l, std::string_view v) { l.receiver.name = v; }},
    {"receiver_tel",
     [](core::OrderLine& l, std::string_view v) {
         l.receiver.numbers.push_back(core::PhoneNumber::parse(v));
     }},
    {"address", [](core::OrderLine& l, std::string_view v) { l.address = v; }},
    {"memo", [](core::OrderLine& l, std::string_view v) { l.memo = v; }},
    {"claim", [](core::OrderLine& l, std::string_view v) { claim(l).type = v; }},
    {"claim_status", [](core::OrderLine& l, std::string_view v) { claim(l).status = v; }},
    {"claim_reason", [](core::OrderLine& l, std::string_view v) { claim(l).reason = v; }},
    {"claim_detail", [](core::OrderLine& l, std::string_view v) { claim(l).detail = v; }},
    {"claim_qty", [](core::OrderLine& l,
                     std::string_view v) { claim(l).quantity = static_cast<int>(integer(v)); }},
    {"claim_at", [](core::OrderLine& l, std::string_view v) { claim(l).requested_at = moment(v); }},
    {"collect", [](core::OrderLine& l, std::string_view v) { claim(l).collect_status = v; }},
    {"collect_by", [](core::OrderLine& l, std::string_view v) { claim(l).collect_company = v; }},
    {"collect_no", [](core::OrderLine& l, std::string_view v) { claim(l).collect_tracking = v; }},
    {"holdback", [](core::OrderLine& l, std::string_view v) { claim(l).holdback = v; }},
    {"method", [](core::OrderLine& l, std::string_view v) { parcel(l).method = v; }},
    {"company", [](core::OrderLine& l, std::string_view v) { parcel(l).company = v; }},
    {"tracking", [](core::OrderLine& l, std::string_view v) { parcel(l).tracking = v; }},
    {"parcel_status", [](core::OrderLine& l, std::string_view v) { parcel(l).status = v; }},
    {"sent", [](core::OrderLine& l, std::string_view v) { parcel(l).sent_at = moment(v); }},
    {"delivered",
     [](core::OrderLine& l, std::string_view v) { parcel(l).delivered_at = moment(v); }},
    {"wrong_no",
     [](core::OrderLine& l, std::string_view v) { parcel(l).wrong_tracking = integer(v) != 0; }},
};

void write_people(Writer& w, const core::OrderLine& line) {
    w.text("orderer", line.orderer.name);
    for (const auto& each : line.orderer.numbers) w.text("orderer_tel", core::number_text(each));
    w.text("receiver", line.receiver.name);
    for (const auto& each : line.receiver.numbers) w.text("receiver_tel", core::number_text(each));
    w.text("address", line.address);
    w.text("memo", line.memo);
}

void write_claim(Writer& w, const core::OrderClaim& claim) {
    w.text("claim", claim.type);
    w.text("claim_status", claim.status);
    w.text("claim_reason", claim.reason);
    w.text("claim_detail", claim.detail);
    w.number("claim_qty", claim.quantity);
    w.time("claim_at", claim.requested_at);
    w.text("collect", claim.collect_status);
    w.text("collect_by", claim.collect_company);
    w.text("collect_no", claim.collect_tracking);
    w.text("holdback", claim.holdback);
}

void write_parcel(Writer& w, const core::OrderParcel& parcel) {
    w.text("method", parcel.method);
    w.text("company", parcel.company);
    w.text("tracking", parcel.tracking);
    w.text("parcel_status", parcel.status);
    w.time("sent", parcel.sent_at);
    w.time("delivered", parcel.delivered_at);
    w.number("wrong_no", parcel.wrong_tracking ? 1 : 0);
}

} // namespace

std::string order_body(const core::OrderLine& line) {
    Writer w;
    w.time("paid", line.paid_at);
    w.time("changed", line.changed_at);
    w.text("placed", line.placed);
    w.text("product", line.product);
    w.text("option", line.option);
    w.number("qty", line.quantity);
    w.number("rest", line.remaining);
    w.number("amount", line.amount);
    w.number("left", line.remaining_amount);
    w.text("payment", line.payment);
    w.time("until", line.send_until);
    w.text("delay", line.delay_reason);
    w.number("gift", line.gift ? 1 : 0);
    w.text("gift_status", line.gift_status);
    write_people(w, line);
    if (line.claim) write_claim(w, *line.claim);
    if (line.parcel) write_parcel(w, *line.parcel);
    return w.take();
}

base::Status read_order_body(std::string_view body, core::OrderLine& line) {
    const base::Error damaged{base::Errc::Unavailable, "an order in the database is damaged"};
    while (!body.empty()) {
        const auto first = body.find(':');
        const auto second = first == std::string_view::npos ? first : body.find(':', first + 1);
        if (second == std::string_view::npos) return damaged;
        const auto length = integer(body.substr(first + 1, second - first - 1));
        if (length < 0 || static_cast<std::size_t>(length) > body.size() - second - 1)
            return damaged;
        const auto name = body.substr(0, first);
        const auto value = body.substr(second + 1, static_cast<std::size_t>(length));
        for (const auto& each : kFields)
            if (each.name == name) each.put(line, value);
        body.remove_prefix(second + 1 + value.size());
    }
    return base::Done{};
}

} // namespace sangdam::store
