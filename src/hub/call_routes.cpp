// SPDX-License-Identifier: MIT

#include "hub/answers.h"
#include "hub/asked.h"
#include "hub/roster.h"

#include <algorithm>

namespace sangdam::hub {
namespace {

using base::Errc;
using core::CallRef;

store::CallRows rows_of(const core::CallQuery& query, const Viewer& viewer) {
    store::CallRows rows;
    const bool mine = query.scope == core::CallScope::Mine;
    if (mine) rows.mine = viewer.agent;
    // What one may see: an agent its own and nobody's, a supervisor the team's, too.
    if (!mine && !leads(viewer)) rows.of = {viewer.agent};
    if (!mine && leads(viewer) && !administers(viewer) && !viewer.one_team) rows.of = viewer.mates;
    rows.filter = query.filter;
    rows.direction = query.direction;
    rows.from = query.from;
    rows.until = query.until;
    rows.customer = query.customer;
    if (!query.search.empty()) rows.search = core::understood(query.search);
    return rows;
}

base::Result<HttpResponse> calls(Office& office, const Ask& ask) {
    SDC_TRY(const auto page, page_asked(ask.target));
    SDC_TRY(const auto query, calls_asked(ask.target));
    SDC_TRY(auto found,
            office.store.history.calls(rows_of(query, ask.viewer), {page.after, page.limit}));
    if (!query.search.empty())
        SDC_CHECK(office.store.access_log.append(
            {office.clock.wall(), ask.viewer.agent, ask.request.from, "search", {}, "calls"}));
    return json_answer(200, wire::page_to_json<core::HistoryEntry>(
                                {std::move(found.entries), std::move(found.next)}));
}

base::Result<HttpResponse> attempts(Office& office, const Ask& ask) {
    const CallRef ref(ask.parameter("call"));
    SDC_TRY(const auto call, office.store.calls.find(ref));
    if (!may_see(ask.viewer, call)) return refuse(wire::code::kNotFound);
    SDC_TRY(auto rings, office.store.calls.attempts(ref));
    return json_answer(200, wire::page_to_json<core::Attempt>({std::move(rings), {}}));
}

base::Result<HttpResponse> wrap_up(Office& office, const Ask& ask) {
    const CallRef ref(ask.parameter("call"));
    SDC_TRY(const auto call, office.store.calls.find(ref));
    if (!may_see(ask.viewer, call)) return refuse(wire::code::kNotFound);
    SDC_TRY(const auto written, office.store.wrap_ups.find(ref));
    return revised_answer(200, wire::to_json(written), written.revision);
}

base::Status category_exists(Office& office, const core::CategoryId& category) {
    if (category.empty()) return base::Done{};
    SDC_TRY(const auto tree, office.store.settings.categories());
    // 미사용 ones are good: the draft may be older than the change.
    if (std::ranges::count(tree, category, &core::Category::id) > 0) return base::Done{};
    return base::Error{Errc::BadInput, "category: no such category"};
}

base::Result<HttpResponse> save_wrap_up(Office& office, const Ask& ask) {
    SDC_TRY(auto typed, wire::from_json<core::WrapUp>(ask.request.body));
    SDC_TRY(const auto revision, if_match(ask.request));
    typed.call = CallRef(ask.parameter("call"));
    typed.author = ask.viewer.agent;
    if (revision) typed.revision = *revision;
    SDC_TRY(const auto call, office.store.calls.find(typed.call));
    if (!may_write_wrap_up(ask.viewer, call)) return refuse(wire::code::kNotFound);
    SDC_CHECK(category_exists(office, typed.category));
    return answer_once(
        office, ask,
        [&](Change& change) -> base::Result<HttpResponse> {
            const auto saved = office.store.wrap_ups.save(typed, office.clock.wall());
            if (!saved && saved.error().code == Errc::Conflict) {
                SDC_TRY(const auto current, office.store.wrap_ups.find(typed.call));
                return revision_conflict(wire::to_json(current));
            }
            if (!saved) return saved.error();
            SDC_CHECK(change.tell(core::CallChanged{call})); // Histories that show it re-read.
            return revised_answer(200, wire::to_json(*saved), saved->revision);
        },
        [&] { office.roster.apply(ask.viewer.agent, WrapUpSaved{typed.call}); });
}

} // namespace

std::vector<Route> call_routes(Office& office) {
    const auto with = [&office](base::Result<HttpResponse> (*handle)(Office&, const Ask&)) {
        return Handler([&office, handle](const Ask& ask) { return handle(office, ask); });
    };
    return {
        {"GET", "/v1/calls", Access::SignedIn, Body::None, with(calls)},
        {"GET", "/v1/calls/{call}/attempts", Access::SignedIn, Body::None, with(attempts)},
        {"GET", "/v1/calls/{call}/wrap-up", Access::SignedIn, Body::None, with(wrap_up)},
        {"PUT", "/v1/calls/{call}/wrap-up", Access::SignedIn, Body::Json, with(save_wrap_up)},
    };
}

} // namespace sangdam::hub
