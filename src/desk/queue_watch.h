// SPDX-License-Identifier: MIT
//
// The waiting list (guide S4, S7): who waits, how long, where it rings, and pulling a call here.
// On the presenters' executor.
#pragma once

#include "base/clock.h"
#include "base/timers.h"
#include "core/ports/centre.h"
#include "desk/centre_feed.h"
#include "desk/lifeline.h"
#include "desk/signal.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace sangdam::desk {

enum class Pull {
    None,
    Asked,
    Taken, // A colleague was faster: `winner`.
    Gone,  // The customer has hung up.
    Failed // Hub not reachable, or no right.
};

struct WaitingRow {
    core::CallRef ref;
    core::PhoneNumber caller;
    std::string masked; // 010-****-5678
    std::string customer_name;
    std::string did;
    std::string queue;
    std::chrono::seconds waiting{0};
    core::AgentId ringing_at;
    std::string ringing_at_name;
    bool ringing_here = false;
    Pull pull = Pull::None;

    friend bool operator==(const WaitingRow&, const WaitingRow&) = default;
};

struct QueueView {
    std::vector<WaitingRow> rows; // Longest waiting first.
    std::chrono::seconds longest{0};
    bool stale = true;           // The link is lost or nothing was read yet.
    Pull last_pull = Pull::None; // How the last pull went that did not succeed.
    std::string winner;          // With Taken.

    friend bool operator==(const QueueView&, const QueueView&) = default;
};

// The rows for this list at this moment; longest waiting first. Pure.
std::vector<WaitingRow> waiting_rows(const std::vector<core::WaitingCall>&, base::WallTime now);

class QueueWatch {
public:
    QueueWatch(core::Centre&, CentreFeed&, const base::Clock&, base::Timers&);

    const QueueView& view() const { return view_.get(); }
    [[nodiscard]] Subscription watch(std::function<void(const QueueView&)> f) {
        return view_.watch(std::move(f));
    }
    void set_me(core::AgentId);
    void read();                        // After sign-in, Reset, and when the link comes back.
    void pick_up(const core::CallRef&); // 당겨받기
    void forget_last_pull();

private:
    void event(const core::CentreEventBody&);
    void pulled(const core::CallRef&, const base::Status&);
    void refresh();

    core::Centre& centre_;
    CentreFeed& feed_;
    const base::Clock& clock_;
    base::Timers& timers_;
    core::AgentId me_;
    std::vector<core::WaitingCall> waiting_;
    std::map<core::CallRef, Pull> pulls_;
    bool read_ = false;
    std::uint64_t edition_ = 0; // A list that was asked for before an event came is old.
    Pull last_pull_ = Pull::None;
    std::string winner_;
    Observed<QueueView> view_;
    base::Timer tick_;
    Subscription link_, events_, names_;
    Lifeline life_;
};

} // namespace sangdam::desk
