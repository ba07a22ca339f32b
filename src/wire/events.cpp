// SPDX-License-Identifier: MIT
//
// Events of the centre as JSON: {"sequence":7,"kind":"call.changed","call":{…}}.

#include "base/match.h"
#include "wire/records.h"

namespace sangdam::wire {

json write(const core::CentreEvent& event) {
    json out = {{"sequence", event.sequence}, {"kind", core::kind(event.body)}};
    std::visit(base::Match{
                   [&](const core::QueueChanged& e) { out["waiting"] = write_all(e.waiting); },
                   [&](const core::CallChanged& e) { out["call"] = write(e.call); },
                   [&](const core::AgentChanged& e) { out["agent"] = write(e.agent); },
                   [&](const core::CustomerChanged& e) { out["customer"] = e.customer.value; },
                   [](const core::SettingsChanged&) {},
                   [&](const core::CallbackDue& e) {
                       out["callback"] = write(e.callback);
                       out["alert"] = core::name(e.alert);
                       out["late"] = e.late;
                   },
                   [&](const core::CallbackChanged& e) {
                       out["callback"] = write(e.callback);
                       out["former"] = id_json(e.former);
                   },
                   [&](const core::OutcallChanged& e) { out["outcall"] = write(e.outcall); },
                   [](const core::Reset&) {},
               },
               event.body);
    return out;
}

void read(const json& from, core::CentreEvent& event, Fault& fault) {
    Fields f(from, fault);
    std::int64_t sequence = 0;
    f.integer("sequence", sequence, 0, INT64_MAX, Need::Required);
    event.sequence = static_cast<std::uint64_t>(sequence);
    std::string kind;
    f.text("kind", kind, Need::Required);
    if (kind == core::kind(core::QueueChanged{})) {
        f.list("waiting", event.body.emplace<core::QueueChanged>().waiting, kRead, Need::Required);
    } else if (kind == core::kind(core::CallChanged{})) {
        f.object("call", event.body.emplace<core::CallChanged>().call, kRead, Need::Required);
    } else if (kind == core::kind(core::AgentChanged{})) {
        f.object("agent", event.body.emplace<core::AgentChanged>().agent, kRead, Need::Required);
    } else if (kind == core::kind(core::CustomerChanged{})) {
        f.id("customer", event.body.emplace<core::CustomerChanged>().customer, Need::Required);
    } else if (kind == core::kind(core::SettingsChanged{})) {
        event.body = core::SettingsChanged{};
    } else if (kind == core::kind(core::CallbackDue{})) {
        auto& due = event.body.emplace<core::CallbackDue>();
        f.object("callback", due.callback, kRead, Need::Required);
        f.word("alert", due.alert, core::parse_callback_alert, Need::Required);
        f.flag("late", due.late);
    } else if (kind == core::kind(core::CallbackChanged{})) {
        auto& changed = event.body.emplace<core::CallbackChanged>();
        f.object("callback", changed.callback, kRead, Need::Required);
        f.id("former", changed.former, Need::Optional);
    } else if (kind == core::kind(core::OutcallChanged{})) {
        f.object("outcall", event.body.emplace<core::OutcallChanged>().outcall, kRead,
                 Need::Required);
    } else if (kind == core::kind(core::Reset{})) {
        event.body = core::Reset{};
    } else {
        f.complain("kind", "is not a kind this program knows");
    }
}

} // namespace sangdam::wire
