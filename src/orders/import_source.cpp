// SPDX-License-Identifier: MIT

#include "orders/import_source.h"

#include "orders/back_off.h"
#include "orders/import_rows.h"
#include "orders/trouble.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace sangdam::orders {
namespace {

using core::OrderBatch;
using core::Seen;
using core::ShopTrouble;
using Lines = std::vector<core::OrderLine>;
constexpr int kOk = 200;
constexpr int kUnchanged = 304;

ShopTrouble trouble_in(const base::Result<HttpReply>& reply) {
    if (!reply) return ShopTrouble::Unreachable;
    if (reply->status == 401) return ShopTrouble::Credentials;
    if (reply->status == 403) return ShopTrouble::Permission;
    if (reply->status == 429) return ShopTrouble::Rate;
    return reply->status >= 500 ? ShopTrouble::Busy : ShopTrouble::BadAnswer;
}

std::string words(const base::Result<HttpReply>& reply) {
    return reply ? fmt::format("HTTP {}", reply->status) : reply.error().what;
}

} // namespace

ImportSource::ImportSource(ImportSettings settings, Http& http, base::Timers& timers,
                           const base::Clock& clock, base::Random& random)
    : settings_(std::move(settings)), http_(http), timers_(timers), clock_(clock), random_(random) {
}

void ImportSource::soon(base::Task task) {
    constexpr std::size_t kKept = 8; // Older ones have fired long ago.
    if (soon_.size() > kKept) soon_.erase(soon_.begin(), soon_.begin() + 4);
    soon_.push_back(timers_.after(std::chrono::milliseconds{0}, std::move(task)));
}

core::SourceFailure ImportSource::failure(ShopTrouble trouble, std::string what) {
    return {trouble, std::move(what), before_next(trouble, ++failed_in_a_row_, random_)};
}

void ImportSource::fetch(const std::string& etag,
                         std::function<void(base::Result<HttpReply>, base::WallTime)> done) {
    HttpAsk ask;
    ask.url = settings_.url;
    ask.headers = {{"Accept", "text/csv"}};
    if (!settings_.secret.empty())
        ask.headers.emplace_back("Authorization", "Bearer " + settings_.secret.reveal());
    if (!etag.empty()) ask.headers.emplace_back("If-None-Match", etag);
    http_.send(std::move(ask), [done = std::move(done), sent_at = clock_.wall(),
                                life = std::weak_ptr(alive_)](base::Result<HttpReply> reply) {
        if (!life.expired()) done(std::move(reply), sent_at);
    });
}

void ImportSource::next(const std::string& cursor, core::SourceAnswer<OrderBatch> done) {
    if (settings_.url.empty())
        return soon([this, cursor, done = std::move(done)] {
            OrderBatch nothing;
            nothing.cursor = cursor;
            nothing.reached = clock_.wall(); // Nobody knows more than the webhook has told.
            done(std::move(nothing));
        });
    fetch(cursor, [this, cursor, done = std::move(done)](base::Result<HttpReply> reply,
                                                         base::WallTime sent_at) {
        const bool unchanged = reply && reply->status == kUnchanged;
        if (!unchanged && (!reply || reply->status != kOk))
            return done(failure(trouble_in(reply), words(reply)));
        OrderBatch batch;
        batch.cursor = cursor;
        batch.reached = sent_at;
        if (!unchanged) {
            auto lines = read_import_csv(reply->body, settings_.shop, sent_at);
            if (!lines) return done(failure(ShopTrouble::BadAnswer, lines.error().what));
            batch.lines = std::move(lines).value();
            batch.cursor = std::string(reply->header("etag"));
        }
        failed_in_a_row_ = 0;
        done(std::move(batch));
    });
}

template <class Keep>
void ImportSource::pick(Keep keep, core::SourceAnswer<Lines> done) {
    if (settings_.url.empty()) return soon([done = std::move(done)] { done(Lines{}); });
    fetch({}, [this, keep = std::move(keep), done = std::move(done)](base::Result<HttpReply> reply,
                                                                     base::WallTime sent_at) {
        if (!reply || reply->status != kOk) return done(failure(trouble_in(reply), words(reply)));
        auto lines = read_import_csv(reply->body, settings_.shop, sent_at);
        if (!lines) return done(failure(ShopTrouble::BadAnswer, lines.error().what));
        std::erase_if(*lines, [&](const auto& each) { return !keep(each); });
        done(std::move(lines).value());
    });
}

void ImportSource::read(std::vector<std::string> numbers, core::SourceAnswer<Lines> done) {
    pick([numbers = std::move(numbers)](
             const core::OrderLine& line) { return std::ranges::count(numbers, line.number) > 0; },
         std::move(done));
}

void ImportSource::read_order(const std::string& order, core::SourceAnswer<Lines> done) {
    pick([order](const core::OrderLine& line) { return line.order == order; }, std::move(done));
}

void ImportSource::check(std::function<void(core::ShopCheck)> done) {
    if (settings_.url.empty()) {
        // A webhook calls us: there is nothing of theirs to test.
        core::ShopCheck check;
        check.connection = check.address = check.clock = check.credentials = check.permission =
            Seen::Good;
        return soon([check, done = std::move(done)] { done(check); });
    }
    fetch({},
          [this, done = std::move(done)](base::Result<HttpReply> reply, base::WallTime sent_at) {
              core::ShopCheck check;
              check.connection = reply ? Seen::Good : Seen::Wrong;
              if (!reply || reply->status != kOk) {
                  check.trouble = trouble_in(reply);
                  if (check.trouble == ShopTrouble::Credentials) check.credentials = Seen::Wrong;
                  if (check.trouble == ShopTrouble::Permission) check.permission = Seen::Wrong;
                  check.code = reply ? std::to_string(reply->status) : std::string{};
                  return done(check);
              }
              check.address = check.clock = check.credentials = check.permission = Seen::Good;
              const auto lines = read_import_csv(reply->body, settings_.shop, sent_at);
              if (!lines) {
                  check.trouble = ShopTrouble::BadAnswer;
                  check.code = lines.error().what;
              }
              done(check);
          });
}

base::Result<std::vector<core::OrderLine>> ImportSource::received(std::string_view type,
                                                                  std::string_view body) {
    if (type.starts_with("application/json"))
        return read_import_json(body, settings_.shop, clock_.wall());
    if (type.starts_with("text/csv")) return read_import_csv(body, settings_.shop, clock_.wall());
    return base::Error{base::Errc::BadInput, "send text/csv or application/json"};
}

} // namespace sangdam::orders
