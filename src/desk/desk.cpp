// SPDX-License-Identifier: MIT

#include "desk/desk.h"

#include "desk/choose.h"

#include <algorithm>

namespace sangdam::desk {

Desk::Desk(const DeskPorts& ports)
    : centre_(ports.centre), agent_(ports.centre, centre_),
      controls_(ports.commands, ports.clock, ports.timers),
      cards_(ports.centre, centre_, ports.clock, ports.timers),
      queue_(ports.centre, centre_, ports.clock, ports.timers),
      customer_(ports.centre, centre_, ports.clock, ports.random),
      orders_(ports.centre, centre_, ports.clock, ports.timers),
      calls_(ports.centre, centre_, ports.clock),
      wrap_up_({ports.centre, centre_, ports.drafts, ports.executor, ports.timers, ports.clock}),
      outcalls_(
          {ports.centre, centre_, agent_, controls_, ports.timers, ports.clock, ports.random}),
      callbacks_({ports.centre, centre_, ports.timers, ports.clock, ports.random}),
      alerts_(ports.centre, centre_, ports.clock, ports.timers), transfer_(ports.commands, centre_),
      abuse_(controls_, wrap_up_, agent_), finder_(ports.centre, ports.timers),
      board_(ports.centre, centre_, ports.clock, ports.timers) {
    session_ = agent_.watch_session([this](const auto& session) { signed_in(session); });
    pops_ = cards_.watch([this](const CardsView& cards) { cards_changed(cards); });
    selected_ = customer_.watch([this](const CustomerView& view) {
        if (view.lookup == Lookup::None)
            orders_.select_nobody();
        else
            orders_.select(view.number);
    });
    ordered_ = orders_.watch_summary(
        [this](const core::PhoneNumber& number, const core::OrderSummary& summary) {
            cards_.set_orders(number, summary);
        });
    wrapped_ = wrap_up_.watch_done([this] {
        if (agent_.view().me.state == core::AgentState::WrapUp)
            agent_.set_state(core::AgentState::Available);
    });
    saved_ = wrap_up_.watch_saved([this](const core::CallRef&) {
        calls_.read();
        customer_.read_again();
    });
    people_ = customer_.watch([this](const CustomerView& view) {
        callbacks_.customer_shown(view);
        name_shown_caller();
    });
    own_rings_ = outcalls_.watch([this](const OutcallView& view) { cards_.expect_own(view.ref); });
    me_ = agent_.watch([this](const AgentView& view) {
        wrap_up_.agent_changed(view.me);
        if (view.sign_in == SignIn::In) callbacks_.set_me(view.me.id, view.chosen_number);
    });
    mine_ = calls_.watch([this](const CallListView&) { wrap_up_.learn(calls_.entries()); });
    promised_ = callbacks_.watch_saved([this](const core::Callback&) { alerts_.read(); });
}

Desk::~Desk() = default;

void Desk::start() { wrap_up_.restore(); }

void Desk::signed_in(const core::SessionGranted& session) {
    cards_.set_own_numbers(session.numbers);
    queue_.set_me(session.me.id);
    calls_.set_me(session.me.id);
    wrap_up_.set_author(session.me.id);
    centre_.read_names();
    transfer_.set_me(session.me.id);
    alerts_.set_me(session.me.id);
    callbacks_.set_me(session.me.id, agent_.view().chosen_number);
    queue_.read();
    calls_.read();
    callbacks_.read();
    alerts_.read();
    wrap_up_.read_choices();
}

void Desk::calls_changed(const CallsView& calls) {
    agent_.calls_changed(calls);
    controls_.calls_changed(calls);
    cards_.calls_changed(calls); // Before the windows do anything slower: the card is awaited.
    wrap_up_.calls_changed(calls);
    name_shown_caller();
    transfer_.calls_changed(calls);
    abuse_.calls_changed(calls);
    show_customer_of(calls);
    read_orders_of(calls);
}

// Once for each call, when it is answered: what the mirror says may be minutes old.
void Desk::read_orders_of(const CallsView& calls) {
    const auto id = call_in_hand(calls.live);
    if (!id || read_for_ == id) return;
    const auto* view = find(calls, *id);
    if (!view || view->call.phase != core::Phase::Talking) return;
    read_for_ = id;
    orders_.call_answered(view->call.peer);
}

void Desk::handset_changed(const HandsetDeskView& handset) { controls_.handset_changed(handset); }

// The console follows the call that is spoken in; else the one that rings. A customer who is being
// edited stays until that is finished.
void Desk::show_customer_of(const CallsView& calls) {
    auto id = call_in_hand(calls.live);
    if (!id && !call_to_resume(calls.live)) id = call_to_answer(calls.live);
    if (!id || shown_call_ == id) return;
    const auto& call = find(calls, *id)->call;
    if (customer_.select(call.peer, call.ref)) shown_call_ = id;
    callbacks_.call_is(call.ref);
}

void Desk::call_back(core::Callback callback) {
    alerts_.calling(callback.id);
    customer_.select(callback.number);
    outcalls_.call(callback.number.key(), callback.id);
}

void Desk::cards_changed(const CardsView& cards) {
    for (const auto& each : cards)
        if (!each.ref.empty() && !each.name.empty()) wrap_up_.set_heading(each.ref, each.name);
}

// A call of my own has no card that would know the name.
void Desk::name_shown_caller() {
    const auto& view = customer_.view();
    if (view.lookup == Lookup::Known) wrap_up_.name_caller(view.number, view.customer.name);
}

} // namespace sangdam::desk
