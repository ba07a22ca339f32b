// SPDX-License-Identifier: MIT

#include "desk/board_watch.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <variant>

namespace sangdam::desk {
namespace {

using std::chrono::seconds;

constexpr int kReadEvery = 5; // Seconds; the numbers of the trade's own boards.

} // namespace

void count(Day24& hours, const core::CallRecord& call, std::chrono::minutes zone) {
    const auto there = std::chrono::floor<std::chrono::hours>(call.offered_at + zone);
    const auto of_day = there - std::chrono::floor<std::chrono::days>(there);
    auto& hour = hours[static_cast<std::size_t>(of_day.count())];
    if (call.direction == core::Direction::Outgoing) {
        ++hour.outgoing;
        return;
    }
    ++hour.arrived;
    if (call.answered_at) {
        ++hour.answered;
        hour.waited += call.waited;
    } else if (call.ended_at) {
        ++hour.missed;
    }
}

BoardWatch::BoardWatch(core::Centre& centre, CentreFeed& feed, const base::Clock& clock,
                       base::Timers& timers)
    : centre_(centre), feed_(feed), clock_(clock), timers_(timers) {
    link_ = feed_.watch_link([this](core::LinkState link) {
        if (link == core::LinkState::Online && open_) {
            read();
            read_day();
        }
        refresh();
    });
    events_ = feed_.watch_events([this](const core::CentreEventBody& body) {
        if (const auto* changed = std::get_if<core::CallChanged>(&body))
            if (open_ && !reading_ && changed->call.ended_at) call_ended(changed->call);
    });
    names_ = feed_.watch_names([this] { refresh(); });
}

void BoardWatch::open() {
    if (std::exchange(open_, true)) return;
    read();
    read_day();
    refresh();
}

void BoardWatch::close() {
    open_ = false;
    reading_ = false;
    tick_.reset();
}

void BoardWatch::read() {
    seconds_ = 0;
    centre_.call_log().board(life_.guard([this](const base::Result<core::Board>& answer) {
        if (!answer) return;
        board_ = *answer;
        known_ = true;
        refresh();
    }));
}

void BoardWatch::read_day() {
    if (std::exchange(reading_, true)) return;
    counting_ = {};
    counted_ = 0;
    next_page({});
}

void BoardWatch::next_page(std::string after) {
    core::CallQuery query;
    query.scope = core::CallScope::Visible;
    const auto there = std::chrono::floor<std::chrono::days>(clock_.wall() + kKorea);
    query.from = base::WallTime(there.time_since_epoch()) - kKorea;
    centre_.call_log().calls(
        query, {std::move(after), 100},
        life_.guard([this](const base::Result<core::Page<core::HistoryEntry>>& page) {
            if (!reading_) return; // Nobody looks any more.
            if (page) {
                for (const auto& each : page->items) count(counting_, each.call);
                counted_ += page->items.size();
                if (!page->next.empty()) return next_page(page->next);
                hours_ = counting_;
                calls_ = counted_;
            }
            reading_ = false;
            refresh();
        }));
}

void BoardWatch::call_ended(const core::CallRecord& call) {
    count(hours_, call);
    ++calls_;
    refresh();
}

void BoardWatch::refresh() {
    BoardView next;
    next.board = board_;
    next.known = known_;
    next.stale = !known_ || feed_.link() != core::LinkState::Online;
    next.hours = hours_;
    next.calls_read = calls_;
    next.reading = reading_;
    if (board_.longest_since)
        next.longest = std::max(seconds{0},
                                std::chrono::floor<seconds>(clock_.wall() - *board_.longest_since));
    for (const auto& [id, agent] : feed_.colleagues()) next.agents.push_back(agent);
    std::ranges::sort(next.agents, {}, [](const core::Agent& each) {
        return std::tuple(each.state == core::AgentState::Offline, each.state, each.name);
    });
    tick_.reset();
    if (open_)
        tick_ = timers_.after(seconds{1}, [this] {
            if (++seconds_ >= kReadEvery) read();
            refresh();
        });
    view_.set(std::move(next));
}

} // namespace sangdam::desk
