// SPDX-License-Identifier: MIT
//
// Agents, their numbers, sessions and customers as JSON.

#include "wire/records.h"

namespace sangdam::wire {

json write(const core::Agent& a) {
    return {{"id", a.id.value},
            {"login", a.login},
            {"name", a.name},
            {"role", core::name(a.role)},
            {"extension", a.extension},
            {"numbers", a.numbers},
            {"state", core::name(a.state)},
            {"away_reason", a.away_reason},
            {"since", time_json(a.since)},
            {"wrap_up_until", time_json(a.wrap_up_until)},
            {"extensions_left", a.extensions_left},
            {"team", a.team},
            {"shown", a.shown},
            {"enabled", a.enabled},
            {"revision", a.revision}};
}

void read(const json& from, core::Agent& a, Fault& fault) {
    constexpr int kMostExtensions = 1000;
    Fields f(from, fault);
    f.id("id", a.id, Need::Required);
    f.text("login", a.login, Need::Required);
    f.text("name", a.name);
    f.word("role", a.role, core::parse_role, Need::Required);
    f.text("extension", a.extension);
    f.texts("numbers", a.numbers);
    f.word("state", a.state, core::parse_agent_state, Need::Required);
    f.text("away_reason", a.away_reason);
    f.time("since", a.since, Need::Optional);
    f.time("wrap_up_until", a.wrap_up_until);
    f.small("extensions_left", a.extensions_left, 0, kMostExtensions);
    f.text("team", a.team);
    f.text("shown", a.shown);
    f.flag("enabled", a.enabled);
    f.integer("revision", a.revision, 0, INT64_MAX, Need::Optional);
}

json write(const core::OwnNumber& n) {
    return {{"key", n.key},          {"label", n.label},   {"approved", n.approved},
            {"proof", n.proof},      {"holder", n.holder}, {"expires_at", time_json(n.expires_at)},
            {"revision", n.revision}};
}

void read(const json& from, core::OwnNumber& n, Fault& fault) {
    Fields f(from, fault);
    f.text("key", n.key, Need::Required);
    f.text("label", n.label);
    f.flag("approved", n.approved);
    f.text("proof", n.proof);
    f.text("holder", n.holder);
    f.time("expires_at", n.expires_at);
    f.integer("revision", n.revision, 0, INT64_MAX, Need::Optional);
}

json write(const core::Customer& c) {
    json numbers = json::array();
    for (const auto& each : c.numbers) numbers.push_back(number_json(each));
    return {{"id", id_json(c.id)},
            {"name", c.name},
            {"numbers", std::move(numbers)},
            {"email", c.email},
            {"address", c.address},
            {"grade", c.grade},
            {"memo", c.memo},
            {"do_not_call", c.do_not_call},
            {"revision", c.revision}};
}

void read(const json& from, core::Customer& c, Fault& fault) {
    constexpr std::size_t kMaxNumbers = 20;
    Fields f(from, fault);
    f.id("id", c.id, Need::Optional); // A new customer may leave it to the hub.
    f.text("name", c.name);
    std::vector<std::string> numbers;
    f.texts("numbers", numbers);
    if (numbers.size() > kMaxNumbers) f.complain("numbers", "are more than 20");
    for (const auto& each : numbers) c.numbers.push_back(core::PhoneNumber::parse(each));
    f.text("email", c.email);
    f.text("address", c.address);
    f.text("grade", c.grade);
    f.text("memo", c.memo, Need::Optional, kMaxNote);
    f.flag("do_not_call", c.do_not_call);
    f.integer("revision", c.revision, 0, INT64_MAX, Need::Optional);
}

json write(const SessionRequest& r) {
    return {{"login", r.login}, {"password", r.password.reveal()}, {"device", r.device}};
}

void read(const json& from, SessionRequest& r, Fault& fault) {
    Fields f(from, fault);
    f.text("login", r.login, Need::Required);
    f.secret("password", r.password, Need::Required);
    f.text("device", r.device);
}

json write(const SessionAnswer& a) {
    const auto& seat = a.granted.seat;
    return {{"token", a.token.reveal()},
            {"expires_at", time_json(a.expires_at)},
            {"me", write(a.granted.me)},
            {"seat",
             {{"registrar", seat.registrar},
              {"user", seat.user},
              {"password", seat.password.reveal()}}},
            {"numbers", write_all(a.granted.numbers)}};
}

void read(const json& from, SessionAnswer& a, Fault& fault) {
    Fields f(from, fault);
    f.secret("token", a.token, Need::Required);
    f.time("expires_at", a.expires_at, Need::Required);
    f.object("me", a.granted.me, kRead, Need::Required);
    f.object(
        "seat", a.granted.seat,
        [](const json& inner, core::SeatAccount& seat, Fault& inner_fault) {
            Fields s(inner, inner_fault);
            s.text("registrar", seat.registrar, Need::Required);
            s.text("user", seat.user, Need::Required);
            s.secret("password", seat.password, Need::Optional);
        },
        Need::Required);
    f.list("numbers", a.granted.numbers, kRead, Need::Optional);
}

json write(const StateRequest& r) {
    return {{"state", core::name(r.state)}, {"away_reason", r.away_reason}};
}

void read(const json& from, StateRequest& r, Fault& fault) {
    Fields f(from, fault);
    f.word("state", r.state, core::parse_agent_state, Need::Required);
    if (r.state != core::AgentState::Available && r.state != core::AgentState::Away)
        f.complain("state", "can only be set to available or away");
    f.text("away_reason", r.away_reason);
}

json write(const ShownNumberRequest& r) { return {{"number", r.number}}; }

void read(const json& from, ShownNumberRequest& r, Fault& fault) {
    Fields f(from, fault);
    f.text("number", r.number, Need::Required);
}

json write(const Health& h) {
    return {{"status", h.status}, {"version", h.version}, {"detail", h.detail}};
}

void read(const json& from, Health& h, Fault& fault) {
    Fields f(from, fault);
    f.text("status", h.status, Need::Required);
    f.text("version", h.version);
    f.text("detail", h.detail);
}

} // namespace sangdam::wire
