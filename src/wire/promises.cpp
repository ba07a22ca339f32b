// SPDX-License-Identifier: MIT
//
// Callbacks and outgoing calls as JSON.

#include "wire/records.h"

namespace sangdam::wire {

json write(const core::CallbackTry& t) {
    return {{"call", t.call.value},
            {"agent", t.agent.value},
            {"at", time_json(t.at)},
            {"result", core::name(t.result)}};
}

void read(const json& from, core::CallbackTry& t, Fault& fault) {
    Fields f(from, fault);
    f.id("call", t.call, Need::Required);
    f.id("agent", t.agent, Need::Required);
    f.time("at", t.at, Need::Required);
    f.word("result", t.result, core::parse_call_result, Need::Required);
}

json write(const core::Callback& c) {
    return {{"id", id_json(c.id)},
            {"customer", id_json(c.customer)},
            {"customer_name", c.customer_name},
            {"number", number_json(c.number)},
            {"origin", id_json(c.origin)},
            {"due_at", time_json(c.due_at)},
            {"zone", c.zone},
            {"assignee", id_json(c.assignee)},
            {"shown", c.shown},
            {"note", c.note},
            {"status", core::name(c.status)},
            {"author", id_json(c.author)},
            {"snoozed_until", time_json(c.snoozed_until)},
            {"soon_told", time_json(c.soon_told)},
            {"due_told", time_json(c.due_told)},
            {"escalated", time_json(c.escalated)},
            {"tries", write_all(c.tries)},
            {"revision", c.revision}};
}

void read(const json& from, core::Callback& c, Fault& fault) {
    Fields f(from, fault);
    f.id("id", c.id, Need::Optional); // A new one may leave it to the hub.
    f.id("customer", c.customer, Need::Optional);
    f.text("customer_name", c.customer_name);
    f.number("number", c.number);
    f.id("origin", c.origin, Need::Optional);
    f.time("due_at", c.due_at, Need::Required);
    f.text("zone", c.zone);
    f.id("assignee", c.assignee, Need::Optional);
    f.text("shown", c.shown);
    f.text("note", c.note, Need::Optional, kMaxNote);
    f.word("status", c.status, core::parse_callback_status, Need::Optional);
    f.id("author", c.author, Need::Optional);
    f.time("snoozed_until", c.snoozed_until);
    f.time("soon_told", c.soon_told);
    f.time("due_told", c.due_told);
    f.time("escalated", c.escalated);
    f.list("tries", c.tries, kRead, Need::Optional);
    f.integer("revision", c.revision, 0, INT64_MAX, Need::Optional);
}

json write(const SnoozeRequest& r) { return {{"until", time_json(r.until)}}; }

void read(const json& from, SnoozeRequest& r, Fault& fault) {
    Fields f(from, fault);
    f.time("until", r.until, Need::Required);
}

json write(const FinishRequest& r) {
    return {{"status", core::name(r.status)}, {"note", r.note ? json(*r.note) : json(nullptr)}};
}

void read(const json& from, FinishRequest& r, Fault& fault) {
    Fields f(from, fault);
    f.word("status", r.status, core::parse_callback_status, Need::Required);
    f.text("note", r.note, kMaxNote);
}

json write(const ReassignRequest& r) { return {{"assignee", id_json(r.assignee)}}; }

void read(const json& from, ReassignRequest& r, Fault& fault) {
    Fields f(from, fault);
    f.id("assignee", r.assignee, Need::Optional);
}

json write(const core::OutcallRequest& r) {
    return {{"ref", id_json(r.ref)},
            {"callee", number_json(r.callee)},
            {"shown", r.shown},
            {"callback", id_json(r.callback)},
            {"despite_do_not_call", r.despite_do_not_call}};
}

void read(const json& from, core::OutcallRequest& r, Fault& fault) {
    Fields f(from, fault);
    f.id("ref", r.ref, Need::Optional);
    f.number("callee", r.callee);
    f.text("shown", r.shown);
    f.id("callback", r.callback, Need::Optional);
    f.text("despite_do_not_call", r.despite_do_not_call);
}

json write(const core::OutcallRecord& o) {
    return {{"ref", o.ref.value},
            {"agent", o.agent.value},
            {"callee", number_json(o.callee)},
            {"customer", id_json(o.customer)},
            {"shown", o.shown},
            {"callback", id_json(o.callback)},
            {"stage", core::name(o.stage)},
            {"stage_since", time_json(o.stage_since)},
            {"failure", core::name(o.failure)}};
}

void read(const json& from, core::OutcallRecord& o, Fault& fault) {
    Fields f(from, fault);
    f.id("ref", o.ref, Need::Required);
    f.id("agent", o.agent, Need::Required);
    f.number("callee", o.callee);
    f.id("customer", o.customer, Need::Optional);
    f.text("shown", o.shown);
    f.id("callback", o.callback, Need::Optional);
    f.word("stage", o.stage, core::parse_outcall_stage, Need::Required);
    f.time("stage_since", o.stage_since, Need::Required);
    f.word("failure", o.failure, core::parse_outcall_failure, Need::Optional);
}

} // namespace sangdam::wire
