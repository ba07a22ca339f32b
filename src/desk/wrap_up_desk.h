// SPDX-License-Identifier: MIT
//
// The wrap-up forms (guide S14): one draft per call, so that a second call never overwrites the
// first one's form. Every edit is on its way to the DraftBox within kKeepWithin, and a draft is
// dropped only when the centre has acknowledged it. On the presenters' executor.
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/timers.h"
#include "core/ports/centre.h"
#include "core/ports/draft_box.h"
#include "desk/calls_view.h"
#include "desk/centre_feed.h"
#include "desk/customer_desk.h"
#include "desk/lifeline.h"
#include "desk/signal.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace sangdam::desk {

// From the first unsaved keystroke to the DraftBox. The promise to the agent is 250 ms including
// the disk; typing on does not put it off.
inline constexpr std::chrono::milliseconds kKeepWithin{100};
inline constexpr std::chrono::seconds kWrapUpTime{60};
// The hub ends the after-call time then, whatever we show (hubd: CentreParts::wrap_up).
inline constexpr std::chrono::seconds kWrapUpLimit{120};
inline constexpr std::chrono::seconds kTryDiskAgain{1};
// Forms in memory. When full, the oldest ones that hold nothing typed are let go.
inline constexpr std::size_t kForms = 200;

enum class Kept {
    Clean,  // Nothing typed that is not stored at the centre.
    Typing, // Not in the DraftBox yet.
    Safe,   // In the DraftBox.
    Unsafe  // The disk refuses: the agent must be told.
};

enum class WrapUpSave {
    Idle,
    Saving,
    Waiting, // No link: kept here, sent as soon as the hub is back.
    Saved,
    Conflict, // Somebody wrote one meanwhile: `newer`.
    Failed
};

struct WrapUpForm {
    core::WrapUp values; // values.call says whose form it is.
    core::PhoneNumber caller;
    std::string heading; // Name or masked number.
    Kept kept = Kept::Clean;
    WrapUpSave save = WrapUpSave::Idle;
    std::optional<core::WrapUp> newer;
    bool call_over = false;
    std::optional<std::chrono::seconds> remaining; // Of the after-call time; 0: run out.
    bool can_extend = false;                       // Not beyond kWrapUpLimit.

    friend bool operator==(const WrapUpForm&, const WrapUpForm&) = default;
};

struct Unfinished {
    core::CallRef call;
    core::PhoneNumber caller;
    std::string heading;
    base::WallTime changed{};
    bool waiting_for_link = false;

    friend bool operator==(const Unfinished&, const Unfinished&) = default;
};

struct WrapUpView {
    std::optional<WrapUpForm> form;     // The one that is shown.
    std::vector<Unfinished> unfinished; // Oldest first; calls in progress are not in it.
    core::WrapUpChoices choices;
    std::vector<core::CategoryId> frequent; // Of mine, most used first: one click instead of two.

    friend bool operator==(const WrapUpView&, const WrapUpView&) = default;
};

// The three categories used most, of those that can still be chosen. Pure.
std::vector<core::CategoryId> frequent_categories(const std::vector<core::CategoryId>& used,
                                                  const core::WrapUpChoices&);
// Can be chosen: enabled, and so are its parents, and it has no children. Pure.
bool choosable(const std::vector<core::Category>&, const core::Category&);

class WrapUpDesk {
public:
    struct Ports {
        core::Centre& centre;
        CentreFeed& feed;
        core::DraftBox& drafts;
        base::Executor& executor; // The presenters' own; the DraftBox answers on the disk thread.
        base::Timers& timers;
        const base::Clock& clock;
    };
    explicit WrapUpDesk(const Ports&);
    ~WrapUpDesk();

    const WrapUpView& view() const { return view_.get(); }
    [[nodiscard]] Subscription watch(std::function<void(const WrapUpView&)> f) {
        return view_.watch(std::move(f));
    }
    // The after-call time is over or no longer needed: the agent can take calls again.
    [[nodiscard]] Subscription watch_done(std::function<void()> f) {
        return done_.watch(std::move(f));
    }

    [[nodiscard]] Subscription watch_saved(std::function<void(const core::CallRef&)> f) {
        return saved_.watch(std::move(f));
    }

    void restore();      // At start: what was typed and not sent.
    void read_choices(); // After sign-in.
    void set_author(core::AgentId);

    void show(const core::CallRef&); // From 미작성 후처리 or the call list.
    void show(const core::HistoryEntry&);
    // Edits of the form that is shown.
    void set_category(core::CategoryId);
    void set_emotion(std::string);
    void set_grade(std::string);
    void set_status(std::string);
    void set_note(std::string);
    void save();    // Ctrl+Enter
    void discard(); // Throws the draft away; the stored wrap-up, if any, stays.
    void take_newer();
    void keep_mine();
    void extend(std::chrono::seconds = kWrapUpTime);

    // A line at the end of that call's note, whichever form is shown.
    void add_line(const core::CallRef&, const std::string& line);
    void set_heading(const core::CallRef&, std::string); // The customer's name became known.
    void name_caller(const core::PhoneNumber&, const std::string& name); // In all calls of theirs.
    void calls_changed(const CallsView&);
    // The hub counts the after-call time; ours follows it.
    void agent_changed(const core::Agent&);
    void learn(const std::vector<core::HistoryEntry>& mine); // What I have chosen before.

private:
    struct Form;
    Form& form_for(const core::CallRef&, const core::PhoneNumber&);
    Form* find(const core::CallRef&);
    Form* shown();
    std::vector<Unfinished> unfinished() const;
    void edit(const std::function<void(core::WrapUp&)>&);
    void edit(Form&, const std::function<void(core::WrapUp&)>&);
    void keep(const core::CallRef&);
    void kept(const core::CallRef&, std::uint64_t edition, bool safe);
    void send(Form&);
    void answered(const core::CallRef&, std::uint64_t edition, const base::Result<core::WrapUp>&);
    void stored(Form&, std::uint64_t edition, const core::WrapUp&);
    void conflicted(const core::CallRef&);
    void follow(const CallView&);
    void restored(std::vector<core::Draft>);
    void count_down();
    void forget_what_is_done();
    void refresh();

    Ports ports_;
    core::AgentId author_;
    core::WrapUpChoices choices_;
    std::map<core::CallRef, std::unique_ptr<Form>> forms_;
    core::CallRef shown_;
    Observed<WrapUpView> view_;
    Signal<> done_;
    Signal<core::CallRef> saved_;
    bool calls_live_ = false;
    std::optional<core::Agent> me_; // In WrapUp; nothing otherwise.
    std::vector<core::CategoryId> used_;
    std::set<core::CallId> over_; // Ended calls that were seen to.
    base::Timer tick_;
    Subscription link_, events_;
    Lifeline life_;
};

} // namespace sangdam::desk
