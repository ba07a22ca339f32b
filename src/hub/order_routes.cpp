// SPDX-License-Identifier: MIT
//
// Orders of a caller, from the mirror or read again, and the shops they come from. Every look at
// somebody's orders is written into the access log before they are shown. Credentials go in and
// never come out.

#include "hub/answers.h"
#include "hub/order_keeper.h"

#include <algorithm>

namespace sangdam::hub {
namespace {

using base::Errc;
using core::PhoneNumber;
constexpr std::size_t kMostNumberBytes = 64;

base::Status note(Office& office, const Ask& ask, std::string action,
                  const core::CustomerId& customer, std::string detail) {
    return office.store.access_log.append({office.clock.wall(), ask.viewer.agent, ask.request.from,
                                           std::move(action), customer, std::move(detail)});
}

base::Result<PhoneNumber> number_in(const std::optional<std::string>& text) {
    if (!text || text->empty() || text->size() > kMostNumberBytes)
        return base::Error{Errc::BadInput, "number must have 1 to 64 characters"};
    return PhoneNumber::parse(*text);
}

base::Result<core::CustomerId> owner_of(Office& office, const PhoneNumber& number) {
    SDC_TRY(const auto customer, office.store.customers.find_by_number(number));
    return customer ? customer->id : core::CustomerId();
}

base::Result<HttpResponse> shown(Office& office, const Ask& ask,
                                 const std::vector<PhoneNumber>& numbers,
                                 const core::CustomerId& customer) {
    SDC_TRY(const auto orders, office.orders.of_numbers(numbers));
    if (!orders.lines.empty() || !orders.suggestions.empty())
        SDC_CHECK(note(office, ask, "view", customer, "orders"));
    return answer(orders);
}

base::Result<HttpResponse> of_number(Office& office, const Ask& ask) {
    SDC_TRY(const auto number, number_in(ask.target.value("number")));
    SDC_TRY(const auto customer, owner_of(office, number));
    return shown(office, ask, {number}, customer);
}

base::Result<HttpResponse> of_customer(Office& office, const Ask& ask) {
    SDC_TRY(const auto customer,
            office.store.customers.find(core::CustomerId(ask.parameter("customer"))));
    return shown(office, ask, customer.numbers, customer.id);
}

void refresh(Office& office, Ask ask, const Responder& responder) {
    const auto asked = wire::from_json<core::OrderRefresh>(ask.request.body);
    if (!asked) return responder.answer(refuse(asked.error()));
    OrderKeeper::Again again{{asked->number}, asked->shop, asked->order};
    office.orders.refresh(
        again, [&office, ask = std::move(ask), responder, number = asked->number] {
            const auto customer = owner_of(office, number);
            if (!customer) return responder.answer(refuse(customer.error()));
            auto response = shown(office, ask, {number}, *customer);
            responder.answer(response ? std::move(response).value() : refuse(response.error()));
        });
}

// --- shops ---------------------------------------------------------------------------------------

base::Result<std::string> listing_json(const store::ShopRow& row) {
    core::ShopListing out;
    out.shop = row.shop;
    out.has_secret = !row.shop.secret.empty();
    out.shop.secret = {};
    out.state.id = row.shop.id;
    out.state.name = row.shop.name;
    out.state.seller_centre = row.shop.seller_centre;
    out.state.fresh_at = row.progress.fresh_at;
    out.state.trouble = core::name(row.progress.trouble);
    out.state.filled = row.progress.filled;
    return wire::to_json(out);
}

bool is_admin(const Ask& ask) { return ask.viewer.role == core::Role::Admin; }

base::Result<HttpResponse> shops(Office& office, const Ask& ask) {
    if (!leads(ask.viewer)) return refuse(wire::code::kForbidden);
    SDC_TRY(const auto rows, office.store.shops.all());
    std::string body = "{\"items\":[";
    for (const auto& row : rows) {
        if (body.back() == '}') body += ',';
        SDC_TRY(const auto each, listing_json(row));
        body += each;
    }
    return json_answer(200, body + "]}");
}

base::Result<HttpResponse> save_shop(Office& office, const Ask& ask, core::Shop shop, int status) {
    if (!is_admin(ask)) return refuse(wire::code::kForbidden);
    if (shop.name.empty()) return base::Error{Errc::BadInput, "name is missing"};
    if (shop.kind == core::ShopKind::Naver && shop.client_id.empty())
        return base::Error{Errc::BadInput, "client_id is missing"};
    return answer_once(
        office, ask,
        [&](Change&) -> base::Result<HttpResponse> {
            SDC_CHECK(office.store.shops.put(shop, office.clock.wall()));
            SDC_CHECK(note(office, ask, "change", {}, "shop " + shop.id.value));
            SDC_TRY(const auto row, office.store.shops.find(shop.id));
            SDC_TRY(auto body, listing_json(row));
            return json_answer(status, std::move(body));
        },
        [&] { office.orders.look_at_shops(); });
}

base::Result<HttpResponse> add_shop(Office& office, const Ask& ask) {
    SDC_TRY(auto shop, wire::from_json<core::Shop>(ask.request.body));
    if (shop.id.empty()) shop.id = core::ShopId(base::uuid_v7(office.clock.wall(), office.random));
    if (shop.secret.empty()) return base::Error{Errc::BadInput, "secret is missing"};
    return save_shop(office, ask, std::move(shop), 201);
}

base::Result<HttpResponse> change_shop(Office& office, const Ask& ask) {
    SDC_TRY(auto shop, wire::from_json<core::Shop>(ask.request.body));
    shop.id = core::ShopId(ask.parameter("shop"));
    SDC_CHECK(office.store.shops.find(shop.id));
    return save_shop(office, ask, std::move(shop), 200);
}

base::Result<HttpResponse> remove_shop(Office& office, const Ask& ask) {
    if (!is_admin(ask)) return refuse(wire::code::kForbidden);
    const core::ShopId shop(ask.parameter("shop"));
    SDC_CHECK(office.store.shops.remove(shop));
    SDC_CHECK(note(office, ask, "change", {}, "shop " + shop.value + " removed"));
    office.orders.look_at_shops();
    return no_content();
}

void test_shop(Office& office, const Ask& ask, const Responder& responder) {
    if (!is_admin(ask)) return responder.answer(refuse(wire::code::kForbidden));
    office.orders.check(core::ShopId(ask.parameter("shop")),
                        [responder](const base::Result<core::ShopCheck>& check) {
                            responder.answer(check ? answer(*check) : refuse(check.error()));
                        });
}

// Compares without telling by its time how much of it was right.
bool same_secret(std::string_view given, std::string_view stored) {
    unsigned differences = given.size() == stored.size() && !stored.empty() ? 0U : 1U;
    for (std::size_t i = 0; i < given.size() && i < stored.size(); ++i)
        differences |= static_cast<unsigned char>(given[i] ^ stored[i]);
    return differences == 0;
}

// The webhook of a shop of one's own.
base::Result<HttpResponse> receive(Office& office, const Ask& ask) {
    constexpr std::string_view kScheme = "Bearer ";
    const core::ShopId id(ask.parameter("shop"));
    const auto shop = office.store.shops.find(id);
    const auto given = ask.request.header("authorization");
    const bool may = shop && shop->shop.kind == core::ShopKind::Import &&
                     given.starts_with(kScheme) &&
                     same_secret(given.substr(kScheme.size()), shop->shop.secret.reveal());
    if (!may) return refuse(wire::code::kSignInRequired, "the secret of this shop is needed");
    SDC_TRY(const auto taken,
            office.orders.received(id, ask.request.header("content-type"), ask.request.body));
    return json_answer(200, "{\"taken\":" + std::to_string(taken) + "}");
}

} // namespace

std::vector<Route> order_routes(Office& office) {
    const auto with = [&office](base::Result<HttpResponse> (*handle)(Office&, const Ask&)) {
        return Handler([&office, handle](const Ask& ask) { return handle(office, ask); });
    };
    using enum Access;
    return {
        {"GET", "/v1/orders", SignedIn, Body::None, with(of_number)},
        {"GET", "/v1/customers/{customer}/orders", SignedIn, Body::None, with(of_customer)},
        {"POST", "/v1/orders/refresh", SignedIn, Body::Json,
         LateHandler([&office](Ask ask, const Responder& responder) {
             refresh(office, std::move(ask), responder);
         })},
        {"GET", "/v1/shops", SignedIn, Body::None, with(shops)},
        {"POST", "/v1/shops", SignedIn, Body::Json, with(add_shop)},
        {"PUT", "/v1/shops/{shop}", SignedIn, Body::Json, with(change_shop)},
        {"DELETE", "/v1/shops/{shop}", SignedIn, Body::None, with(remove_shop)},
        {"POST", "/v1/shops/{shop}/test", SignedIn, Body::None,
         LateHandler([&office](const Ask& ask, const Responder& responder) {
             test_shop(office, ask, responder);
         })},
        {"POST", "/v1/shops/{shop}/orders", Anyone, Body::None, with(receive)},
    };
}

} // namespace sangdam::hub
