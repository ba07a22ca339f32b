// SPDX-License-Identifier: MIT
//
// Customers found twice and made one, and the noted look behind a mask (마스킹 해제).

#include "hub/answers.h"
#include "hub/audience.h"

#include <algorithm>

namespace sangdam::hub {
namespace {

using base::Errc;
using core::CustomerId;
using Answer = base::Result<HttpResponse>;

base::Status note(Office& office, const Ask& ask, std::string action, const CustomerId& customer,
                  std::string detail) {
    return office.store.access_log.append({office.clock.wall(), ask.viewer.agent, ask.request.from,
                                           std::move(action), customer, std::move(detail)});
}

Answer unmask(Office& office, const Ask& ask) {
    SDC_TRY(const auto wish, wire::from_json<wire::UnmaskRequest>(ask.request.body));
    const CustomerId id(ask.parameter("customer"));
    SDC_CHECK(office.store.customers.find(id));
    return answer_once(office, ask, [&](Change&) -> Answer {
        SDC_CHECK(note(office, ask, "unmask", id, std::string(core::name(wish.field))));
        return no_content();
    });
}

Answer unmask_caller(Office& office, const Ask& ask) {
    const core::CallRef ref(ask.parameter("call"));
    SDC_TRY(const auto call, office.store.calls.find(ref));
    if (!may_see(ask.viewer, call)) return refuse(wire::code::kNotFound);
    return answer_once(office, ask, [&](Change&) -> Answer {
        SDC_CHECK(note(office, ask, "unmask", call.customer, "caller of " + ref.value));
        return no_content();
    });
}

Answer duplicates(Office& office, const Ask& ask) {
    if (!leads(ask.viewer)) return refuse(wire::code::kForbidden);
    SDC_TRY(const auto page, page_asked(ask.target));
    SDC_TRY(const auto found, office.store.customers.duplicates(page.after, page.limit));
    SDC_TRY(auto change, Change::begin(office.store, office.feed));
    for (const auto& twins : found.items)
        for (const auto& each : twins.customers)
            SDC_CHECK(note(office, ask, "search", each.id, "duplicates"));
    SDC_CHECK(change.commit());
    return json_answer(200, wire::page_to_json<core::Duplicates>(found));
}

Answer merge(Office& office, const Ask& ask) {
    if (!leads(ask.viewer)) return refuse(wire::code::kForbidden);
    SDC_TRY(const auto wish, wire::from_json<wire::MergeRequest>(ask.request.body));
    const CustomerId kept(ask.parameter("customer"));
    return answer_once(office, ask, [&](Change& change) -> Answer {
        const auto now = office.clock.wall();
        const core::MergeId id(base::uuid_v7(now, office.random));
        SDC_TRY(const auto done, office.store.merges.merge(id, kept, wish.gone, now));
        SDC_CHECK(note(office, ask, "merge", kept, "with " + wish.gone.value));
        SDC_CHECK(change.tell(core::CustomerChanged{kept}));
        SDC_CHECK(change.tell(core::CustomerChanged{wish.gone}));
        return answer(done, 201);
    });
}

Answer undo_merge(Office& office, const Ask& ask) {
    if (!leads(ask.viewer)) return refuse(wire::code::kForbidden);
    const core::MergeId id(ask.parameter("merge"));
    return answer_once(office, ask, [&](Change& change) -> Answer {
        const auto done = office.store.merges.undo(id, office.clock.wall());
        if (!done && done.error().code == Errc::Conflict)
            return refuse(wire::code::kRevisionConflict, done.error().what);
        if (!done) return done.error();
        SDC_CHECK(note(office, ask, "merge", done->kept.id, "undone"));
        SDC_CHECK(change.tell(core::CustomerChanged{done->kept.id}));
        SDC_CHECK(change.tell(core::CustomerChanged{done->gone.id}));
        return no_content();
    });
}

} // namespace

std::vector<Route> customer_care_routes(Office& office) {
    const auto with = [&office](Answer (*handle)(Office&, const Ask&)) {
        return Handler([&office, handle](const Ask& ask) { return handle(office, ask); });
    };
    using enum Access;
    return {
        {"POST", "/v1/customers/{customer}/unmask", SignedIn, Body::Json, with(unmask)},
        {"POST", "/v1/calls/{call}/unmask", SignedIn, Body::None, with(unmask_caller)},
        {"GET", "/v1/duplicates", SignedIn, Body::None, with(duplicates)},
        {"POST", "/v1/customers/{customer}/merge", SignedIn, Body::Json, with(merge)},
        {"DELETE", "/v1/merges/{merge}", SignedIn, Body::None, with(undo_merge)},
    };
}

} // namespace sangdam::hub
