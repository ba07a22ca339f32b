// SPDX-License-Identifier: MIT
//
// 콜관리: what administrators set (guide S17), and who looked at whom.

#include "hub/answers.h"
#include "hub/asked.h"
#include "hub/centre_rules.h"
#include "hub/roster.h"

#include <algorithm>

namespace sangdam::hub {
namespace {

using base::Errc;
using Answer = base::Result<HttpResponse>;

base::Status note(Office& office, const Ask& ask, std::string detail) {
    return office.store.access_log.append(
        {office.clock.wall(), ask.viewer.agent, ask.request.from, "administer", {}, detail});
}

// What was saved, told to everybody and noted; or the newer one that stands in its way.
template <class T>
Answer saved(Office& office, const Ask& ask, Change& change, const base::Result<T>& result,
             const std::function<base::Result<T>()>& newer, const std::string& what) {
    if (!result && result.error().code == Errc::Conflict) {
        SDC_TRY(const auto now, newer());
        return revision_conflict(wire::to_json(now));
    }
    if (!result) return result.error();
    SDC_CHECK(note(office, ask, what));
    SDC_CHECK(change.tell(core::SettingsChanged{}));
    return revised_answer(200, wire::to_json(*result), result->revision);
}

Answer settings(Office& office, const Ask&) {
    SDC_TRY(const auto now, office.rules.told());
    return revised_answer(200, wire::to_json(now), now.revision);
}

Answer save_settings(Office& office, const Ask& ask) {
    if (!administers(ask.viewer)) return refuse(wire::code::kForbidden);
    SDC_TRY(auto typed, wire::from_json<core::CentreSettings>(ask.request.body));
    SDC_TRY(const auto revision, if_match(ask.request));
    if (revision) typed.revision = *revision;
    std::optional<core::CentreSettings> kept;
    return answer_once(
        office, ask,
        [&](Change& change) {
            const auto result = office.rules.save(typed);
            if (result) kept = *result;
            return saved<core::CentreSettings>(
                office, ask, change, result, [&] { return office.rules.told(); }, "settings");
        },
        [&] { office.rules.apply(*kept); });
}

Answer numbers(Office& office, const Ask&) {
    SDC_TRY(auto numbers, office.store.settings.numbers());
    return json_answer(200, wire::page_to_json<core::OwnNumber>({std::move(numbers), {}}));
}

base::Result<core::OwnNumber> number_now(Office& office, const std::string& key) {
    SDC_TRY(const auto numbers, office.store.settings.numbers());
    for (const auto& each : numbers)
        if (each.key == key) return each;
    return base::Error{Errc::NotFound, "there is no such number"};
}

Answer save_number(Office& office, const Ask& ask) {
    if (!administers(ask.viewer)) return refuse(wire::code::kForbidden);
    SDC_TRY(auto typed, wire::from_json<core::OwnNumber>(ask.request.body));
    SDC_TRY(const auto revision, if_match(ask.request));
    if (revision) typed.revision = *revision;
    typed.key = ask.parameter("number");
    const auto parsed = core::PhoneNumber::parse(typed.key);
    if (parsed.key() != typed.key || parsed.hidden() || parsed.kind() == core::NumberKind::Unknown)
        return base::Error{Errc::BadInput, "number: must be the digits of a Korean number"};
    if (typed.approved && typed.proof.empty())
        return base::Error{Errc::BadInput, "proof: what shows the right to use it is missing"};
    return answer_once(
        office, ask,
        [&](Change& change) {
            return saved<core::OwnNumber>(
                office, ask, change, office.store.settings.save_number(typed),
                [&] { return number_now(office, typed.key); },
                (typed.approved ? "number approved: " : "number: ") + typed.key);
        },
        [&] { office.roster.tell_switch(); });
}

base::Result<core::Category> category_now(Office& office, const core::CategoryId& id) {
    SDC_TRY(const auto tree, office.store.settings.categories());
    for (const auto& each : tree)
        if (each.id == id) return each;
    return base::Error{Errc::NotFound, "there is no such category"};
}

Answer save_category(Office& office, const Ask& ask, core::Category typed) {
    if (!administers(ask.viewer)) return refuse(wire::code::kForbidden);
    return answer_once(office, ask, [&](Change& change) {
        return saved<core::Category>(
            office, ask, change, office.store.settings.save_category(typed),
            [&] { return category_now(office, typed.id); }, "category: " + typed.id.value);
    });
}

Answer add_category(Office& office, const Ask& ask) {
    SDC_TRY(auto typed, wire::from_json<core::Category>(ask.request.body));
    typed.revision = 0;
    if (typed.id.empty())
        typed.id = core::CategoryId(base::uuid_v7(office.clock.wall(), office.random));
    return save_category(office, ask, std::move(typed));
}

Answer put_category(Office& office, const Ask& ask) {
    SDC_TRY(auto typed, wire::from_json<core::Category>(ask.request.body));
    SDC_TRY(const auto revision, if_match(ask.request));
    if (revision) typed.revision = *revision;
    typed.id = core::CategoryId(ask.parameter("category"));
    SDC_CHECK(category_now(office, typed.id));
    return save_category(office, ask, std::move(typed));
}

Answer categories(Office& office, const Ask&) {
    SDC_TRY(const auto choices, office.store.settings.choices());
    return revised_answer(200, wire::to_json(choices), choices.revision);
}

Answer save_choices(Office& office, const Ask& ask) {
    if (!administers(ask.viewer)) return refuse(wire::code::kForbidden);
    SDC_TRY(auto typed, wire::from_json<core::WrapUpChoices>(ask.request.body));
    SDC_TRY(const auto revision, if_match(ask.request));
    if (revision) typed.revision = *revision;
    for (const auto* list : {&typed.emotions, &typed.grades, &typed.statuses}) {
        if (list->empty() || list->size() > 50)
            return base::Error{Errc::BadInput, "each list has 1 to 50 words"};
        for (const auto& each : *list)
            if (each.empty() || std::ranges::count(*list, each) > 1)
                return base::Error{Errc::BadInput, "a word is empty or stands twice in its list"};
    }
    return answer_once(office, ask, [&](Change& change) {
        return saved<core::WrapUpChoices>(
            office, ask, change, office.store.settings.save_choices(typed),
            [&] { return office.store.settings.choices(); }, "choices");
    });
}

Answer access_log(Office& office, const Ask& ask) {
    if (!leads(ask.viewer)) return refuse(wire::code::kForbidden);
    SDC_TRY(const auto page, page_asked(ask.target));
    SDC_TRY(const auto query, accesses_asked(ask.target));
    if (!administers(ask.viewer) && !ask.viewer.one_team &&
        (query.agent.empty() || !works_with(ask.viewer, query.agent)))
        return refuse(wire::code::kForbidden, "a supervisor asks about one agent of the team");
    SDC_TRY(const auto found, office.store.access_log.list(query, {page.after, page.limit}));
    return json_answer(200, wire::page_to_json<core::AccessRecord>(found));
}

} // namespace

std::vector<Route> administration_routes(Office& office) {
    const auto with = [&office](Answer (*handle)(Office&, const Ask&)) {
        return Handler([&office, handle](const Ask& ask) { return handle(office, ask); });
    };
    using enum Access;
    return {
        {"GET", "/v1/settings", SignedIn, Body::None, with(settings)},
        {"PUT", "/v1/settings", SignedIn, Body::Json, with(save_settings)},
        {"GET", "/v1/settings/wrap-up-choices", SignedIn, Body::None, with(categories)},
        {"PUT", "/v1/settings/wrap-up-choices", SignedIn, Body::Json, with(save_choices)},
        {"GET", "/v1/categories", SignedIn, Body::None, with(categories)},
        {"POST", "/v1/categories", SignedIn, Body::Json, with(add_category)},
        {"PUT", "/v1/categories/{category}", SignedIn, Body::Json, with(put_category)},
        {"GET", "/v1/numbers", SignedIn, Body::None, with(numbers)},
        {"PUT", "/v1/numbers/{number}", SignedIn, Body::Json, with(save_number)},
        {"GET", "/v1/access-log", SignedIn, Body::None, with(access_log)},
    };
}

} // namespace sangdam::hub
