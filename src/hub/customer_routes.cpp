// SPDX-License-Identifier: MIT
//
// Customers: found, shown, registered, changed. Every look at one is written into the access log
// before it is shown (고시 8조).

#include "hub/answers.h"
#include "hub/call_keeper.h"
#include "hub/office_day.h"

#include <algorithm>

namespace sangdam::hub {
namespace {

using base::Errc;
using core::Customer;
using core::CustomerId;
constexpr std::size_t kMostNumberBytes = 64;
constexpr std::size_t kMostNameBytes = 100;

base::Status note(Office& office, const Ask& ask, std::string action, const CustomerId& customer,
                  std::string detail) {
    return office.store.access_log.append({office.clock.wall(), ask.viewer.agent, ask.request.from,
                                           std::move(action), customer, std::move(detail)});
}

base::Result<core::PhoneNumber> number_asked(const std::string& text) {
    auto number = core::PhoneNumber::parse(text);
    if (text.empty() || text.size() > kMostNumberBytes)
        return base::Error{Errc::BadInput, "number must have 1 to 64 characters"};
    return number;
}

base::Result<store::CustomerPage> found(Office& office, const Target& target) {
    SDC_TRY(const auto page, page_asked(target));
    const auto number = target.value("number");
    const auto last_four = target.value("last4");
    const auto name = target.value("name");
    if (!!number + !!last_four + !!name != 1)
        return base::Error{Errc::BadInput, "give exactly one of number, last4 and name"};
    auto& customers = office.store.customers;
    if (number) {
        SDC_TRY(const auto parsed, number_asked(*number));
        return customers.with_number(parsed, page.after, page.limit);
    }
    if (last_four) {
        const bool digits =
            std::ranges::all_of(*last_four, [](char c) { return c >= '0' && c <= '9'; });
        if (last_four->size() != 4 || !digits)
            return base::Error{Errc::BadInput, "last4 must be four digits"};
        return customers.with_last_four(*last_four, page.after, page.limit);
    }
    if (name->empty() || name->size() > kMostNameBytes)
        return base::Error{Errc::BadInput, "name must have 1 to 100 bytes"};
    return customers.with_name(*name, page.after, page.limit);
}

base::Result<HttpResponse> search(Office& office, const Ask& ask) {
    SDC_TRY(auto page, found(office, ask.target));
    const char* by = ask.target.value("number")  ? "by number"
                     : ask.target.value("last4") ? "by last four digits"
                                                 : "by name";
    SDC_TRY(auto change, Change::begin(office.store, office.feed)); // One write for all of them.
    SDC_CHECK(note(office, ask, "search", {}, by));
    for (const auto& each : page.customers) SDC_CHECK(note(office, ask, "search", each.id, by));
    SDC_CHECK(change.commit());
    return json_answer(
        200, wire::page_to_json<Customer>({std::move(page.customers), std::move(page.next)}));
}

base::Result<HttpResponse> card(Office& office, const Ask& ask) {
    const auto text = ask.target.value("number");
    if (!text) return base::Error{Errc::BadInput, "number is missing"};
    SDC_TRY(const auto number, number_asked(*text));
    SDC_TRY(auto shown, office.store.history.card(number, day_began(office.clock.wall())));
    SDC_TRY(const auto shops, office.store.shops.states());
    if (!shops.empty()) {
        SDC_TRY(shown.orders, office.store.orders.summary(number));
    }
    if (shown.customer || !shown.recent.empty())
        SDC_CHECK(
            note(office, ask, "view", shown.customer ? shown.customer->id : CustomerId(), "card"));
    return answer(shown);
}

base::Result<HttpResponse> one(Office& office, const Ask& ask) {
    SDC_TRY(const auto customer,
            office.store.customers.find(CustomerId(ask.parameter("customer"))));
    SDC_CHECK(note(office, ask, "view", customer.id, "customer"));
    return revised_answer(200, wire::to_json(customer), customer.revision);
}

base::Result<HttpResponse> history(Office& office, const Ask& ask) {
    SDC_TRY(const auto page, page_asked(ask.target));
    SDC_TRY(const auto customer,
            office.store.customers.find(CustomerId(ask.parameter("customer"))));
    SDC_TRY(auto entries, office.store.history.of_customer(customer.id, page.after, page.limit));
    SDC_CHECK(note(office, ask, "view", customer.id, "history"));
    return json_answer(200, wire::page_to_json<core::HistoryEntry>(
                                {std::move(entries.entries), std::move(entries.next)}));
}

// Saves what the agent typed; somebody who was faster is answered with the newer record.
base::Result<HttpResponse> save(Office& office, const Ask& ask, const Customer& typed, int status) {
    if (typed.name.empty() && typed.numbers.empty())
        return base::Error{Errc::BadInput, "a customer needs a name or a number"};
    Customer stored;
    return answer_once(
        office, ask,
        [&](Change& change) -> base::Result<HttpResponse> {
            auto saved = office.store.customers.save(typed, office.clock.wall());
            if (!saved && saved.error().code == Errc::Conflict) {
                SDC_TRY(const auto current, office.store.customers.find(typed.id));
                return revision_conflict(wire::to_json(current));
            }
            if (!saved) return saved.error();
            stored = std::move(saved).value();
            SDC_CHECK(note(office, ask, "change", stored.id, {}));
            SDC_CHECK(change.tell(core::CustomerChanged{stored.id}));
            return revised_answer(status, wire::to_json(stored), stored.revision);
        },
        [&] { office.keeper.customer_saved(stored); });
}

base::Result<HttpResponse> add(Office& office, const Ask& ask) {
    SDC_TRY(auto customer, wire::from_json<Customer>(ask.request.body));
    customer.revision = 0;
    if (customer.id.empty())
        customer.id = CustomerId(base::uuid_v7(office.clock.wall(), office.random));
    return save(office, ask, customer, 201);
}

base::Result<HttpResponse> change(Office& office, const Ask& ask) {
    SDC_TRY(auto customer, wire::from_json<Customer>(ask.request.body));
    SDC_TRY(const auto revision, if_match(ask.request));
    customer.id = CustomerId(ask.parameter("customer"));
    if (revision) customer.revision = *revision;
    SDC_TRY(const auto current, office.store.customers.find(customer.id));
    // Revision 0 would mean "register", and this one is.
    if (customer.revision == 0) return revision_conflict(wire::to_json(current));
    return save(office, ask, customer, 200);
}

} // namespace

std::vector<Route> customer_routes(Office& office) {
    const auto with = [&office](base::Result<HttpResponse> (*handle)(Office&, const Ask&)) {
        return Handler([&office, handle](const Ask& ask) { return handle(office, ask); });
    };
    using enum Access;
    return {
        {"GET", "/v1/customers", SignedIn, Body::None, with(search)},
        {"POST", "/v1/customers", SignedIn, Body::Json, with(add)},
        {"GET", "/v1/customers/card", SignedIn, Body::None, with(card)},
        {"GET", "/v1/customers/{customer}", SignedIn, Body::None, with(one)},
        {"PUT", "/v1/customers/{customer}", SignedIn, Body::Json, with(change)},
        {"GET", "/v1/customers/{customer}/history", SignedIn, Body::None, with(history)},
    };
}

} // namespace sangdam::hub
