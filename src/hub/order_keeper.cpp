// SPDX-License-Identifier: MIT

#include "hub/order_keeper.h"

#include "base/log.h"

#include <algorithm>
#include <set>
#include <utility>

namespace sangdam::hub {
namespace {

using core::OrderBatch;
using core::OrderLine;
using core::SourceFailure;
constexpr int kForgottenAtOnce = 1'000;
constexpr std::chrono::seconds kDatabaseAway{5};

} // namespace

struct OrderKeeper::Watch {
    store::ShopRow row;
    std::unique_ptr<core::OrderSource> source;
    base::Timer again;
    bool asking = false;
};

struct OrderKeeper::Refreshing {
    int open = 0; // Shops that have not answered.
    std::function<void()> done;
    base::Timer patience;
};

OrderKeeper::OrderKeeper(store::CentreStore& store, base::Timers& timers, const base::Clock& clock,
                         MakeOrderSource make, OrderRules rules)
    : store_(store), timers_(timers), clock_(clock), make_(std::move(make)), rules_(rules) {}
OrderKeeper::~OrderKeeper() = default;

void OrderKeeper::open() {
    if (!make_) return;
    look_at_shops();
    look_again_later();
}

void OrderKeeper::look_again_later() {
    look_ = timers_.after(rules_.shops, [this] {
        look_at_shops();
        look_again_later();
    });
}

OrderKeeper::Watch* OrderKeeper::find(const core::ShopId& id) {
    const auto at = watches_.find(id);
    return at == watches_.end() ? nullptr : at->second.get();
}

void OrderKeeper::look_at_shops() {
    if (!make_) return;
    auto shops = store_.shops.all();
    if (!shops) return base::log::warn("orders", "shops cannot be read: {}", shops.error().what);
    std::erase_if(*shops, [](const auto& each) { return !each.shop.enabled; });
    std::erase_if(watches_, [&](const auto& each) {
        return std::ranges::none_of(*shops, [&](const auto& row) {
            return row.shop.id == each.first && row.changed_at == each.second->row.changed_at;
        });
    });
    for (auto& row : *shops) {
        if (watches_.contains(row.shop.id)) continue;
        auto watch = std::make_unique<Watch>();
        watch->source = make_(row.shop);
        watch->row = std::move(row);
        if (!watch->source) continue;
        auto& there = *watch;
        watches_.emplace(there.row.shop.id, std::move(watch));
        ask_after(there, std::chrono::milliseconds{0});
    }
}

void OrderKeeper::ask_after(Watch& watch, std::chrono::milliseconds wait) {
    watch.again = timers_.after(wait, [this, &watch] { ask(watch); }); // Dies with the watch.
}

void OrderKeeper::ask(Watch& watch) {
    if (std::exchange(watch.asking, true)) return;
    watch.source->next(watch.row.progress.cursor,
                       [this, id = watch.row.shop.id](auto how) { answered(id, std::move(how)); });
}

void OrderKeeper::answered(const core::ShopId& id, std::variant<OrderBatch, SourceFailure> how) {
    auto* watch = find(id);
    if (!watch) return;
    watch->asking = false;
    if (const auto* failure = std::get_if<SourceFailure>(&how)) return trouble(*watch, *failure);
    const auto& batch = std::get<OrderBatch>(how);
    if (const auto kept = keep(*watch, batch); !kept) {
        base::log::warn("orders", "orders are not kept: {}", kept.error().what);
        return ask_after(*watch, kDatabaseAway); // With the old cursor: nothing is lost.
    }
    ask_after(*watch, batch.more ? std::chrono::milliseconds{0} : rules_.poll);
}

base::Status OrderKeeper::keep(Watch& watch, const OrderBatch& batch) {
    auto lines = batch.lines;
    const auto oldest = clock_.wall() - rules_.keep;
    std::erase_if(lines, [&](const auto& each) { return each.ordered_at < oldest; });
    auto progress = watch.row.progress;
    progress.cursor = batch.cursor;
    progress.filled = batch.filled;
    progress.trouble = core::ShopTrouble::None;
    if (batch.reached) progress.fresh_at = batch.reached;
    SDC_TRY(auto transaction, store::Transaction::begin(store_.database()));
    SDC_TRY(const auto written, store_.orders.put(lines));
    SDC_CHECK(store_.shops.keep(watch.row.shop.id, progress));
    SDC_CHECK(transaction.commit());
    if (watch.row.progress.filled && !progress.filled)
        base::log::info("orders", "the first fill of {} is done", watch.row.shop.name);
    watch.row.progress = std::move(progress);
    ++counts_.batches;
    counts_.lines += written;
    return base::Done{};
}

void OrderKeeper::trouble(Watch& watch, const SourceFailure& failure) {
    ++counts_.failures;
    auto& progress = watch.row.progress;
    if (progress.trouble != failure.trouble) {
        base::log::warn("orders", "{}: {}", watch.row.shop.name, failure.what);
        progress.trouble = failure.trouble;
        if (const auto kept = store_.shops.keep(watch.row.shop.id, progress); !kept)
            base::log::warn("orders", "the trouble is not kept: {}", kept.error().what);
    }
    ask_after(watch, failure.wait);
}

// --- what the desks ask --------------------------------------------------------------------------

base::Result<core::CustomerOrders>
OrderKeeper::of_numbers(const std::vector<core::PhoneNumber>& numbers) {
    core::CustomerOrders out;
    SDC_TRY(out.shops, store_.shops.states());
    std::set<std::pair<core::ShopId, std::string>> seen;
    for (const auto& number : numbers) {
        SDC_TRY(auto lines, store_.orders.of_number(number));
        for (auto& each : lines)
            if (seen.emplace(each.shop, each.number).second) out.lines.push_back(std::move(each));
    }
    std::ranges::stable_sort(out.lines, std::ranges::greater{}, &OrderLine::ordered_at);
    out.more = out.lines.size() > core::kMostOrderLines;
    if (out.more) out.lines.resize(core::kMostOrderLines);
    if (numbers.size() != 1) return out;
    SDC_TRY(out.suggestions, store_.orders.suggestions(numbers.front()));
    return out;
}

void OrderKeeper::refresh(const Again& again, std::function<void()> done) {
    auto refreshing = std::make_shared<Refreshing>();
    refreshing->done = std::move(done);
    ++counts_.refreshes;
    std::map<core::ShopId, std::vector<std::string>> asked;
    const auto old = clock_.wall() - rules_.fresh_enough;
    if (const auto known = of_numbers(again.numbers))
        for (const auto& line : known->lines)
            if (line.read_at <= old) asked[line.shop].push_back(line.number);
    const auto back = [this, refreshing](auto how) { take(refreshing, std::move(how)); };
    refreshing->open = 1; // Ours, so that nothing ends while we still ask.
    refreshing_.push_back(refreshing);
    for (auto& [shop, numbers] : asked)
        if (auto* watch = find(shop)) {
            ++refreshing->open;
            watch->source->read(std::move(numbers), back);
        }
    if (auto* watch = again.order.empty() ? nullptr : find(again.shop)) {
        ++refreshing->open;
        watch->source->read_order(again.order, back);
    }
    refreshing->patience = timers_.after(rules_.patience, [this, refreshing] {
        refreshing->open = 0;
        settle(refreshing);
    });
    --refreshing->open;
    if (refreshing->open == 0) // Not before we have returned.
        refreshing->patience =
            timers_.after(std::chrono::milliseconds{0}, [this, refreshing] { settle(refreshing); });
}

void OrderKeeper::take(const std::shared_ptr<Refreshing>& refreshing,
                       std::variant<std::vector<OrderLine>, SourceFailure> how) {
    if (const auto* lines = std::get_if<std::vector<OrderLine>>(&how)) {
        if (const auto put = store_.orders.put(*lines); !put) // Late ones are as welcome.
            base::log::warn("orders", "what was read again is not kept: {}", put.error().what);
        else
            counts_.lines += *put;
    } else {
        ++counts_.failures;
        base::log::info("orders", "not read again: {}", std::get<SourceFailure>(how).what);
    }
    if (--refreshing->open == 0) settle(refreshing);
}

void OrderKeeper::settle(const std::shared_ptr<Refreshing>& refreshing) {
    const auto keep = refreshing; // `refreshing` may be a part of what is destroyed here.
    if (std::erase(refreshing_, keep) == 0) return;
    const auto done = std::exchange(keep->done, nullptr);
    keep->patience.reset();
    if (done) done();
}

void OrderKeeper::check(const core::ShopId& id,
                        std::function<void(base::Result<core::ShopCheck>)> done) {
    look_at_shops();
    auto* watch = find(id);
    if (!watch)
        return done(base::Error{base::Errc::NotFound, "there is no such shop, or it is off"});
    watch->source->check([done = std::move(done)](core::ShopCheck check) { done(check); });
}

base::Result<int> OrderKeeper::received(const core::ShopId& id, std::string_view type,
                                        std::string_view body) {
    auto* watch = find(id);
    if (!watch) return base::Error{base::Errc::NotFound, "there is no such shop, or it is off"};
    SDC_TRY(const auto lines, watch->source->received(type, body));
    auto progress = watch->row.progress;
    progress.fresh_at = clock_.wall();
    progress.filled.reset();
    SDC_TRY(auto transaction, store::Transaction::begin(store_.database()));
    SDC_TRY(const auto written, store_.orders.put(lines));
    SDC_CHECK(store_.shops.keep(id, progress));
    SDC_CHECK(transaction.commit());
    watch->row.progress = std::move(progress);
    counts_.lines += written;
    return written;
}

base::Result<bool> OrderKeeper::expire() {
    SDC_TRY(const auto gone, store_.orders.expire(clock_.wall() - rules_.keep, kForgottenAtOnce));
    return gone == kForgottenAtOnce;
}

} // namespace sangdam::hub
