// SPDX-License-Identifier: MIT

#include "desk/briefing.h"

#include "core/call_record.h"

#include <algorithm>

namespace sangdam::desk {
namespace {

using std::chrono::days;
using std::chrono::floor;

bool talked(const core::CallRecord& call) { return call.answered_at && !call.agent.empty(); }

} // namespace

// Status labels are the centre's own words; these are the ones of a promise that is kept. A centre
// with other words gets no OpenPromise from us, which is better than a wrong one.
bool finished(const std::string& status) {
    return status.empty() || status == "완료" || status == "종결" || status == "done";
}

Briefing briefing(const core::CustomerCard& card, base::WallTime now, std::chrono::minutes zone) {
    Briefing out;
    out.recent = static_cast<int>(card.recent.size());
    out.complaints = card.complaints_recent;
    out.missed_today = card.missed_today;
    out.new_customer = !card.customer;
    out.do_not_call = card.customer && card.customer->do_not_call;
    const auto last = last_contact(card, now, {}, zone);
    if (out.missed_today > 0)
        out.advice = Advice::Apologise;
    else if (out.complaints > 0)
        out.advice = Advice::TakeCare;
    else if (last && !finished(last->status))
        out.advice = Advice::OpenPromise;
    return out;
}

std::optional<LastContact> last_contact(const core::CustomerCard& card, base::WallTime now,
                                        const core::CallRef& except, std::chrono::minutes zone) {
    const auto at = std::ranges::find_if(card.recent, [&](const core::HistoryEntry& each) {
        return talked(each.call) && (except.empty() || each.call.ref != except);
    });
    if (at == card.recent.end()) return std::nullopt;
    LastContact out;
    out.at = *at->call.answered_at;
    // Calendar days where the agent sits: at 00:10, a call of 23:50 was yesterday.
    const auto then = floor<days>(out.at + zone);
    const auto today = floor<days>(now + zone);
    constexpr int kWeek = 7;
    out.days_ago = std::max(0, static_cast<int>((today - then).count())); // Clocks may disagree.
    out.day = out.days_ago == 0      ? Day::Today
              : out.days_ago == 1    ? Day::Yesterday
              : out.days_ago < kWeek ? Day::ThisWeek
                                     : Day::Earlier;
    out.category_path = at->category_path;
    if (at->wrap_up) out.status = at->wrap_up->status;
    out.agent_name = at->agent_name;
    out.result = at->call.result;
    return out;
}

} // namespace sangdam::desk
