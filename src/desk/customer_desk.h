// SPDX-License-Identifier: MIT
//
// The customer that the console shows (guide S5, S6, S9, S13): look-up, history, edit and save.
// What the agent is typing is never replaced by what the network says. On the presenters' executor.
#pragma once

#include "base/clock.h"
#include "base/uuid.h"
#include "core/ports/centre.h"
#include "desk/briefing.h"
#include "desk/centre_feed.h"
#include "desk/lifeline.h"
#include "desk/signal.h"

#include <optional>
#include <string>
#include <vector>

namespace sangdam::desk {

enum class Lookup { None, Withheld, Looking, Known, NewCustomer, Unavailable };

enum class Save {
    Idle,
    Saving,
    Saved,
    Conflict, // Somebody was faster: `newer` holds their copy.
    Failed    // Not reachable; what was typed is still in the form.
};

enum class CustomerTrouble { None, NoName, BadEmail };

struct CustomerView {
    core::PhoneNumber number; // As selected; ui shows masked().
    Lookup lookup = Lookup::None;
    core::Customer customer; // As stored; empty id for a new one.
    bool editing = false;
    core::Customer edited; // What the form holds while editing.
    CustomerTrouble trouble = CustomerTrouble::None;
    Save save = Save::Idle;
    std::optional<core::Customer> newer;
    Briefing briefing;
    std::optional<LastContact> last;
    std::vector<core::HistoryEntry> history; // Newest first.
    bool more_history = false;               // Older ones are to be had with read_more().
    bool unmasked = false;                   // The centre has noted that I see the numbers.
    bool unmask_failed = false;
    std::vector<core::Customer> twins; // Others with the same number: one person, perhaps.
    std::optional<core::Merge> merged; // Just now; undo_merge() takes it back.
    bool merge_failed = false;

    friend bool operator==(const CustomerView&, const CustomerView&) = default;
};

CustomerTrouble check(const core::Customer&); // What must be right before [등록]. Pure.

class CustomerDesk {
public:
    CustomerDesk(core::Centre&, CentreFeed&, const base::Clock&, base::Random&);

    const CustomerView& view() const { return view_.get(); }
    [[nodiscard]] Subscription watch(std::function<void(const CustomerView&)> f) {
        return view_.watch(std::move(f));
    }
    // While somebody is edited, another selection is put off: `select` answers false.
    // `call`: in which the number came, for the access log when nobody of that number is known.
    bool select(const core::PhoneNumber&, const core::CallRef& call = {});
    void read_again();
    void read_more(); // Older history.
    void unmask();    // 👁: shown after the centre has noted it, not before.
    void mask();
    void merge(const core::CustomerId& twin); // The twin becomes part of the customer shown.
    void undo_merge();

    void edit();
    void change(core::Customer); // The whole form after a keystroke.
    void cancel_edit();
    void save();       // Checks first; stays in the form on trouble.
    void take_newer(); // After a Conflict: theirs into the form …
    void keep_mine();  // … or mine on top of theirs.

private:
    void looked_up(const core::PhoneNumber&, const base::Result<core::CustomerCard>&);
    void saved(const base::Result<core::Customer>&);
    void event(const core::CentreEventBody&);
    void read_newer();
    void look_for_twins();
    void unmask_answered(const core::PhoneNumber&, const base::Result<base::Done>&);
    template <class F>
    void update(F change);

    core::Centre& centre_;
    const base::Clock& clock_;
    base::Random& random_;
    core::CallRef call_;
    std::string older_;   // Cursor of the history's next page.
    core::Customer sent_; // What is being saved: typing on meanwhile is not lost.
    Observed<CustomerView> view_;
    Subscription link_, events_;
    Lifeline life_;
};

} // namespace sangdam::desk
