// SPDX-License-Identifier: MIT

#include "hub/answers.h"
#include "hub/roster.h"

#include <algorithm>

namespace sangdam::hub {
namespace {

using base::Errc;
using core::CallRef;

base::Result<HttpResponse> calls(Office& office, const Ask& ask) {
    SDC_TRY(const auto page, page_asked(ask.target));
    const auto mine = ask.target.value("mine").value_or("true");
    if (mine != "true" && mine != "false")
        return base::Error{Errc::BadInput, "mine must be true or false"};
    if (mine == "false" && !leads(ask.viewer)) return refuse(wire::code::kForbidden);
    auto& history = office.store.history;
    SDC_TRY(auto entries, mine == "true"
                              ? history.of_agent(ask.viewer.agent, page.after, page.limit)
                              : history.all(page.after, page.limit));
    return json_answer(200, wire::page_to_json<core::HistoryEntry>(
                                {std::move(entries.entries), std::move(entries.next)}));
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
        {"GET", "/v1/calls/{call}/wrap-up", Access::SignedIn, Body::None, with(wrap_up)},
        {"PUT", "/v1/calls/{call}/wrap-up", Access::SignedIn, Body::Json, with(save_wrap_up)},
        {"GET", "/v1/settings/wrap-up-choices", Access::SignedIn, Body::None,
         Handler([&office](const Ask&) -> base::Result<HttpResponse> {
             SDC_TRY(const auto choices, office.store.settings.choices());
             return answer(choices);
         })},
    };
}

} // namespace sangdam::hub
