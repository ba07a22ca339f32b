// SPDX-License-Identifier: MIT
//
// 전광판, and the same figures for a monitoring system (Prometheus text format 0.0.4).

#include "hub/answers.h"
#include "hub/call_keeper.h"
#include "hub/centre_rules.h"
#include "hub/event_feed.h"
#include "hub/office_day.h"
#include "hub/roster.h"

namespace sangdam::hub {
namespace {

base::Result<core::Board> board_now(Office& office) {
    const auto now = office.clock.wall();
    SDC_TRY(auto board,
            office.store.history.counts(day_began(now), office.rules.now().service_time));
    SDC_TRY(const auto callbacks, office.store.callbacks.counts(now));
    board.callbacks_open = callbacks.open;
    board.callbacks_overdue = callbacks.overdue;
    const auto& waiting = office.keeper.waiting(); // Longest first.
    board.waiting = static_cast<int>(waiting.size());
    if (!waiting.empty()) board.longest_since = waiting.front().since;
    for (const auto& each : office.roster.all()) {
        switch (each.state) {
        case core::AgentState::Offline: ++board.offline; break;
        case core::AgentState::Available: ++board.available; break;
        case core::AgentState::Away: ++board.away; break;
        case core::AgentState::OnCall: ++board.on_call; break;
        case core::AgentState::WrapUp: ++board.wrap_up; break;
        }
    }
    return board;
}

class Metrics {
public:
    void gauge(std::string_view name, std::string_view help, std::int64_t value) {
        add(name, help, "gauge", value);
    }
    void line(std::string_view name, std::string_view label, std::int64_t value) {
        text_ += name;
        text_ += label;
        text_ += ' ' + std::to_string(value) + '\n';
    }
    void head(std::string_view name, std::string_view help, std::string_view type) {
        text_.append("# HELP ").append(name).append(" ").append(help) += '\n';
        text_.append("# TYPE ").append(name).append(" ").append(type) += '\n';
    }
    std::string take() { return std::move(text_); }

private:
    void add(std::string_view name, std::string_view help, std::string_view type,
             std::int64_t value) {
        head(name, help, type);
        line(name, "", value);
    }
    std::string text_;
};

std::string metrics_text(Office& office, const core::Board& board) {
    Metrics out;
    out.gauge("sangdam_up", "The database can be read.", 1);
    out.gauge("sangdam_waiting_calls", "Callers who wait for an agent.", board.waiting);
    const auto now = office.clock.wall();
    out.gauge("sangdam_longest_wait_seconds", "Of the caller who waits longest.",
              board.longest_since ? (now - *board.longest_since) / std::chrono::seconds(1) : 0);
    out.head("sangdam_agents", "Agents by state.", "gauge");
    out.line("sangdam_agents", "{state=\"available\"}", board.available);
    out.line("sangdam_agents", "{state=\"away\"}", board.away);
    out.line("sangdam_agents", "{state=\"on_call\"}", board.on_call);
    out.line("sangdam_agents", "{state=\"wrap_up\"}", board.wrap_up);
    out.line("sangdam_agents", "{state=\"offline\"}", board.offline);
    out.head("sangdam_calls_today", "Calls since the centre's midnight.", "gauge");
    out.line("sangdam_calls_today", "{kind=\"arrived\"}", board.arrived);
    out.line("sangdam_calls_today", "{kind=\"requested\"}", board.requested);
    out.line("sangdam_calls_today", "{kind=\"answered\"}", board.answered);
    out.line("sangdam_calls_today", "{kind=\"abandoned\"}", board.abandoned);
    out.line("sangdam_calls_today", "{kind=\"outgoing\"}", board.outgoing);
    out.gauge("sangdam_callbacks_open", "Promises to call back.", board.callbacks_open);
    out.gauge("sangdam_callbacks_overdue", "Those that are late.", board.callbacks_overdue);
    out.gauge("sangdam_event_streams", "Desktops that listen.",
              static_cast<std::int64_t>(office.feed.listeners()));
    return out.take();
}

} // namespace

std::vector<Route> board_routes(Office& office) {
    return {
        {"GET", "/v1/board", Access::SignedIn, Body::None,
         Handler([&office](const Ask&) -> base::Result<HttpResponse> {
             SDC_TRY(const auto board, board_now(office));
             return answer(board);
         })},
        // Figures without persons: a monitoring system has no session.
        {"GET", "/v1/metrics", Access::Anyone, Body::None,
         Handler([&office](const Ask&) -> base::Result<HttpResponse> {
             constexpr const char* kType = "text/plain; version=0.0.4; charset=utf-8";
             const auto board = board_now(office);
             if (!board)
                 return HttpResponse{
                     200,
                     kType,
                     "# HELP sangdam_up The database can be read.\n# TYPE sangdam_up gauge\n"
                     "sangdam_up 0\n",
                     {}};
             return HttpResponse{200, kType, metrics_text(office, *board), {}};
         })},
    };
}

} // namespace sangdam::hub
