// SPDX-License-Identifier: MIT
//
// What administrators set and supervisors look at, as JSON.

#include "core/named_enum.h"
#include "wire/records.h"

#include <algorithm>

namespace sangdam::wire {
namespace {

constexpr int kDayMinutes = 24 * 60;
constexpr int kMostDays = 100'000;
constexpr int kMany = 100'000'000;

constexpr core::EnumNames<core::RingStrategy, 2> kStrategies{
    {{core::RingStrategy::LongestIdle, "longest_idle"}, {core::RingStrategy::RingAll, "ring_all"}}};
constexpr core::EnumNames<core::RecordingPolicy, 3> kPolicies{
    {{core::RecordingPolicy::Never, "never"},
     {core::RecordingPolicy::OnDemand, "on_demand"},
     {core::RecordingPolicy::Always, "always"}}};

json write(const core::OpenSpan& s) {
    return {{"from_min", s.from.count()}, {"until_min", s.until.count()}};
}

void read_span(const json& from, core::OpenSpan& s, Fault& fault) {
    Fields f(from, fault);
    int begins = 0;
    int ends = 0;
    f.small("from_min", begins, 0, kDayMinutes, Need::Required);
    f.small("until_min", ends, 0, kDayMinutes, Need::Required);
    s = {std::chrono::minutes(begins), std::chrono::minutes(ends)};
}

std::string date_text(std::chrono::sys_days day) {
    return rfc3339(base::WallTime(day)).substr(0, std::string_view("2026-12-25").size());
}

json write(const core::WorkHours& h) {
    json week = json::array();
    for (const auto& each : h.week) week.push_back(write(each));
    json closed = json::array();
    for (const auto& each : h.closed) closed.push_back(date_text(each));
    return {{"week", std::move(week)},
            {"lunch", h.lunch ? write(*h.lunch) : json(nullptr)},
            {"closed", std::move(closed)},
            {"utc_offset_min", h.utc_offset.count()}};
}

void read_hours(const json& from, core::WorkHours& h, Fault& fault) {
    constexpr int kWidest = 14 * 60;
    Fields f(from, fault);
    std::vector<core::OpenSpan> week;
    f.list("week", week, read_span, Need::Required);
    if (week.size() != h.week.size())
        return f.complain("week", "must have seven days, Sunday first");
    std::ranges::copy(week, h.week.begin());
    f.object(
        "lunch", h.lunch,
        [](const json& inner, std::optional<core::OpenSpan>& out, Fault& inner_fault) {
            read_span(inner, out.emplace(), inner_fault);
        },
        Need::Optional);
    std::vector<std::string> closed;
    f.texts("closed", closed);
    for (const auto& each : closed) {
        const auto day = parse_rfc3339(each + "T00:00:00Z");
        if (!day) return f.complain("closed", "must be dates like 2026-12-25");
        h.closed.insert(std::chrono::floor<std::chrono::days>(*day));
    }
    int offset = static_cast<int>(h.utc_offset.count());
    f.small("utc_offset_min", offset, -kWidest, kWidest);
    h.utc_offset = std::chrono::minutes(offset);
}

void read_choice(const json& from, core::MenuChoice& c, Fault& fault) {
    Fields f(from, fault);
    std::string key;
    f.text("key", key, Need::Required);
    if (key.size() != 1) return f.complain("key", "must be one digit");
    c.key = key.front();
    f.text("label", c.label, Need::Required);
    f.text("queue", c.queue);
}

json write(const core::SwitchSettings& t) {
    json menu = json::array();
    for (const auto& each : t.menu)
        menu.push_back(
            {{"key", std::string(1, each.key)}, {"label", each.label}, {"queue", each.queue}});
    return {{"welcome", t.welcome},
            {"closed", t.closed},
            {"menu", std::move(menu)},
            {"hours", write(t.hours)},
            {"strategy", name_in(kStrategies, t.strategy)},
            {"seat_patience_s", t.seat_patience.count()},
            {"recording", name_in(kPolicies, t.recording)}};
}

void read_telephone(const json& from, core::SwitchSettings& t, Fault& fault) {
    Fields f(from, fault);
    f.text("welcome", t.welcome, Need::Optional, kMaxNote);
    f.text("closed", t.closed, Need::Optional, kMaxNote);
    f.list("menu", t.menu, read_choice, Need::Optional);
    f.object("hours", t.hours, read_hours, Need::Optional);
    f.word(
        "strategy", t.strategy, [](auto text) { return parse_in(kStrategies, text); },
        Need::Optional);
    f.seconds("seat_patience_s", t.seat_patience);
    f.word(
        "recording", t.recording, [](auto text) { return parse_in(kPolicies, text); },
        Need::Optional);
}

void minutes(Fields& f, const char* key, std::chrono::minutes& out) {
    int count = static_cast<int>(out.count());
    f.small(key, count, 0, kDayMinutes);
    out = std::chrono::minutes(count);
}

} // namespace

json write(const core::CentreSettings& s) {
    return {{"telephone", write(s.telephone)},
            {"zone", s.zone},
            {"wrap_up_s", s.wrap_up.count()},
            {"wrap_up_extension_s", s.wrap_up_extension.count()},
            {"wrap_up_extensions", s.wrap_up_extensions},
            {"service_time_s", s.service_time.count()},
            {"callback_notice_min", s.callback_notice.count()},
            {"callback_escalation_min", s.callback_escalation.count()},
            {"retention",
             {{"calls_days", s.retention.calls_days},
              {"recordings_days", s.retention.recordings_days},
              {"customers_days", s.retention.customers_days},
              {"access_log_days", s.retention.access_log_days}}},
            {"revision", s.revision}};
}

void read(const json& from, core::CentreSettings& s, Fault& fault) {
    Fields f(from, fault);
    f.object("telephone", s.telephone, read_telephone, Need::Optional);
    f.text("zone", s.zone);
    f.seconds("wrap_up_s", s.wrap_up);
    f.seconds("wrap_up_extension_s", s.wrap_up_extension);
    f.small("wrap_up_extensions", s.wrap_up_extensions, 0, 1000);
    f.seconds("service_time_s", s.service_time);
    minutes(f, "callback_notice_min", s.callback_notice);
    minutes(f, "callback_escalation_min", s.callback_escalation);
    f.object(
        "retention", s.retention,
        [](const json& inner, core::Retention& r, Fault& inner_fault) {
            Fields i(inner, inner_fault);
            i.small("calls_days", r.calls_days, 0, kMostDays);
            i.small("recordings_days", r.recordings_days, 0, kMostDays);
            i.small("customers_days", r.customers_days, 0, kMostDays);
            i.small("access_log_days", r.access_log_days, 0, kMostDays);
        },
        Need::Optional);
    f.integer("revision", s.revision, 0, INT64_MAX, Need::Optional);
}

json write(const core::AccessRecord& a) {
    return {{"sequence", a.sequence},          {"at", time_json(a.at)}, {"agent", id_json(a.agent)},
            {"agent_name", a.agent_name},      {"address", a.address},  {"action", a.action},
            {"customer", id_json(a.customer)}, {"detail", a.detail}};
}

void read(const json& from, core::AccessRecord& a, Fault& fault) {
    Fields f(from, fault);
    std::int64_t sequence = 0;
    f.integer("sequence", sequence, 0, INT64_MAX, Need::Required);
    a.sequence = static_cast<std::uint64_t>(sequence);
    f.time("at", a.at, Need::Required);
    f.id("agent", a.agent, Need::Optional);
    f.text("agent_name", a.agent_name);
    f.text("address", a.address);
    f.text("action", a.action);
    f.id("customer", a.customer, Need::Optional);
    f.text("detail", a.detail);
}

json write(const core::Board& b) {
    return {{"waiting", b.waiting},
            {"longest_since", time_json(b.longest_since)},
            {"available", b.available},
            {"away", b.away},
            {"on_call", b.on_call},
            {"wrap_up", b.wrap_up},
            {"offline", b.offline},
            {"day_began", time_json(b.day_began)},
            {"arrived", b.arrived},
            {"requested", b.requested},
            {"answered", b.answered},
            {"abandoned", b.abandoned},
            {"within", b.within},
            {"service_time_s", b.service_time.count()},
            {"average_wait_s", b.average_wait.count()},
            {"average_talk_s", b.average_talk.count()},
            {"outgoing", b.outgoing},
            {"callbacks_open", b.callbacks_open},
            {"callbacks_overdue", b.callbacks_overdue}};
}

void read(const json& from, core::Board& b, Fault& fault) {
    Fields f(from, fault);
    f.small("waiting", b.waiting, 0, kMany);
    f.time("longest_since", b.longest_since);
    f.small("available", b.available, 0, kMany);
    f.small("away", b.away, 0, kMany);
    f.small("on_call", b.on_call, 0, kMany);
    f.small("wrap_up", b.wrap_up, 0, kMany);
    f.small("offline", b.offline, 0, kMany);
    f.time("day_began", b.day_began, Need::Required);
    f.small("arrived", b.arrived, 0, kMany);
    f.small("requested", b.requested, 0, kMany);
    f.small("answered", b.answered, 0, kMany);
    f.small("abandoned", b.abandoned, 0, kMany);
    f.small("within", b.within, 0, kMany);
    f.seconds("service_time_s", b.service_time);
    f.seconds("average_wait_s", b.average_wait);
    f.seconds("average_talk_s", b.average_talk);
    f.small("outgoing", b.outgoing, 0, kMany);
    f.small("callbacks_open", b.callbacks_open, 0, kMany);
    f.small("callbacks_overdue", b.callbacks_overdue, 0, kMany);
}

json write(const AccountRequest& r) {
    json out = write(r.agent);
    out["password"] = r.password.reveal();
    return out;
}

void read(const json& from, AccountRequest& r, Fault& fault) {
    Fields f(from, fault);
    f.id("id", r.agent.id, Need::Optional); // A new one may leave it to the hub.
    f.text("login", r.agent.login, Need::Required);
    f.text("name", r.agent.name, Need::Required);
    f.word("role", r.agent.role, core::parse_role, Need::Required);
    f.text("extension", r.agent.extension);
    f.texts("numbers", r.agent.numbers);
    f.text("team", r.agent.team);
    f.text("shown", r.agent.shown);
    f.flag("enabled", r.agent.enabled);
    f.integer("revision", r.agent.revision, 0, INT64_MAX, Need::Optional);
    f.secret("password", r.password, Need::Optional);
}

} // namespace sangdam::wire
