// SPDX-License-Identifier: MIT
//
// A shop on the stand-in, in virtual time: executor and clock move together, answers take a while,
// and a mirror in memory does what the hub's does.
#pragma once

#include "fakes/manual_clock.h"
#include "fakes/manual_executor.h"
#include "orders/naver_source.h"
#include "orders/stand_in/invented.h"
#include "orders/stand_in/stand_in.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace sangdam::fakes {

using namespace std::chrono_literals;

class CountedRandom final : public base::Random {
public:
    explicit CountedRandom(std::uint64_t seed = 1) : state_(seed * 2 + 1) {}
    std::uint64_t next() override { // xorshift64*
        state_ ^= state_ >> 12U;
        state_ ^= state_ << 25U;
        state_ ^= state_ >> 27U;
        return state_ * 0x2545F4914F6CDD1DULL;
    }

private:
    std::uint64_t state_;
};

class StandInHttp final : public orders::Http {
public:
    StandInHttp(orders::StandIn& shop, ManualExecutor& executor)
        : shop_(shop), executor_(executor) {}

    std::vector<orders::HttpAsk> asked;
    std::optional<base::Error> broken; // No connection at all.
    std::chrono::milliseconds latency{40};
    std::chrono::milliseconds date_off{0};

    void send(orders::HttpAsk ask,
              std::function<void(base::Result<orders::HttpReply>)> done) override {
        asked.push_back(ask);
        if (broken) return later(latency, [done, e = *broken] { done(e); });
        std::vector<std::pair<std::string, std::string>> headers;
        for (auto [name, value] : ask.headers) {
            for (auto& c : name) c = static_cast<char>(std::tolower(c));
            headers.emplace_back(name, value);
        }
        const std::string_view base = "http://shop";
        auto reply = shop_.answer(ask.method, std::string_view(ask.url).substr(base.size()),
                                  headers, ask.body);
        if (!reply)
            return later(ask.timeout, [done] {
                done(base::Error{base::Errc::TimedOut, "no answer in time"});
            });
        later(latency, [done, reply = std::move(*reply)] { done(reply); });
    }

private:
    void later(std::chrono::milliseconds after, base::Task task) {
        timers_.push_back(executor_.after(after, std::move(task)));
    }
    orders::StandIn& shop_;
    ManualExecutor& executor_;
    std::vector<base::Timer> timers_;
};

class ShopBench : public testing::Test {
protected:
    explicit ShopBench(std::uint64_t seed = 1)
        : random(seed), shop({}, clock, random), http(shop, executor) {
        settings.shop = core::ShopId("shop-1");
        settings.account = {"http://shop", {shop.rules.client_id, shop.rules.secret}};
        settings.fill = 24h * 20;
        restart();
    }
    void restart() { // The hub died: what was under way is lost, the cursor is not.
        source.reset();
        source = std::make_unique<orders::NaverSource>(settings, http, executor, clock, random);
        busy = false;
    }
    void pass(std::chrono::milliseconds time, std::chrono::milliseconds step = 20ms) {
        for (auto left = time; left > 0ms; left -= step) {
            clock.advance(step);
            executor.advance(step);
        }
    }
    // One batch, taken into the mirror together with its cursor, as the hub does it.
    void ask() {
        busy = true;
        source->next(cursor, [this](std::variant<core::OrderBatch, core::SourceFailure> how) {
            busy = false;
            if (auto* failed = std::get_if<core::SourceFailure>(&how)) {
                failure = *failed;
                return;
            }
            failure.reset();
            last = std::get<core::OrderBatch>(std::move(how));
            for (auto& each : last.lines) take(std::move(each));
            cursor = last.cursor;
        });
    }
    void take(core::OrderLine line) {
        auto& row = mirror[line.number];
        if (row.number.empty() || row.read_at <= line.read_at) row = std::move(line);
    }
    void next() {
        ask();
        for (int i = 0; busy && i < 20'000; ++i) pass(20ms);
        ASSERT_FALSE(busy) << "no answer";
    }
    // Until the live end is reached, waiting as long as the source says after failures.
    void catch_up(int most = 2'000) {
        for (int i = 0; i < most; ++i) {
            next();
            if (failure)
                pass(failure->wait + 20ms, 1s);
            else if (!last.more)
                return;
        }
        FAIL() << "never caught up: " << cursor;
    }
    template <class T, class Ask>
    std::variant<T, core::SourceFailure> wait_for(Ask call) {
        std::optional<std::variant<T, core::SourceFailure>> got;
        call([&](std::variant<T, core::SourceFailure> how) { got = std::move(how); });
        for (int i = 0; !got && i < 20'000; ++i) pass(20ms);
        if (!got) return core::SourceFailure{core::ShopTrouble::BadAnswer, "never answered", 0ms};
        return *got;
    }
    core::ShopCheck check() {
        std::optional<core::ShopCheck> got;
        source->check([&](core::ShopCheck c) { got = c; });
        for (int i = 0; !got && i < 20'000; ++i) pass(20ms);
        EXPECT_TRUE(got);
        return got.value_or(core::ShopCheck{});
    }
    orders::StandInOrder order(const std::string& number, base::WallTime at) const {
        orders::StandInOrder o;
        o.number = number;
        o.order = "O" + number;
        o.product = "무선 이어폰";
        o.price = 39'900;
        o.ordered_at = at;
        o.changed_at = at + 35s;
        o.orderer = o.receiver = "김가상";
        o.orderer_tel = o.tel1 = "010-0000-1111";
        return o;
    }
    void fill_shop(int orders, std::chrono::hours over = 24h * 15) {
        for (int i = 0; i < orders; ++i)
            shop.put(order(std::to_string(10'000 + i), clock.wall() - 1h - over * i / orders));
    }
    // The mirror says what the shop says, order by order.
    void expect_same() {
        ASSERT_EQ(mirror.size(), shop.orders().size());
        for (const auto& [number, o] : shop.orders()) {
            ASSERT_TRUE(mirror.contains(number)) << number;
            EXPECT_EQ(mirror[number].status, o.status) << number;
            EXPECT_EQ(mirror[number].remaining, o.remaining) << number;
        }
    }

    CountedRandom random;
    ManualClock clock;
    ManualExecutor executor;
    orders::StandIn shop;
    StandInHttp http;
    orders::NaverSettings settings;
    std::unique_ptr<orders::NaverSource> source;
    std::map<std::string, core::OrderLine> mirror;
    std::string cursor;
    core::OrderBatch last;
    std::optional<core::SourceFailure> failure;
    bool busy = false;
};

} // namespace sangdam::fakes
