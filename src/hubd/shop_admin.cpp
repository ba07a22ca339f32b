// SPDX-License-Identifier: MIT

#include "hubd/shop_admin.h"

#include "base/strand.h"
#include "hubd/order_sources.h"
#include "hubd/orders_http.h"
#include "orders/import_rows.h"
#include "store/centre_store.h"
#include "store/password.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <latch>

namespace sangdam::hubd {
namespace {

using base::Errc;
using base::Error;
using core::Seen;
using core::ShopTrouble;

base::Result<store::ShopRow> shop_named(store::CentreStore& store, const std::string& wanted) {
    SDC_TRY(const auto rows, store.shops.all());
    for (const auto& row : rows)
        if (row.shop.id.value == wanted || row.shop.name == wanted) return row;
    return Error{Errc::NotFound, fmt::format("there is no store {}; `sangdam-hub admin store "
                                             "list` shows those there are",
                                             wanted)};
}

const char* word(Seen seen) {
    switch (seen) {
    case Seen::Good: return "ok";
    case Seen::Wrong: return "WRONG";
    case Seen::NotReached: break;
    }
    return "not reached";
}

const char* advice(ShopTrouble trouble) {
    switch (trouble) {
    case ShopTrouble::Address:
        return "This machine's public address is not registered: add it under API 호출 IP of the "
               "application in the Commerce API centre.";
    case ShopTrouble::Credentials:
        return "Client id or secret are wrong: copy both again from the application's page and "
               "add the store once more under the same id.";
    case ShopTrouble::Permission:
        return "The application may not read orders: add the API group 주문 판매자 to it, and "
               "check that the store has not switched it off.";
    case ShopTrouble::Clock:
        return "This machine's clock is wrong by more than five minutes: let it follow a time "
               "server (timedatectl set-ntp true).";
    case ShopTrouble::Quota:
        return "This hour's calls are used up. If only one call an hour is allowed, another "
               "program sends token parameters in the address instead of the body; it ends the "
               "day after the last such call.";
    case ShopTrouble::Rate: return "Too many calls at once; try again in a minute.";
    case ShopTrouble::Busy: return "The shop has a problem of its own; try again later.";
    case ShopTrouble::Unreachable:
        return "The shop cannot be reached from this machine: check its network and firewall.";
    case ShopTrouble::BadAnswer:
        return "The answer is not what is documented; tell the shop's support the trace below.";
    case ShopTrouble::None: break;
    }
    return "All is well.";
}

} // namespace

std::string words(const core::ShopCheck& check) {
    std::string text =
        fmt::format("connection   {}\naddress      {}\nclock        {}\n"
                    "secret       {}\npermission   {}\n\n{}\n",
                    word(check.connection), word(check.address), word(check.clock),
                    word(check.credentials), word(check.permission), advice(check.trouble));
    if (check.clock_off && *check.clock_off != 0)
        text += fmt::format("clock: this machine is {} s {} the shop\n", std::abs(*check.clock_off),
                            *check.clock_off > 0 ? "ahead of" : "behind");
    if (!check.code.empty()) text += fmt::format("code: {}\n", check.code);
    if (!check.trace.empty()) text += fmt::format("trace: {}\n", check.trace);
    return text;
}

base::Result<std::string> add_shop(store::CentreStore& store, const AddShop& order,
                                   const AskPassword& ask, base::WallTime now,
                                   base::Random& random) {
    core::Shop shop;
    shop.id = core::ShopId(order.id.empty() ? base::uuid_v7(now, random) : order.id);
    shop.name = order.name;
    shop.kind = order.kind;
    shop.client_id = order.client_id;
    shop.url = order.url;
    shop.fill_days = order.fill_days;
    shop.seller_centre = order.seller_centre;
    std::string made;
    if (shop.kind == core::ShopKind::Naver) {
        if (shop.client_id.empty())
            return Error{Errc::BadInput, "--client-id is missing: the id of the application"};
        if (shop.seller_centre.empty()) shop.seller_centre = "https://sell.smartstore.naver.com/";
        SDC_TRY(shop.secret, ask(order.secret_env, order.name));
    } else if (!order.secret_env.empty()) {
        SDC_TRY(shop.secret, ask(order.secret_env, order.name));
    } else { // Shown once, now: the shop's webhook has to present it.
        shop.secret = store::new_token();
        made = fmt::format("secret for the webhook\t{}\n", shop.secret.reveal());
    }
    if (shop.secret.empty()) return Error{Errc::BadInput, "the secret is empty"};
    SDC_CHECK(store.shops.put(shop, now));
    return fmt::format("{}\t{}\n{}", shop.id.value, shop.name, made);
}

base::Result<std::string> list_shops(store::CentreStore& store) {
    SDC_TRY(const auto rows, store.shops.all());
    std::string text;
    for (const auto& row : rows) {
        const auto& progress = row.progress;
        const auto trouble = core::name(progress.trouble);
        const std::string state = !row.shop.enabled   ? "off"
                                  : !trouble.empty()  ? std::string(trouble)
                                  : progress.filled   ? fmt::format("{} %", *progress.filled)
                                  : progress.fresh_at ? "up to date"
                                                      : "not begun";
        text += fmt::format("{}\t{}\t{}\t{}\n", row.shop.id.value, row.shop.name,
                            core::name(row.shop.kind), state);
    }
    return text;
}

base::Result<std::string> remove_shop(store::CentreStore& store, const RemoveShop& order) {
    SDC_TRY(const auto row, shop_named(store, order.shop));
    SDC_CHECK(store.shops.remove(row.shop.id));
    return std::string();
}

base::Result<std::string> import_orders(store::CentreStore& store, const ImportOrders& order,
                                        base::WallTime now) {
    SDC_TRY(const auto row, shop_named(store, order.shop));
    if (row.shop.kind != core::ShopKind::Import)
        return Error{Errc::BadInput,
                     fmt::format("{} is not a store of the kind import", row.shop.name)};
    std::ifstream in(order.file, std::ios::binary);
    if (!in) return Error{Errc::NotFound, "cannot read " + order.file};
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    SDC_TRY(const auto lines, orders::read_import_csv(text, row.shop.id, now));
    SDC_TRY(const auto written, store.orders.put(lines));
    return fmt::format("{} orders\n", written);
}

base::Result<std::string> test_shop(store::CentreStore& store, const TestShop& order,
                                    const base::Clock& clock, base::Random& random) {
    SDC_TRY(const auto row, shop_named(store, order.shop));
    base::Strand strand("test");
    SDC_TRY(auto http, OrdersHttp::open(strand));
    core::ShopCheck seen;
    std::unique_ptr<core::OrderSource> source;
    std::latch done(1);
    strand.post([&] {
        source = order_sources(*http, strand, clock, random)(row.shop);
        source->check([&](core::ShopCheck check) { // Its requests end by their time limits.
            seen = std::move(check);
            done.count_down();
        });
    });
    done.wait();
    std::latch gone(1);
    strand.post([&] {
        source.reset();
        gone.count_down();
    });
    gone.wait();
    http.reset();
    if (!seen.good()) return Error{Errc::Refused, "the store cannot be read\n\n" + words(seen)};
    return words(seen);
}

} // namespace sangdam::hubd
