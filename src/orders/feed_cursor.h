// SPDX-License-Identifier: MIT
//
// Where we are in the shop's change feed, and what to ask for next. Pure: the same cursor and time
// give the same question, so a hub that died in between goes on where it was.
//
//   first fill  from N days ago, in windows of 24 h, page by page
//   live        from a little before the last end (late entries) to a little before now (a `to` in
//               the future is refused)
//   repair      once a day the last days are listed by payment instead of by change – a second
//               witness: what the feed missed is found there
#pragma once

#include "base/clock.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace sangdam::orders {

struct FeedRules {
    std::chrono::hours window{24};
    std::chrono::seconds margin{10};   // Our clock may be ahead.
    std::chrono::seconds overlap{120}; // Read again at the live end.
    std::chrono::hours repair_every{24};
    std::chrono::hours repair_depth{72};
};

struct Feed {
    base::WallTime fill_from{};
    base::WallTime fill_to{}; // Where live begins.
    base::WallTime from{};
    std::optional<base::WallTime> to;          // Of the window whose pages are being read.
    std::string sequence;                      // moreSequence; empty: the first page.
    base::WallTime repaired{};                 // When the last repair began.
    std::optional<base::WallTime> repair_from; // A repair is under way.
    base::WallTime repair_to{};
    int repair_page = 1;

    friend bool operator==(const Feed&, const Feed&) = default;
};

Feed new_feed(base::WallTime now, std::chrono::hours depth, const FeedRules&);
std::string to_text(const Feed&);
std::optional<Feed> parse_feed(std::string_view);

struct AskChanges {
    base::WallTime from;
    base::WallTime to;
    std::string sequence;
};
struct AskPaid {
    base::WallTime from;
    base::WallTime to;
    int page;
};
struct AskNothing {};
using FeedQuestion = std::variant<AskChanges, AskPaid, AskNothing>;

FeedQuestion question(const Feed&, base::WallTime now, const FeedRules&);

struct More {
    base::WallTime from;
    std::string sequence;
};
// After the page was read: `more` as the shop said.
Feed after(Feed, const AskChanges&, const std::optional<More>&, base::WallTime now,
           const FeedRules&);
Feed after(Feed, const AskPaid&, bool has_next, const FeedRules&);

bool at_live_end(const Feed&, base::WallTime now, const FeedRules&); // Nothing to ask for now.
std::optional<int> percent_filled(const Feed&); // Nothing: the first fill is done.
base::WallTime reached(const Feed&);            // All changes up to here were read.

} // namespace sangdam::orders
