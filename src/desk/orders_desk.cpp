// SPDX-License-Identifier: MIT

#include "desk/orders_desk.h"

#include <algorithm>
#include <utility>

namespace sangdam::desk {
namespace {

constexpr std::chrono::seconds kTick{30};

std::chrono::minutes age_of(const std::optional<base::WallTime>& at, base::WallTime now) {
    if (!at || *at > now) return std::chrono::minutes{0};
    return std::chrono::floor<std::chrono::minutes>(now - *at);
}

OrderRow row_of(const core::OrderLine& line, const core::CustomerOrders& from, bool suggestion) {
    OrderRow row;
    row.key = line.shop.value + ':' + line.number;
    row.line = line;
    row.suggestion = suggestion;
    const auto shop = std::ranges::find(from.shops, line.shop, &core::ShopState::id);
    if (shop == from.shops.end()) return row;
    row.shop_name = shop->name;
    row.seller_centre = shop->seller_centre;
    return row;
}

void fill(OrdersView& view, const core::CustomerOrders& from) {
    view.rows.clear();
    view.as_of.reset();
    for (const auto& each : from.lines) view.rows.push_back(row_of(each, from, false));
    for (const auto& each : from.suggestions) view.rows.push_back(row_of(each, from, true));
    for (const auto& each : view.rows)
        view.as_of = view.as_of ? std::min(*view.as_of, each.line.read_at) : each.line.read_at;
    view.summary = core::summary(from.lines);
    view.shops = from.shops;
    view.more = from.more;
    view.several_shops = from.shops.size() > 1;
    view.state = from.shops.empty() && view.rows.empty() ? OrdersState::NoShop : OrdersState::Known;
    if (!view.chosen_row()) view.chosen = view.rows.empty() ? std::string{} : view.rows[0].key;
}

} // namespace

const OrderRow* OrdersView::chosen_row() const {
    const auto at = std::ranges::find(rows, chosen, &OrderRow::key);
    return at == rows.end() ? nullptr : &*at;
}

OrdersDesk::OrdersDesk(core::Centre& centre, CentreFeed& feed, const base::Clock& clock,
                       base::Timers& timers)
    : centre_(centre), clock_(clock), timers_(timers) {
    link_ = feed.watch_link([this](core::LinkState link) {
        if (link == core::LinkState::Online) look();
    });
}

template <class F>
void OrdersDesk::update(F change) {
    OrdersView view = view_.get();
    change(view);
    view.age = age_of(view.as_of, clock_.wall());
    view_.set(std::move(view));
}

void OrdersDesk::select_nobody() {
    tick_.reset();
    view_.set({});
}

void OrdersDesk::select(const core::PhoneNumber& number) {
    const auto& now = view_.get();
    if (now.state != OrdersState::None && now.number == number) return;
    OrdersView next;
    next.number = number;
    next.state = number.hidden() ? OrdersState::Withheld : OrdersState::Looking;
    view_.set(std::move(next));
    look();
    grow_older();
}

void OrdersDesk::look() {
    const auto& now = view_.get();
    if (now.state == OrdersState::None || now.state == OrdersState::Withheld) return;
    centre_.orders().of_number(
        now.number,
        life_.guard([this, number = now.number](const base::Result<core::CustomerOrders>& answer) {
            answered(number, answer);
        }));
}

void OrdersDesk::answered(const core::PhoneNumber& number,
                          const base::Result<core::CustomerOrders>& answer) {
    if (answer) learnt_.emit(number, core::summary(answer->lines));
    if (view_.get().number != number) return; // Another one was selected meanwhile.
    update([&](OrdersView& view) {
        if (answer)
            fill(view, *answer);
        else if (view.state == OrdersState::Looking)
            view.state = OrdersState::Unavailable;
    });
}

void OrdersDesk::choose(const std::string& key) {
    update([&](OrdersView& view) { view.chosen = key; });
}

void OrdersDesk::read_again() {
    const auto& now = view_.get();
    if (now.reading || now.state == OrdersState::None || now.state == OrdersState::Withheld) return;
    const auto* chosen = now.chosen_row();
    ask_again(now.number, chosen ? &chosen->line : nullptr);
}

void OrdersDesk::call_answered(const core::PhoneNumber& number) {
    if (!number.hidden()) ask_again(number, nullptr);
}

void OrdersDesk::ask_again(const core::PhoneNumber& number, const core::OrderLine* line) {
    core::OrderRefresh wish{number, {}, {}};
    if (line) wish = {number, line->shop, line->order};
    if (view_.get().number == number) update([](OrdersView& view) { view.reading = true; });
    centre_.orders().refresh(
        wish, life_.guard([this, number](const base::Result<core::CustomerOrders>& answer) {
            answered(number, answer);
            if (view_.get().number != number) return;
            update([&](OrdersView& view) {
                view.reading = false;
                view.read_failed = !answer;
            });
        }));
}

void OrdersDesk::grow_older() {
    tick_ = timers_.after(kTick, [this] {
        update([](OrdersView&) {});
        grow_older();
    });
}

} // namespace sangdam::desk
