// SPDX-License-Identifier: MIT
//
// Customers found twice, merged, or brought in from a spreadsheet, as JSON.

#include "wire/records.h"

namespace sangdam::wire {
namespace {

constexpr int kMany = 100'000'000;

} // namespace

json write(const core::Duplicates& d) {
    return {{"number", number_json(d.number)}, {"customers", write_all(d.customers)}};
}

void read(const json& from, core::Duplicates& d, Fault& fault) {
    Fields f(from, fault);
    f.number("number", d.number);
    f.list("customers", d.customers, kRead, Need::Required);
}

json write(const core::Merge& m) {
    return {{"id", m.id.value}, {"kept", write(m.kept)}, {"gone", write(m.gone)}};
}

void read(const json& from, core::Merge& m, Fault& fault) {
    Fields f(from, fault);
    f.id("id", m.id, Need::Required);
    f.object("kept", m.kept, kRead, Need::Required);
    f.object("gone", m.gone, kRead, Need::Required);
}

json write(const core::ImportRow& r) {
    return {{"line", r.line},
            {"verdict", core::name(r.verdict)},
            {"customer", write(r.customer)},
            {"known", id_json(r.known)},
            {"repaired", r.repaired},
            {"why", r.why}};
}

void read(const json& from, core::ImportRow& r, Fault& fault) {
    Fields f(from, fault);
    f.small("line", r.line, 0, kMany, Need::Required);
    f.word("verdict", r.verdict, core::parse_import_verdict, Need::Required);
    f.object("customer", r.customer, kRead, Need::Required);
    f.id("known", r.known, Need::Optional);
    f.flag("repaired", r.repaired);
    f.text("why", r.why);
}

json write(const core::ImportPreview& p) {
    return {{"id", p.id.value},       {"encoding", p.encoding},   {"new", p.fresh},
            {"known", p.known},       {"repeated", p.repeated},   {"bad", p.bad},
            {"repaired", p.repaired}, {"rows", write_all(p.rows)}};
}

void read(const json& from, core::ImportPreview& p, Fault& fault) {
    Fields f(from, fault);
    f.id("id", p.id, Need::Required);
    f.text("encoding", p.encoding);
    f.small("new", p.fresh, 0, kMany);
    f.small("known", p.known, 0, kMany);
    f.small("repeated", p.repeated, 0, kMany);
    f.small("bad", p.bad, 0, kMany);
    f.small("repaired", p.repaired, 0, kMany);
    f.list("rows", p.rows, kRead, Need::Optional);
}

json write(const core::ImportDone& d) {
    return {{"added", d.added}, {"completed", d.completed}, {"skipped", d.skipped}};
}

void read(const json& from, core::ImportDone& d, Fault& fault) {
    Fields f(from, fault);
    f.small("added", d.added, 0, kMany);
    f.small("completed", d.completed, 0, kMany);
    f.small("skipped", d.skipped, 0, kMany);
}

json write(const ImportRequest& r) { return {{"known", core::name(r.known)}}; }

void read(const json& from, ImportRequest& r, Fault& fault) {
    Fields f(from, fault);
    f.word("known", r.known, core::parse_known_customers, Need::Required);
}

json write(const MergeRequest& r) { return {{"gone", r.gone.value}}; }

void read(const json& from, MergeRequest& r, Fault& fault) {
    Fields f(from, fault);
    f.id("gone", r.gone, Need::Required);
}

json write(const UnmaskRequest& r) { return {{"field", core::name(r.field)}}; }

void read(const json& from, UnmaskRequest& r, Fault& fault) {
    Fields f(from, fault);
    f.word("field", r.field, core::parse_personal_field, Need::Required);
}

json write(const ExportRequest& r) { return {{"reason", r.reason}}; }

void read(const json& from, ExportRequest& r, Fault& fault) {
    Fields f(from, fault);
    f.text("reason", r.reason, Need::Required);
}

} // namespace sangdam::wire
