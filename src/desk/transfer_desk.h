// SPDX-License-Identifier: MIT
//
// 호전환: to whom the call in hand can go. At once (cold), or after a word with the colleague while
// the customer waits (warm), or all three together. On the presenters' executor.
#pragma once

#include "desk/call_commands.h"
#include "desk/calls_view.h"
#include "desk/centre_feed.h"
#include "desk/lifeline.h"
#include "desk/signal.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::desk {

struct Colleague {
    core::AgentId id;
    std::string name;
    std::string extension;
    core::AgentState state = core::AgentState::Offline;
    std::string away_reason;

    bool free() const { return state == core::AgentState::Available; }
    friend bool operator==(const Colleague&, const Colleague&) = default;
};

enum class TransferStage {
    None,       // No call that could be handed on.
    Possible,   // A customer is on the line.
    Consulting, // The colleague's phone rings; the customer waits.
    Ready       // The colleague is on the line: complete(), together() or back().
};

enum class TransferTrouble { None, NotANumber, Refused, NotThere };

struct TransferView {
    std::vector<Colleague> colleagues; // Free ones first, then by name; without me.
    TransferStage stage = TransferStage::None;
    bool conference = false;
    bool asking = false; // The far end has been asked to take the call over.
    TransferTrouble trouble = TransferTrouble::None;

    friend bool operator==(const TransferView&, const TransferView&) = default;
};

std::vector<Colleague> colleagues_for(const std::vector<core::Agent>&, const core::AgentId& me);
TransferStage transfer_stage(const CallsView&); // Pure.

class TransferDesk {
public:
    TransferDesk(CallCommands&, CentreFeed&);

    const TransferView& view() const { return view_.get(); }
    [[nodiscard]] Subscription watch(std::function<void(const TransferView&)> f) {
        return view_.watch(std::move(f));
    }

    void hand_on(const std::string& target); // Cold.
    void consult(const std::string& target); // Warm: the customer waits on hold.
    void complete();                         // … and is put through to the colleague.
    void together();                         // … or all three talk.
    void back();                             // … or I go on with the customer alone.

    void set_me(core::AgentId);
    void calls_changed(const CallsView&);

private:
    void refresh();

    CallCommands& commands_;
    CentreFeed& feed_;
    core::AgentId me_;
    CallsView calls_;
    TransferTrouble trouble_ = TransferTrouble::None;
    Observed<TransferView> view_;
    Subscription names_;
    Lifeline life_;
};

} // namespace sangdam::desk
