// SPDX-License-Identifier: MIT
//
// Promises to call back (guide S15): the form of the customer who is shown, and the list of mine or
// of the team's. A form that was begun stays with its customer when another one is shown. On the
// presenters' executor.
#pragma once

#include "base/clock.h"
#include "base/timers.h"
#include "base/uuid.h"
#include "core/ports/centre.h"
#include "desk/callback_times.h"
#include "desk/centre_feed.h"
#include "desk/customer_desk.h"
#include "desk/lifeline.h"
#include "desk/signal.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::desk {

enum class CallbackSave {
    Idle,
    Saving,
    Saved,
    NoTime,  // In the past.
    Refused, // Not mine to change, or the hub found something wrong.
    Failed   // Not reachable; the form keeps everything.
};

struct CallbackForm {
    core::Callback values;
    bool possible = false; // There is a number to be called.
    bool begun = false;    // The agent has changed something.
    DueTrouble trouble = DueTrouble::None;
    int same_time = 0; // Other promises of the same agent within ten minutes.
    CallbackSave save = CallbackSave::Idle;

    friend bool operator==(const CallbackForm&, const CallbackForm&) = default;
};

struct CallbackRow {
    core::Callback callback;
    std::string masked;
    std::string assignee_name; // Empty: everybody's.
    bool overdue = false;

    friend bool operator==(const CallbackRow&, const CallbackRow&) = default;
};

struct CallbackView {
    CallbackForm form;
    std::vector<CallbackRow> rows; // Soonest due first.
    core::CallbackScope scope = core::CallbackScope::Mine;
    bool stale = true;
    bool action_failed = false;      // The last finish or reassign did not arrive.
    std::optional<CallbackRow> gone; // Just cancelled or done; undo() brings it back.

    friend bool operator==(const CallbackView&, const CallbackView&) = default;
};

// How long a cancelled promise can be brought back before the hub is told.
inline constexpr std::chrono::seconds kUndo{6};

class CallbackDesk {
public:
    struct Ports {
        core::Centre& centre;
        CentreFeed& feed;
        base::Timers& timers;
        const base::Clock& clock;
        base::Random& random;
    };
    explicit CallbackDesk(const Ports&);

    const CallbackView& view() const { return view_.get(); }
    [[nodiscard]] Subscription watch(std::function<void(const CallbackView&)> f) {
        return view_.watch(std::move(f));
    }
    // A promise that the list shows was asked to be kept now.
    [[nodiscard]] Subscription watch_saved(std::function<void(const core::Callback&)> f) {
        return saved_.watch(std::move(f));
    }

    void set_me(core::AgentId, std::string shown_number);
    void read();
    void set_scope(core::CallbackScope);
    void customer_shown(const CustomerView&); // Whose form it is.
    void call_is(const core::CallRef&);       // In which the promise is made.

    void set_due(base::WallTime);
    void set_assignee(core::AgentId);
    void set_shown(std::string key);
    void set_note(std::string);
    void save();                        // [등록]
    void edit(const core::CallbackId&); // From the list into the form.
    void start_over();

    void finish(const core::CallbackId&, core::CallbackStatus); // Told to the hub after kUndo.
    void undo();
    void reassign(const core::CallbackId&, const core::AgentId&);

private:
    core::Callback fresh() const;
    void change(const std::function<void(core::Callback&)>&);
    void answered(const std::string& key, const base::Result<core::Callback>&);
    void event(const core::CentreEventBody&);
    void tell_finished();
    void refresh();

    Ports ports_;
    core::AgentId me_;
    std::string my_number_;
    core::CentreSettings settings_;
    std::vector<core::Callback> open_;
    core::CallbackScope scope_ = core::CallbackScope::Mine;
    bool read_ = false;
    CustomerView customer_;
    core::CallRef call_;
    std::string shown_;                         // Number key of the form that is shown.
    std::map<std::string, CallbackForm> forms_; // Begun ones, by number key.
    CallbackForm idle_;                         // Not begun: follows the customer.
    std::optional<std::pair<core::Callback, core::CallbackStatus>> leaving_;
    bool action_failed_ = false;
    base::Timer leave_, tick_;
    Observed<CallbackView> view_;
    Signal<core::Callback> saved_;
    Subscription link_, events_, names_;
    Lifeline life_;
};

} // namespace sangdam::desk
