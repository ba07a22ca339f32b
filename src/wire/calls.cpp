// SPDX-License-Identifier: MIT
//
// Calls, the queue, wrap-ups and history as JSON.

#include "wire/records.h"

namespace sangdam::wire {

json write(const core::CallRecord& c) {
    return {{"ref", c.ref.value},
            {"direction", core::name(c.direction)},
            {"customer_number", number_json(c.customer_number)},
            {"customer", id_json(c.customer)},
            {"did", c.did},
            {"queue", c.queue},
            {"agent", id_json(c.agent)},
            {"offered_at", time_json(c.offered_at)},
            {"queued_at", time_json(c.queued_at)},
            {"answered_at", time_json(c.answered_at)},
            {"ended_at", time_json(c.ended_at)},
            {"result", core::name(c.result)},
            {"waited_s", c.waited.count()},
            {"talked_s", c.talked.count()}};
}

void read(const json& from, core::CallRecord& c, Fault& fault) {
    Fields f(from, fault);
    f.id("ref", c.ref, Need::Required);
    f.word("direction", c.direction, core::parse_direction, Need::Required);
    f.number("customer_number", c.customer_number);
    f.id("customer", c.customer, Need::Optional);
    f.text("did", c.did);
    f.text("queue", c.queue);
    f.id("agent", c.agent, Need::Optional);
    f.time("offered_at", c.offered_at, Need::Required);
    f.time("queued_at", c.queued_at);
    f.time("answered_at", c.answered_at);
    f.time("ended_at", c.ended_at);
    f.word("result", c.result, core::parse_call_result, Need::Required);
    f.seconds("waited_s", c.waited);
    f.seconds("talked_s", c.talked);
}

json write(const core::Attempt& a) {
    return {{"call", a.call.value},
            {"agent", a.agent.value},
            {"rang_at", time_json(a.rang_at)},
            {"ended_at", time_json(a.ended_at)},
            {"outcome", a.outcome}};
}

void read(const json& from, core::Attempt& a, Fault& fault) {
    Fields f(from, fault);
    f.id("call", a.call, Need::Required);
    f.id("agent", a.agent, Need::Required);
    f.time("rang_at", a.rang_at, Need::Required);
    f.time("ended_at", a.ended_at);
    f.text("outcome", a.outcome);
}

json write(const core::WaitingCall& w) {
    return {{"ref", w.ref.value},
            {"caller", number_json(w.caller)},
            {"did", w.did},
            {"customer_name", w.customer_name},
            {"queue", w.queue},
            {"since", time_json(w.since)},
            {"ringing_at", id_json(w.ringing_at)}};
}

void read(const json& from, core::WaitingCall& w, Fault& fault) {
    Fields f(from, fault);
    f.id("ref", w.ref, Need::Required);
    f.number("caller", w.caller);
    f.text("customer_name", w.customer_name);
    f.text("did", w.did);
    f.text("queue", w.queue);
    f.time("since", w.since, Need::Required);
    f.id("ringing_at", w.ringing_at, Need::Optional);
}

json write(const core::Category& c) {
    return {{"id", c.id.value},       {"parent", id_json(c.parent)}, {"label", c.label},
            {"position", c.position}, {"enabled", c.enabled},        {"revision", c.revision}};
}

void read(const json& from, core::Category& c, Fault& fault) {
    constexpr int kMost = 100'000;
    Fields f(from, fault);
    f.id("id", c.id, Need::Optional); // A new one may leave it to the hub.
    f.id("parent", c.parent, Need::Optional);
    f.text("label", c.label, Need::Required);
    f.small("position", c.position, 0, kMost);
    f.flag("enabled", c.enabled);
    f.integer("revision", c.revision, 0, INT64_MAX, Need::Optional);
}

json write(const core::WrapUp& w) {
    return {{"call", w.call.value},        {"category", id_json(w.category)},
            {"emotion", w.emotion},        {"grade", w.grade},
            {"status", w.status},          {"note", w.note},
            {"author", id_json(w.author)}, {"revision", w.revision}};
}

void read(const json& from, core::WrapUp& w, Fault& fault) {
    Fields f(from, fault);
    f.id("call", w.call, Need::Required);
    f.id("category", w.category, Need::Optional);
    f.text("emotion", w.emotion);
    f.text("grade", w.grade);
    f.text("status", w.status);
    f.text("note", w.note, Need::Optional, kMaxNote);
    f.id("author", w.author, Need::Optional);
    f.integer("revision", w.revision, 0, INT64_MAX, Need::Optional);
}

json write(const core::WrapUpChoices& c) {
    return {{"categories", write_all(c.categories)},
            {"emotions", c.emotions},
            {"grades", c.grades},
            {"statuses", c.statuses},
            {"negative_emotions", c.negative_emotions},
            {"revision", c.revision}};
}

void read(const json& from, core::WrapUpChoices& c, Fault& fault) {
    Fields f(from, fault);
    f.list("categories", c.categories, kRead, Need::Optional);
    f.texts("emotions", c.emotions);
    f.texts("grades", c.grades);
    f.texts("statuses", c.statuses);
    f.texts("negative_emotions", c.negative_emotions);
    f.integer("revision", c.revision, 0, INT64_MAX, Need::Optional);
}

json write(const core::HistoryEntry& h) {
    return {{"call", write(h.call)},
            {"agent_name", h.agent_name},
            {"category_path", h.category_path},
            {"wrap_up", h.wrap_up ? write(*h.wrap_up) : json(nullptr)}};
}

void read(const json& from, core::HistoryEntry& h, Fault& fault) {
    constexpr std::size_t kThreeLabels = 3 * kMaxText + 6;
    Fields f(from, fault);
    f.object("call", h.call, kRead, Need::Required);
    f.text("agent_name", h.agent_name);
    f.text("category_path", h.category_path, Need::Optional, kThreeLabels);
    f.object(
        "wrap_up", h.wrap_up,
        [](const json& inner, std::optional<core::WrapUp>& out, Fault& inner_fault) {
            read(inner, out.emplace(), inner_fault);
        },
        Need::Optional);
}

json write(const core::CustomerCard& c) {
    return {{"number", number_json(c.number)},
            {"customer", c.customer ? write(*c.customer) : json(nullptr)},
            {"recent", write_all(c.recent)},
            {"missed_today", c.missed_today},
            {"complaints_recent", c.complaints_recent},
            {"orders", c.orders ? write(*c.orders) : json(nullptr)}};
}

void read(const json& from, core::CustomerCard& c, Fault& fault) {
    constexpr int kMost = 1'000'000;
    Fields f(from, fault);
    f.number("number", c.number);
    f.object(
        "customer", c.customer,
        [](const json& inner, std::optional<core::Customer>& out, Fault& inner_fault) {
            read(inner, out.emplace(), inner_fault);
        },
        Need::Optional);
    f.list("recent", c.recent, kRead, Need::Optional);
    f.small("missed_today", c.missed_today, 0, kMost);
    f.small("complaints_recent", c.complaints_recent, 0, kMost);
    f.object(
        "orders", c.orders,
        [](const json& inner, std::optional<core::OrderSummary>& out, Fault& inner_fault) {
            read(inner, out.emplace(), inner_fault);
        },
        Need::Optional);
}

} // namespace sangdam::wire
