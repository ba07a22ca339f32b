// SPDX-License-Identifier: MIT

#include "desk/screen_pop.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace sangdam::desk {
namespace {

using core::Phase;
using std::chrono::seconds;

bool counts(const CardView& card) {
    return card.phase == CardPhase::Ringing || card.phase == CardPhase::Talking;
}

std::string label_of(const std::vector<core::OwnNumber>& own, const core::PhoneNumber& dialled) {
    const auto at = std::ranges::find(own, dialled.key(), &core::OwnNumber::key);
    return at == own.end() ? std::string{} : at->label;
}

std::optional<CardPhase> phase_of(const CallView& view) {
    switch (view.call.phase) {
    case Phase::Ringing: return CardPhase::Ringing;
    case Phase::Talking:
    case Phase::Held: return CardPhase::Talking;
    case Phase::Dialing:
    case Phase::Alerting: return std::nullopt;
    case Phase::Ended: break;
    }
    if (view.answered) return std::nullopt; // It is in the call list now.
    const auto cause = view.call.cause.value_or(core::EndCause::Failed);
    if (cause == core::EndCause::AnsweredElsewhere) return CardPhase::AnsweredElsewhere;
    if (cause == core::EndCause::Rejected || cause == core::EndCause::LocalHangup)
        return CardPhase::Declined;
    return CardPhase::Missed;
}

} // namespace

ScreenPop::ScreenPop(core::Centre& centre, CentreFeed& feed, const base::Clock& clock,
                     base::Timers& timers)
    : centre_(centre), feed_(feed), clock_(clock), timers_(timers) {
    link_ = feed_.watch_link([this](core::LinkState link) {
        if (link == core::LinkState::Online) ask_again_where_unknown();
    });
    events_ = feed_.watch_events([this](const core::CentreEventBody& body) { event(body); });
}

CardView* ScreenPop::card(core::CallId id) {
    const auto at = std::ranges::find(cards_, id, &CardView::call);
    return at == cards_.end() ? nullptr : &*at;
}

void ScreenPop::calls_changed(const CallsView& calls) {
    calls_ = calls;
    for (const auto& each : calls.live) {
        if (each.call.direction != core::Direction::Incoming || each.call.id <= newest_) continue;
        newest_ = each.call.id;
        if (!expected_.empty() && each.call.ref == expected_) continue;
        open(each);
    }
    std::vector<core::CallId> gone;
    for (auto& each : cards_) {
        // A card without its call is one that turned into a note long ago.
        const auto* view = find(calls, each.call);
        if (!view || leaving_.contains(each.call) || each.phase == CardPhase::Missed) continue;
        if (const auto phase = phase_of(*view); !phase)
            gone.push_back(each.call);
        else if (*phase != each.phase)
            follow(each, *phase);
    }
    for (const auto id : gone) close(id);
    refresh();
}

void ScreenPop::expect_own(const core::CallRef& ref) { expected_ = ref; }

void ScreenPop::open(const CallView& view) {
    CardView next;
    next.call = view.call.id;
    next.ref = view.call.ref;
    next.number = view.call.peer;
    next.peer_name = view.call.peer_name;
    next.dialled = core::PhoneNumber::parse(view.call.dialled);
    next.dialled_label = label_of(own_, next.dialled);
    next.queue = view.call.queue;
    const auto age = std::chrono::floor<std::chrono::milliseconds>(clock_.now() - view.began);
    next.began = clock_.wall() - age;
    if (const auto since = waiting_since_.find(next.ref); since != waiting_since_.end())
        next.waited = std::max(seconds{0}, std::chrono::floor<seconds>(next.began - since->second));
    if (next.number.hidden()) {
        next.knowledge = Knowledge::Withheld;
    } else if (const auto known = remembered_.find(next.number.key()); known != remembered_.end()) {
        known->second.used = ++uses_;
        fill(next, known->second.card, Knowledge::Remembered);
    }
    cards_.push_back(next);
    if (!next.number.hidden()) ask(next.number);
}

void ScreenPop::follow(CardView& card, CardPhase phase) {
    card.phase = phase;
    if (phase == CardPhase::Declined) leave_later(card.call, kDeclinedShown);
    if (phase != CardPhase::AnsweredElsewhere) return;
    if (const auto taken = taken_by_.find(card.ref); taken != taken_by_.end())
        card.answered_by = feed_.name_of(taken->second);
    leave_later(card.call, kElsewhereShown);
}

void ScreenPop::leave_later(core::CallId id, seconds after) {
    leaving_[id] = timers_.after(after, [this, id] { close(id); });
}

void ScreenPop::close(core::CallId id) {
    std::erase_if(cards_, [&](const CardView& each) {
        if (each.call != id) return false;
        taken_by_.erase(each.ref);
        return true;
    });
    leaving_.erase(id);
    refresh();
}

void ScreenPop::close_all() {
    cards_.clear();
    leaving_.clear();
    taken_by_.clear();
    refresh();
}

void ScreenPop::set_orders(const core::PhoneNumber& number, const core::OrderSummary& summary) {
    if (const auto known = remembered_.find(number.key()); known != remembered_.end())
        if (known->second.card.orders) known->second.card.orders = summary;
    for (auto& each : cards_)
        if (each.number == number && each.orders) each.orders = summary;
    refresh();
}

void ScreenPop::set_own_numbers(std::vector<core::OwnNumber> own) {
    own_ = std::move(own);
    for (auto& each : cards_) each.dialled_label = label_of(own_, each.dialled);
    refresh();
}

// --- who is it -----------------------------------------------------------------------------------

void ScreenPop::ask(const core::PhoneNumber& number) {
    centre_.customer_card(number, life_.guard([this, number](
                                                  const base::Result<core::CustomerCard>& answer) {
        if (answer) remember(number, *answer);
        for (auto& each : cards_) {
            if (each.number != number) continue;
            if (answer)
                fill(each, *answer, answer->customer ? Knowledge::Known : Knowledge::NewCustomer);
            else if (each.knowledge == Knowledge::Looking)
                each.knowledge = Knowledge::Unavailable;
        }
        refresh();
    }));
}

void ScreenPop::ask_again_where_unknown() {
    std::vector<core::PhoneNumber> unknown;
    for (const auto& each : cards_)
        if (each.knowledge == Knowledge::Unavailable || each.knowledge == Knowledge::Remembered)
            unknown.push_back(each.number);
    for (const auto& each : unknown) ask(each);
}

void ScreenPop::fill(CardView& card, const core::CustomerCard& from, Knowledge knowledge) const {
    const auto now = clock_.wall();
    card.knowledge = knowledge;
    card.name = from.customer ? from.customer->name : std::string{};
    card.grade = from.customer ? from.customer->grade : std::string{};
    card.briefing = briefing(from, now);
    card.last = last_contact(from, now, card.ref);
    card.orders = from.orders;
}

void ScreenPop::remember(const core::PhoneNumber& number, const core::CustomerCard& card) {
    remembered_[number.key()] = {card, ++uses_};
    if (remembered_.size() <= kRemembered) return;
    const auto oldest = std::ranges::min_element(remembered_, {},
                                                 [](const auto& each) { return each.second.used; });
    remembered_.erase(oldest);
}

// --- what the centre tells -----------------------------------------------------------------------

void ScreenPop::event(const core::CentreEventBody& body) {
    if (const auto* queue = std::get_if<core::QueueChanged>(&body)) queue_changed(*queue);
    if (const auto* call = std::get_if<core::CallChanged>(&body)) call_changed(call->call);
    if (const auto* who = std::get_if<core::CustomerChanged>(&body))
        customer_changed(who->customer);
    if (std::holds_alternative<core::Reset>(body)) ask_again_where_unknown();
}

void ScreenPop::queue_changed(const core::QueueChanged& queue) {
    waiting_since_.clear();
    for (const auto& each : queue.waiting) waiting_since_[each.ref] = each.since;
    for (auto& card : cards_) {
        const auto since = waiting_since_.find(card.ref);
        if (card.waited || since == waiting_since_.end()) continue;
        card.waited = std::max(seconds{0}, std::chrono::floor<seconds>(card.began - since->second));
    }
    refresh();
}

// The CANCEL and the hub's word come on two roads: whichever is first, a call that a colleague
// answered is not a missed one.
void ScreenPop::call_changed(const core::CallRecord& call) {
    if (call.agent.empty() || !call.answered_at) return;
    for (auto& each : cards_) {
        if (each.ref.empty() || each.ref != call.ref || each.phase == CardPhase::Talking) continue;
        taken_by_[call.ref] = call.agent;
        if (each.phase == CardPhase::Missed) follow(each, CardPhase::AnsweredElsewhere);
        if (each.phase == CardPhase::AnsweredElsewhere)
            each.answered_by = feed_.name_of(call.agent);
    }
    refresh();
}

void ScreenPop::customer_changed(const core::CustomerId& id) {
    std::vector<core::PhoneNumber> again;
    for (const auto& each : cards_) {
        const auto known = remembered_.find(each.number.key());
        const bool theirs = known != remembered_.end() && known->second.card.customer &&
                            known->second.card.customer->id == id;
        // For a caller who was unknown, any new customer may be that one.
        if (theirs || each.knowledge == Knowledge::NewCustomer) again.push_back(each.number);
    }
    std::erase_if(remembered_, [&](const auto& each) {
        return each.second.card.customer && each.second.card.customer->id == id;
    });
    for (const auto& each : again) ask(each);
}

void ScreenPop::refresh() {
    bool ticking = false;
    for (auto& each : cards_) {
        ticking |= counts(each);
        if (const auto* view = find(calls_, each.call); view && counts(each))
            each.elapsed = std::max(
                seconds{0},
                std::chrono::floor<seconds>(clock_.now() - view->answered.value_or(view->began)));
    }
    tick_.reset();
    if (ticking) tick_ = timers_.after(seconds{1}, [this] { refresh(); });
    view_.set(cards_);
}

} // namespace sangdam::desk
