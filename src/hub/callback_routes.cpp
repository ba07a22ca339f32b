// SPDX-License-Identifier: MIT
//
// Promises to call back (guide S15).

#include "hub/answers.h"
#include "hub/asked.h"
#include "hub/callback_desk.h"
#include "hub/roster.h"

namespace sangdam::hub {
namespace {

using base::Errc;
using core::Callback;
using core::CallbackId;
using core::CallbackStatus;

base::Result<HttpResponse> list(Office& office, const Ask& ask) {
    SDC_TRY(const auto page, page_asked(ask.target));
    SDC_TRY(const auto query, callbacks_asked(ask.target));
    const auto& viewer = ask.viewer;
    store::CallbackRows rows;
    const bool mine = query.scope == core::CallbackScope::Mine || !leads(viewer);
    if (mine) rows.mine = viewer.agent;
    if (!mine && !administers(viewer) && !viewer.one_team) rows.of = viewer.mates;
    rows.status = query.status;
    rows.from = query.from;
    rows.until = query.until;
    rows.customer = query.customer;
    SDC_TRY(const auto found, office.store.callbacks.list(rows, {page.after, page.limit}));
    return json_answer(200, wire::page_to_json<Callback>(found));
}

HttpResponse revised(const Callback& callback, int status = 200) {
    return revised_answer(status, wire::to_json(callback), callback.revision);
}

// As it is in the database, when this agent may see it.
base::Result<Callback> seen(Office& office, const Ask& ask) {
    SDC_TRY(auto callback, office.store.callbacks.find(CallbackId(ask.parameter("callback"))));
    if (may_see(ask.viewer, callback)) return callback;
    return base::Error{Errc::NotFound, "there is no such callback"};
}

base::Result<HttpResponse> find(Office& office, const Ask& ask) {
    SDC_TRY(const auto callback, seen(office, ask));
    return revised(callback);
}

// `next` makes of the stored one what it shall be.
using Next = std::function<base::Result<Callback>(Change&, const Callback& now)>;

base::Result<HttpResponse> change(Office& office, const Ask& ask, const Next& next) {
    return answer_once(
        office, ask,
        [&](Change& told) -> base::Result<HttpResponse> {
            SDC_TRY(const auto now, seen(office, ask));
            const auto saved = next(told, now);
            if (!saved && saved.error().code == Errc::Conflict)
                return revision_conflict(wire::to_json(now));
            if (!saved) return saved.error();
            return revised(*saved);
        },
        [&] { office.callbacks.look(); });
}

base::Result<HttpResponse> add(Office& office, const Ask& ask) {
    SDC_TRY(auto typed, wire::from_json<Callback>(ask.request.body));
    typed.revision = 0;
    typed.author = ask.viewer.agent;
    if (typed.id.empty()) typed.id = CallbackId(base::uuid_v7(office.clock.wall(), office.random));
    const auto there = office.store.callbacks.find(typed.id);
    if (there && !may_see(ask.viewer, *there)) return refuse(wire::code::kExists);
    return answer_once(
        office, ask,
        [&](Change& told) -> base::Result<HttpResponse> {
            const auto saved = office.callbacks.save(told, nullptr, typed);
            if (!saved && saved.error().code == Errc::Conflict) {
                SDC_TRY(const auto now, office.store.callbacks.find(typed.id));
                return revision_conflict(wire::to_json(now));
            }
            if (!saved) return saved.error();
            return revised(*saved, 201);
        },
        [&] { office.callbacks.look(); });
}

base::Result<HttpResponse> put(Office& office, const Ask& ask) {
    SDC_TRY(auto typed, wire::from_json<Callback>(ask.request.body));
    SDC_TRY(const auto revision, if_match(ask.request));
    if (revision) typed.revision = *revision;
    return change(office, ask, [&](Change& told, const Callback& now) {
        return office.callbacks.save(told, &now, typed);
    });
}

// A wish about the newest one: nobody has to read it before. If-Match is honoured where it is sent.
base::Result<HttpResponse> press(Office& office, const Ask& ask,
                                 const std::function<base::Status(Callback&)>& apply) {
    SDC_TRY(const auto revision, if_match(ask.request));
    return change(office, ask, [&](Change& told, const Callback& now) -> base::Result<Callback> {
        auto next = now;
        if (revision) next.revision = *revision;
        SDC_CHECK(apply(next));
        return office.callbacks.change(told, now, std::move(next));
    });
}

base::Result<HttpResponse> snooze(Office& office, const Ask& ask) {
    SDC_TRY(const auto wish, wire::from_json<wire::SnoozeRequest>(ask.request.body));
    return press(office, ask, [&](Callback& next) -> base::Status {
        if (wish.until <= office.clock.wall())
            return base::Error{Errc::BadInput, "until: is in the past"};
        if (next.status != CallbackStatus::Open)
            return base::Error{Errc::BadInput, "status: it is done already"};
        next.snoozed_until = wish.until;
        return base::Done{};
    });
}

base::Result<HttpResponse> finish(Office& office, const Ask& ask) {
    SDC_TRY(const auto wish, wire::from_json<wire::FinishRequest>(ask.request.body));
    return press(office, ask, [&](Callback& next) -> base::Status {
        next.status = wish.status; // Open again, when it was a mistake.
        if (wish.note) next.note = *wish.note;
        if (wish.status != CallbackStatus::Open) next.snoozed_until.reset();
        return base::Done{};
    });
}

base::Result<HttpResponse> reassign(Office& office, const Ask& ask) {
    SDC_TRY(const auto wish, wire::from_json<wire::ReassignRequest>(ask.request.body));
    return press(office, ask, [&](Callback& next) -> base::Status {
        if (!wish.assignee.empty() && !office.roster.duty(wish.assignee))
            return base::Error{Errc::BadInput, "assignee: nobody of that id works here"};
        next.assignee = wish.assignee;
        next.escalated.reset(); // Somebody new: told again, if that one does nothing either.
        return base::Done{};
    });
}

} // namespace

std::vector<Route> callback_routes(Office& office) {
    const auto with = [&office](base::Result<HttpResponse> (*handle)(Office&, const Ask&)) {
        return Handler([&office, handle](const Ask& ask) { return handle(office, ask); });
    };
    using enum Access;
    return {
        {"GET", "/v1/callbacks", SignedIn, Body::None, with(list)},
        {"POST", "/v1/callbacks", SignedIn, Body::Json, with(add)},
        {"GET", "/v1/callbacks/{callback}", SignedIn, Body::None, with(find)},
        {"PUT", "/v1/callbacks/{callback}", SignedIn, Body::Json, with(put)},
        {"PUT", "/v1/callbacks/{callback}/snooze", SignedIn, Body::Json, with(snooze)},
        {"PUT", "/v1/callbacks/{callback}/status", SignedIn, Body::Json, with(finish)},
        {"PUT", "/v1/callbacks/{callback}/assignee", SignedIn, Body::Json, with(reassign)},
    };
}

} // namespace sangdam::hub
