// SPDX-License-Identifier: MIT

#include "orders/naver_source.h"

#include "base/log.h"
#include "base/match.h"
#include "orders/back_off.h"
#include "orders/naver_check.h"
#include "orders/naver_json.h"

#include <algorithm>
#include <utility>

namespace sangdam::orders {
namespace {

using core::OrderBatch;
using core::SourceAnswer;
constexpr std::chrono::seconds kMostMargin{240}; // Beyond that the clock itself is wrong.

Trouble not_understood(const base::Error& error) {
    Trouble trouble;
    trouble.what = error.what;
    return trouble;
}

} // namespace

// Details of many product orders, chunk by chunk. A chunk that is refused because of what it names
// is halved, so that one strange order does not hide 299 others.
struct NaverSource::Reading {
    std::vector<std::vector<std::string>> chunks; // Still to ask; the last one first.
    Lines lines;
    LinesDone done;
};

NaverSource::NaverSource(NaverSettings settings, Http& http, base::Timers& timers,
                         const base::Clock& clock, base::Random& random)
    : settings_(std::move(settings)), http_(http), timers_(timers), clock_(clock), random_(random),
      calls_(settings_.account, http, timers, clock, random) {}
NaverSource::~NaverSource() = default;

FeedRules NaverSource::rules() const {
    auto rules = settings_.rules;
    rules.margin += more_margin_;
    return rules;
}

core::SourceFailure NaverSource::failure(const Trouble& trouble) {
    ++failed_in_a_row_;
    return {trouble.kind, trouble.what, before_next(trouble.kind, failed_in_a_row_, random_)};
}

OrderBatch NaverSource::batch(Lines lines, const Feed& feed) {
    failed_in_a_row_ = 0;
    OrderBatch out;
    out.lines = std::move(lines);
    out.cursor = to_text(feed);
    out.more = !at_live_end(feed, clock_.wall(), rules());
    out.reached = reached(feed);
    out.filled = percent_filled(feed);
    return out;
}

void NaverSource::next(const std::string& cursor, SourceAnswer<OrderBatch> done) {
    const auto now = clock_.wall();
    auto feed = parse_feed(cursor);
    if (!feed) {
        if (!cursor.empty()) base::log::warn("orders", "an unreadable cursor: filling again");
        feed = new_feed(now, settings_.fill, rules());
    }
    std::visit(base::Match{
                   [&](const AskChanges& asked) { next_changes(*feed, asked, std::move(done)); },
                   [&](const AskPaid& asked) { next_paid(*feed, asked, std::move(done)); },
                   [&](const AskNothing&) {
                       idle_ = timers_.after(std::chrono::milliseconds{0},
                                             [this, feed = *feed, done] { done(batch({}, feed)); });
                   },
               },
               question(*feed, now, rules()));
}

void NaverSource::next_changes(const Feed& feed, const AskChanges& asked,
                               SourceAnswer<OrderBatch> done) {
    calls_.ask(Api::Changes, changes_request(calls_.base(), asked),
               [this, feed, asked, done](auto how) {
                   if (const auto* trouble = std::get_if<Trouble>(&how)) {
                       // A `to` in the shop's future: our clock is a little ahead of its.
                       const bool ahead = trouble->next == NextStep::MoveBack &&
                                          more_margin_ < kMostMargin &&
                                          asked.to > clock_.wall() - kMostMargin;
                       if (ahead) more_margin_ = more_margin_ * 2 + std::chrono::seconds{15};
                       auto failed = failure(*trouble);
                       if (ahead) failed.wait = std::chrono::milliseconds{0};
                       return done(std::move(failed));
                   }
                   const auto page = read_feed(std::get<NaverCalls::Answer>(how).reply.body);
                   if (!page) return done(failure(not_understood(page.error())));
                   const auto then = after(feed, asked, page->more, clock_.wall(), rules());
                   if (page->numbers.empty()) return done(batch({}, then));
                   details(page->numbers, [this, then, done](auto got) {
                       if (const auto* trouble = std::get_if<Trouble>(&got))
                           return done(failure(*trouble));
                       done(batch(std::get<Lines>(std::move(got)), then));
                   });
               });
}

void NaverSource::next_paid(const Feed& feed, const AskPaid& asked, SourceAnswer<OrderBatch> done) {
    calls_.ask(Api::Paid, paid_request(calls_.base(), asked), [this, feed, asked, done](auto how) {
        if (const auto* trouble = std::get_if<Trouble>(&how)) return done(failure(*trouble));
        auto& answer = std::get<NaverCalls::Answer>(how);
        auto page = read_conditional(answer.reply.body, settings_.shop, answer.sent_at);
        if (!page) return done(failure(not_understood(page.error())));
        done(batch(std::move(page->lines), after(feed, asked, page->has_next, rules())));
    });
}

// --- details -------------------------------------------------------------------------------------

void NaverSource::details(std::vector<std::string> numbers, LinesDone done) {
    auto reading = std::make_shared<Reading>();
    reading->done = std::move(done);
    for (std::size_t at = 0; at < numbers.size(); at += kMostAsked) {
        const auto end = std::min(numbers.size(), at + kMostAsked);
        reading->chunks.emplace_back(numbers.begin() + static_cast<std::ptrdiff_t>(at),
                                     numbers.begin() + static_cast<std::ptrdiff_t>(end));
    }
    read_on(reading);
}

void NaverSource::read_on(const std::shared_ptr<Reading>& reading) {
    if (reading->chunks.empty()) return reading->done(std::move(reading->lines));
    auto chunk = std::move(reading->chunks.back());
    reading->chunks.pop_back();
    auto request = details_request(calls_.base(), chunk);
    calls_.ask(Api::Details, std::move(request), [this, reading, chunk](auto how) {
        chunk_answered(reading, chunk, std::move(how));
    });
}

void NaverSource::chunk_answered(const std::shared_ptr<Reading>& reading,
                                 std::vector<std::string> asked,
                                 std::variant<NaverCalls::Answer, Trouble> how) {
    if (const auto* trouble = std::get_if<Trouble>(&how)) {
        if (trouble->next != NextStep::SkipOrders) return reading->done(*trouble);
        if (asked.size() > 1) {
            const auto half = asked.begin() + static_cast<std::ptrdiff_t>(asked.size() / 2);
            reading->chunks.emplace_back(asked.begin(), half);
            reading->chunks.emplace_back(half, asked.end());
        } else {
            base::log::warn("orders", "a product order is not given: {}", trouble->what);
        }
        return read_on(reading);
    }
    const auto& answer = std::get<NaverCalls::Answer>(how);
    auto lines = read_details(answer.reply.body, settings_.shop, answer.sent_at);
    if (!lines) return reading->done(not_understood(lines.error()));
    std::ranges::move(*lines, std::back_inserter(reading->lines));
    read_on(reading);
}

void NaverSource::read(std::vector<std::string> numbers, SourceAnswer<Lines> done) {
    details(std::move(numbers), [this, done = std::move(done)](auto got) {
        if (const auto* trouble = std::get_if<Trouble>(&got)) return done(failure(*trouble));
        done(std::get<Lines>(std::move(got)));
    });
}

void NaverSource::read_order(const std::string& order, SourceAnswer<Lines> done) {
    calls_.ask(Api::Numbers, numbers_request(calls_.base(), order), [this, done](auto how) {
        if (const auto* trouble = std::get_if<Trouble>(&how)) {
            if (trouble->next == NextStep::SkipOrders) return done(Lines{});
            return done(failure(*trouble));
        }
        auto numbers = read_numbers(std::get<NaverCalls::Answer>(how).reply.body);
        if (!numbers) return done(failure(not_understood(numbers.error())));
        read(std::move(*numbers), done);
    });
}

// --- the test button -----------------------------------------------------------------------------

void NaverSource::check(std::function<void(core::ShopCheck)> done) {
    auto request = token_request(calls_.base(), settings_.account.credentials, clock_.wall());
    if (!request) {
        core::ShopCheck check;
        check.credentials = core::Seen::Wrong;
        check.trouble = core::ShopTrouble::Credentials;
        unasked_ = timers_.after(std::chrono::milliseconds{0}, [check, done] { done(check); });
        return;
    }
    // A token of its own: a check must see what is wrong now, not what was right an hour ago.
    http_.send(std::move(request).value(), [this, done, life = std::weak_ptr(alive_)](
                                               base::Result<HttpReply> reply) {
        if (life.expired()) return;
        const auto seen = check_of_token(reply, clock_.wall());
        if (seen.credentials != core::Seen::Good) return done(seen);
        const auto end = clock_.wall() - rules().margin;
        const AskChanges asked{end - std::chrono::minutes{1}, end, {}};
        calls_.ask(Api::Changes, changes_request(calls_.base(), asked, 1), [seen, done](auto how) {
            const auto* trouble = std::get_if<Trouble>(&how);
            done(check_of_orders(seen, trouble ? std::optional(*trouble) : std::nullopt));
        });
    });
}

base::Result<std::vector<core::OrderLine>> NaverSource::received(std::string_view,
                                                                 std::string_view) {
    return base::Error{base::Errc::BadInput, "a Smart Store sends nothing by itself"};
}

} // namespace sangdam::orders
