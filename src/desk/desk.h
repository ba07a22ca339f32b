// SPDX-License-Identifier: MIT
//
// All presenters of one desktop, joined: who is told about what. The windows get this one object;
// headless runs it without any. Everything on the presenters' executor.
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/timers.h"
#include "base/uuid.h"
#include "core/ports/centre.h"
#include "core/ports/draft_box.h"
#include "desk/abuse_script.h"
#include "desk/agent_desk.h"
#include "desk/board_watch.h"
#include "desk/call_controls.h"
#include "desk/call_list.h"
#include "desk/callback_alerts.h"
#include "desk/callback_desk.h"
#include "desk/centre_feed.h"
#include "desk/customer_desk.h"
#include "desk/customer_finder.h"
#include "desk/orders_desk.h"
#include "desk/outcall_desk.h"
#include "desk/queue_watch.h"
#include "desk/screen_pop.h"
#include "desk/transfer_desk.h"
#include "desk/wrap_up_desk.h"

namespace sangdam::desk {

struct DeskPorts {
    core::Centre& centre; // Replies on `executor`.
    core::DraftBox& drafts;
    CallCommands& commands; // A CallCommandsOn whose replies come back to `executor`.
    base::Executor& executor;
    base::Timers& timers; // Of `executor`.
    const base::Clock& clock;
    base::Random& random;
};

// Hold it by shared_ptr and give CallsListenerOn and HandsetDeskListenerOn weak ones.
class Desk final : public CallsListener, public HandsetDeskListener {
public:
    explicit Desk(const DeskPorts&);
    ~Desk() override;

    void start(); // Restores drafts. Before the first sign-in.

    CentreFeed& centre() { return centre_; }
    AgentDesk& agent() { return agent_; }
    CallControls& controls() { return controls_; }
    ScreenPop& cards() { return cards_; }
    QueueWatch& queue() { return queue_; }
    CustomerDesk& customer() { return customer_; }
    OrdersDesk& orders() { return orders_; }
    CallList& calls() { return calls_; }
    WrapUpDesk& wrap_up() { return wrap_up_; }
    OutcallDesk& outcalls() { return outcalls_; }
    CallbackDesk& callbacks() { return callbacks_; }
    CallbackAlerts& alerts() { return alerts_; }
    TransferDesk& transfer() { return transfer_; }
    AbuseScript& abuse() { return abuse_; }
    CustomerFinder& finder() { return finder_; }
    BoardWatch& board() { return board_; }

    // [전화걸기] of an alert or of the list. By value: where it comes from changes meanwhile.
    void call_back(core::Callback);

    void calls_changed(const CallsView&) override;
    void handset_changed(const HandsetDeskView&) override;

private:
    void signed_in(const core::SessionGranted&);
    void cards_changed(const CardsView&);
    void show_customer_of(const CallsView&);
    void read_orders_of(const CallsView&);
    void name_shown_caller();

    CentreFeed centre_;
    AgentDesk agent_;
    CallControls controls_;
    ScreenPop cards_;
    QueueWatch queue_;
    CustomerDesk customer_;
    OrdersDesk orders_;
    CallList calls_;
    WrapUpDesk wrap_up_;
    OutcallDesk outcalls_;
    CallbackDesk callbacks_;
    CallbackAlerts alerts_;
    TransferDesk transfer_;
    AbuseScript abuse_;
    CustomerFinder finder_;
    BoardWatch board_;
    std::optional<core::CallId> shown_call_; // Whose customer the console shows by itself.
    std::optional<core::CallId> read_for_;   // The call whose orders were read again.
    Subscription selected_, ordered_;
    Subscription session_, pops_, wrapped_, saved_, people_, own_rings_, me_, mine_, promised_;
};

} // namespace sangdam::desk
