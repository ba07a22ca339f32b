// SPDX-License-Identifier: MIT

#include "orders/feed_cursor.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace sangdam::orders {
namespace {

using base::WallTime;
using std::chrono::milliseconds;

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return out;
}

std::int64_t count(WallTime at) { return at.time_since_epoch().count(); }

class Words { // "name=value name=value"
public:
    explicit Words(std::string_view text) {
        while (!text.empty()) {
            const auto end = std::min(text.find(' '), text.size());
            const auto word = text.substr(0, end);
            if (const auto eq = word.find('='); eq != std::string_view::npos)
                words_.emplace(word.substr(0, eq), word.substr(eq + 1));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }
    std::optional<WallTime> time(std::string_view name) const {
        const auto at = words_.find(name);
        if (at == words_.end()) return std::nullopt;
        const auto value = number(at->second);
        if (!value) return std::nullopt;
        return WallTime{milliseconds{*value}};
    }
    std::string_view text(std::string_view name) const {
        const auto at = words_.find(name);
        return at == words_.end() ? std::string_view{} : at->second;
    }

private:
    std::map<std::string_view, std::string_view> words_;
};

} // namespace

Feed new_feed(WallTime now, std::chrono::hours depth, const FeedRules& rules) {
    Feed out;
    out.fill_to = now - rules.margin;
    out.fill_from = std::min(now - depth, out.fill_to);
    out.from = out.fill_from;
    out.repaired = now; // The fill itself has just seen everything.
    return out;
}

std::string to_text(const Feed& feed) {
    std::string out =
        fmt::format("feed1 fill={} live={} from={} repaired={}", count(feed.fill_from),
                    count(feed.fill_to), count(feed.from), count(feed.repaired));
    if (feed.to) out += fmt::format(" to={}", count(*feed.to));
    if (!feed.sequence.empty()) out += " seq=" + feed.sequence;
    if (feed.repair_from)
        out += fmt::format(" rfrom={} rto={} rpage={}", count(*feed.repair_from),
                           count(feed.repair_to), feed.repair_page);
    return out;
}

std::optional<Feed> parse_feed(std::string_view text) {
    constexpr int kMostPages = 100'000;
    if (!text.starts_with("feed1 ")) return std::nullopt;
    const Words words(text);
    const auto fill = words.time("fill");
    const auto live = words.time("live");
    const auto from = words.time("from");
    const auto repaired = words.time("repaired");
    if (!fill || !live || !from || !repaired) return std::nullopt;
    Feed out;
    out.fill_from = *fill;
    out.fill_to = *live;
    out.from = *from;
    out.repaired = *repaired;
    out.to = words.time("to");
    out.sequence = words.text("seq");
    if (const auto repair = words.time("rfrom")) {
        const auto to = words.time("rto");
        const auto page = number(words.text("rpage"));
        if (!to || !page || *page < 1 || *page > kMostPages) return std::nullopt;
        out.repair_from = repair;
        out.repair_to = *to;
        out.repair_page = static_cast<int>(*page);
    }
    return out;
}

FeedQuestion question(const Feed& feed, WallTime now, const FeedRules& rules) {
    const auto end = now - rules.margin;
    if (feed.to) return AskChanges{feed.from, std::min(*feed.to, end), feed.sequence};
    const bool live = feed.from + rules.window >= end && feed.from >= feed.fill_to - rules.overlap;
    if (live && feed.repair_from)
        return AskPaid{*feed.repair_from,
                       std::min({*feed.repair_from + rules.window, feed.repair_to, end}),
                       feed.repair_page};
    if (feed.from >= end) return AskNothing{};
    return AskChanges{feed.from, std::min(feed.from + rules.window, end), {}};
}

Feed after(Feed feed, const AskChanges& asked, const std::optional<More>& more, WallTime now,
           const FeedRules& rules) {
    // A shop that sends us back to where we were would keep us there for ever.
    const bool moves = more && !(more->from == asked.from && more->sequence == asked.sequence) &&
                       more->from >= asked.from && more->from <= asked.to;
    if (moves) {
        feed.from = more->from;
        feed.sequence = more->sequence;
        feed.to = asked.to;
        return feed;
    }
    feed.to.reset();
    feed.sequence.clear();
    const bool at_end = asked.to >= now - rules.margin - rules.overlap && asked.to >= feed.fill_to;
    // Never back before the beginning, and never before where this window began.
    feed.from = at_end ? std::max(asked.to - rules.overlap, feed.fill_from) : asked.to;
    if (at_end && !feed.repair_from && now - feed.repaired >= rules.repair_every) {
        feed.repaired = now;
        feed.repair_from = std::max(now - rules.repair_depth, feed.fill_from);
        feed.repair_to = asked.to;
        feed.repair_page = 1;
    }
    return feed;
}

Feed after(Feed feed, const AskPaid& asked, bool has_next, const FeedRules&) {
    if (has_next) {
        feed.repair_page = asked.page + 1;
        return feed;
    }
    feed.repair_page = 1;
    feed.repair_from = asked.to;
    if (asked.to >= feed.repair_to) feed.repair_from.reset();
    return feed;
}

bool at_live_end(const Feed& feed, WallTime now, const FeedRules& rules) {
    if (feed.to || feed.repair_from) return false;
    return feed.from >= now - rules.margin - 2 * rules.overlap &&
           feed.from >= feed.fill_to - rules.overlap;
}

std::optional<int> percent_filled(const Feed& feed) {
    constexpr int kAll = 100;
    if (feed.from >= feed.fill_to - std::chrono::minutes{5}) return std::nullopt;
    const auto whole = feed.fill_to - feed.fill_from;
    if (whole.count() <= 0) return std::nullopt;
    return static_cast<int>(std::clamp<std::int64_t>(
        kAll * (feed.from - feed.fill_from).count() / whole.count(), 0, kAll - 1));
}

WallTime reached(const Feed& feed) { return feed.from; }

} // namespace sangdam::orders
