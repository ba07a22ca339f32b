// SPDX-License-Identifier: MIT
//
// Port from the desktop to the centre. Implemented by src/hublink over HTTP and server-sent events,
// and by test fakes. Everything is asynchronous: `done` and the listener are called on the executor
// the implementation was opened with, never before the call returned.
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "core/agent.h"
#include "core/call_record.h"
#include "core/centre_event.h"
#include "core/customer.h"
#include "core/history.h"
#include "core/ports/administration.h"
#include "core/ports/call_log.h"
#include "core/ports/callback_book.h"
#include "core/ports/customer_book.h"
#include "core/ports/order_book.h"
#include "core/ports/outcalls.h"
#include "core/ports/reply.h"
#include "core/wrap_up.h"

#include <string>
#include <vector>

namespace sangdam::core {

// How the seat's phone finds its PBX; the hub knows it, so that nobody types it 200 times.
struct SeatAccount {
    std::string registrar; // "sip:192.0.2.1:5060;transport=udp"
    std::string user;
    base::Secret password;
};

struct SessionGranted {
    Agent me;
    SeatAccount seat;
    std::vector<OwnNumber> numbers; // The 담당 번호 this agent may show.
};

enum class LinkState { Connecting, Online, Offline };

class CentreListener {
public:
    virtual ~CentreListener() = default;
    virtual void link_changed(LinkState) = 0;
    virtual void centre_event(const CentreEvent&) = 0; // In sequence, none twice (resume inside).
    // Not by us: signed in at another desktop, or the account was closed.
    virtual void session_ended(const base::Error&) {}
};

class Centre {
public:
    virtual ~Centre() = default;
    virtual void set_listener(CentreListener*) = 0; // Must outlive the centre, or nullptr first.

    // Opens a session and then the event stream; re-opens the stream by itself, with back-off.
    // Refused: wrong login or password, or locked out. Unavailable: the hub cannot be reached.
    virtual void sign_in(std::string login, base::Secret password, Reply<SessionGranted>) = 0;
    virtual void sign_out(Reply<base::Done>) = 0;

    virtual void set_state(AgentState, std::string away_reason, Reply<Agent>) = 0;
    virtual void agents(Reply<std::vector<Agent>>) = 0; // Everybody, for names and states.
    virtual void queue(Reply<std::vector<WaitingCall>>) = 0;
    virtual void pick_up(const CallRef&,
                         Reply<base::Done>) = 0; // Conflict: what() names the winner.
    virtual void customer_card(const PhoneNumber&, Reply<CustomerCard>) = 0;
    virtual void save_customer(const Customer&,
                               Reply<Customer>) = 0; // Conflict: somebody was faster.
    virtual void recent_calls(Reply<std::vector<HistoryEntry>>) = 0; // Mine, newest first, ≤ 100.
    virtual void wrap_up_choices(Reply<WrapUpChoices>) = 0;
    virtual void wrap_up(const CallRef&, Reply<WrapUp>) = 0; // NotFound: nobody wrote one.
    // `done` comes when the hub has answered. While offline the wrap-up waits in the outbox, in
    // order, and goes out when the link is back; Unavailable only when the outbox is full. The same
    // wrap-up sent twice is one. Until `done`, the caller keeps its draft.
    virtual void save_wrap_up(const WrapUp&, Reply<WrapUp>) = 0;

    // 🟡 Longer by the centre's step; Conflict: not in wrap-up, or no extension left.
    virtual void extend_wrap_up(Reply<Agent>) = 0;
    // 담당 번호: which of my approved numbers customers see (guide S2). Refused: not one of them.
    virtual void show_number(std::string key, Reply<Agent>) = 0;
    // A supervisor's or administrator's: sets a colleague Available or Away.
    virtual void set_state_of(const AgentId&, AgentState, std::string away_reason,
                              Reply<Agent>) = 0;

    // The rest by subject; they live as long as the centre.
    virtual CallbackBook& callbacks() = 0;
    virtual Outcalls& outcalls() = 0;
    virtual CallLog& call_log() = 0;
    virtual CustomerBook& customers() = 0;
    virtual Administration& administration() = 0;
    virtual OrderBook& orders() = 0;
};

} // namespace sangdam::core
