// SPDX-License-Identifier: MIT
//
// The pop-up cards: one per incoming call, there at once with what the INVITE says and what this
// desktop remembers, filled in when the centre answers. Never waits for the network. On the
// presenters' executor.
#pragma once

#include "base/clock.h"
#include "base/timers.h"
#include "core/ports/centre.h"
#include "desk/briefing.h"
#include "desk/calls_view.h"
#include "desk/centre_feed.h"
#include "desk/lifeline.h"
#include "desk/signal.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::desk {

enum class CardPhase {
    Ringing,
    Talking,           // Or held.
    AnsweredElsewhere, // Goes by itself after kElsewhereShown.
    Missed,            // Stays as a note until it is closed.
    Declined           // By us; goes by itself after kDeclinedShown.
};

enum class Knowledge {
    Withheld,    // No number: nobody to look up.
    Looking,     // Asked, no answer yet.
    Remembered,  // From an earlier call on this desktop; the centre's answer is still to come.
    Known,       // The centre's answer.
    NewCustomer, // The centre knows nobody of that number.
    Unavailable  // The centre cannot be asked now.
};

struct CardView {
    core::CallId call{};
    core::CallRef ref;
    CardPhase phase = CardPhase::Ringing;
    core::PhoneNumber number;  // ui shows masked().
    std::string peer_name;     // As the PBX said it; shown while `name` is empty.
    core::PhoneNumber dialled; // The centre's number that the customer called.
    std::string dialled_label; // Its label, when it is one of ours.
    std::string queue;
    std::optional<std::chrono::seconds> waited; // In the queue before it rang here.
    std::chrono::seconds elapsed{0};            // Ringing, or talking.
    Knowledge knowledge = Knowledge::Looking;
    std::string name;
    std::string grade;
    Briefing briefing;
    std::optional<LastContact> last;
    std::optional<core::OrderSummary> orders; // Absent: not known, or no shop.
    std::string answered_by;                  // AnsweredElsewhere; may be empty.
    base::WallTime began{};

    friend bool operator==(const CardView&, const CardView&) = default;
};

using CardsView = std::vector<CardView>; // In the order in which they began.

inline constexpr std::chrono::seconds kElsewhereShown{4};
inline constexpr std::chrono::seconds kDeclinedShown{1};
inline constexpr std::size_t kRemembered = 500; // Cards; when full, the one unused longest goes.

class ScreenPop {
public:
    ScreenPop(core::Centre&, CentreFeed&, const base::Clock&, base::Timers&);

    const CardsView& view() const { return view_.get(); }
    [[nodiscard]] Subscription watch(std::function<void(const CardsView&)> f) {
        return view_.watch(std::move(f));
    }
    void close(core::CallId); // The card, not the call.
    void close_all();         // Esc.

    void set_orders(const core::PhoneNumber&, const core::OrderSummary&); // Learnt meanwhile.
    void set_own_numbers(std::vector<core::OwnNumber>);
    // My own phone rings for this one because I am calling somebody: no customer calls.
    void expect_own(const core::CallRef&);
    void calls_changed(const CallsView&);

private:
    struct Remembered {
        core::CustomerCard card;
        std::uint64_t used = 0;
    };
    void open(const CallView&);
    void follow(CardView&, CardPhase);
    void ask(const core::PhoneNumber&);
    void fill(CardView&, const core::CustomerCard&, Knowledge) const;
    void remember(const core::PhoneNumber&, const core::CustomerCard&);
    void event(const core::CentreEventBody&);
    void ask_again_where_unknown();
    void queue_changed(const core::QueueChanged&);
    void call_changed(const core::CallRecord&);
    void customer_changed(const core::CustomerId&);
    void leave_later(core::CallId, std::chrono::seconds);
    CardView* card(core::CallId);
    void refresh(); // Publishes cards_, and ticks while one of them counts.

    core::Centre& centre_;
    CentreFeed& feed_;
    const base::Clock& clock_;
    base::Timers& timers_;
    CallsView calls_;
    core::CallRef expected_;
    std::vector<CardView> cards_;
    core::CallId newest_{}; // Ids count upwards: each call opens one card, and only once.
    std::map<std::string, Remembered> remembered_; // By number key.
    std::uint64_t uses_ = 0;
    std::map<core::CallRef, base::WallTime> waiting_since_;
    std::map<core::CallRef, core::AgentId> taken_by_;
    std::vector<core::OwnNumber> own_;
    Observed<CardsView> view_;
    base::Timer tick_;
    std::map<core::CallId, base::Timer> leaving_;
    Subscription link_, events_;
    Lifeline life_;
};

} // namespace sangdam::desk
