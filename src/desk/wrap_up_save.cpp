// SPDX-License-Identifier: MIT
//
// WrapUpDesk's second half: the way of a form to the centre, and what the windows see of it.

#include "base/log.h"
#include "desk/wrap_up_desk.h"
#include "desk/wrap_up_form.h"

#include <algorithm>
#include <utility>

namespace sangdam::desk {

using core::CallRef;
using std::chrono::seconds;

void WrapUpDesk::save() {
    auto* form = shown();
    if (!form || form->save == WrapUpSave::Saved || form->save == WrapUpSave::Conflict) return;
    if (form->save == WrapUpSave::Saving) {
        form->save_again = true;
        return;
    }
    send(*form);
    refresh();
}

void WrapUpDesk::send(Form& form) {
    const auto ref = form.values.call;
    if (form.keep_due) keep(ref); // A crash while it is on its way loses nothing.
    form.save = WrapUpSave::Saving;
    form.save_again = false;
    form.values.author = author_;
    ports_.centre.save_wrap_up(
        form.values,
        life_.guard([this, ref, edition = form.edition](const base::Result<core::WrapUp>& answer) {
            answered(ref, edition, answer);
        }));
}

void WrapUpDesk::answered(const CallRef& ref, std::uint64_t edition,
                          const base::Result<core::WrapUp>& answer) {
    auto* form = find(ref);
    if (!form) return;
    if (answer) {
        stored(*form, edition, *answer);
        saved_.emit(ref);
    } else if (answer.error().code == base::Errc::Conflict) {
        form->save = WrapUpSave::Conflict;
        conflicted(ref);
    } else {
        base::log::warn("desk", "wrap-up of {} not saved: {}", ref.value, answer.error().what);
        form->save = WrapUpSave::Failed;
    }
    forget_what_is_done();
    refresh();
}

void WrapUpDesk::stored(Form& form, std::uint64_t edition, const core::WrapUp& as_stored) {
    form.stored = as_stored;
    form.newer.reset();
    if (form.edition == edition) {
        form.values = as_stored;
        form.save = WrapUpSave::Saved;
        form.kept = Kept::Clean;
        form.keep_timer.reset();
        form.keep_due = false;
        ports_.drafts.drop(as_stored.call);
        // The after-call time is for writing it down, and that is done.
        if (form.until) form.until = ports_.clock.now();
        return;
    }
    // Typed on meanwhile: the rest is a change of what is stored now.
    form.values.revision = as_stored.revision;
    form.save = WrapUpSave::Idle;
    keep(as_stored.call);
    if (form.save_again) send(form);
}

void WrapUpDesk::conflicted(const CallRef& ref) {
    ports_.centre.wrap_up(ref, life_.guard([this, ref](const base::Result<core::WrapUp>& newer) {
        auto* form = find(ref);
        if (!form || form->save != WrapUpSave::Conflict) return;
        if (newer)
            form->newer = *newer;
        else
            form->save = WrapUpSave::Failed; // Saving again asks again.
        refresh();
    }));
}

void WrapUpDesk::take_newer() {
    auto* form = shown();
    if (!form || !form->newer) return;
    ++form->edition;
    stored(*form, form->edition, *std::exchange(form->newer, std::nullopt));
    forget_what_is_done();
    refresh();
}

void WrapUpDesk::keep_mine() {
    auto* form = shown();
    if (!form || !form->newer) return;
    form->stored = *form->newer;
    form->values.revision = form->newer->revision;
    form->newer.reset();
    form->kept = Kept::Typing;
    keep(shown_); // With its new base, should we be gone before the answer.
    send(*form);
    refresh();
}

// --- what the windows see ------------------------------------------------------------------------

void WrapUpDesk::forget_what_is_done() {
    std::erase_if(forms_, [&](const auto& each) {
        const auto& form = *each.second;
        return each.first != shown_ && form.done() && !form.until;
    });
    while (forms_.size() > kForms) {
        const auto oldest = std::ranges::min_element(forms_, {}, [&](const auto& each) {
            const auto& form = *each.second;
            const bool needed = form.typed() || !form.call_over || each.first == shown_;
            return std::pair(needed, form.changed);
        });
        if (oldest->second->typed() || !oldest->second->call_over || oldest->first == shown_)
            return; // All of them are needed: what was typed is never let go.
        forms_.erase(oldest);
    }
}

std::vector<Unfinished> WrapUpDesk::unfinished() const {
    std::vector<Unfinished> list;
    const bool offline = ports_.feed.link() != core::LinkState::Online;
    for (const auto& [ref, form] : forms_) {
        if (!form->call_over || form->save == WrapUpSave::Saved) continue;
        const bool waits = offline && form->save == WrapUpSave::Saving;
        list.push_back({ref, form->caller, form->heading, form->changed, waits});
    }
    std::ranges::stable_sort(list, {}, &Unfinished::changed);
    return list;
}

// The agent is free again when no after-call time runs any more, and nobody is talked to.
void WrapUpDesk::count_down() {
    const auto now = ports_.clock.now();
    bool ran_out = false;
    std::optional<base::TimePoint> next; // When the first of them shows another number.
    for (const auto& [ref, form] : forms_) {
        if (!form->until) continue;
        if (form->remaining(now) > seconds{0}) {
            const auto turns = *form->until - (form->remaining(now) - seconds{1});
            next = next ? std::min(*next, turns) : turns;
        } else {
            form->until.reset();
            ran_out = true;
        }
    }
    tick_.reset();
    if (next)
        tick_ = ports_.timers.after(std::chrono::ceil<std::chrono::milliseconds>(*next - now),
                                    [this] { refresh(); });
    if (ran_out && !next && !calls_live_) done_.emit();
}

void WrapUpDesk::refresh() {
    count_down();
    WrapUpView next;
    next.choices = choices_;
    next.unfinished = unfinished();
    next.frequent = frequent_categories(used_, choices_);
    if (const auto* form = shown()) {
        const bool offline = ports_.feed.link() != core::LinkState::Online;
        const bool waits = offline && form->save == WrapUpSave::Saving;
        next.form = WrapUpForm{form->values,
                               form->caller,
                               form->heading,
                               form->kept,
                               waits ? WrapUpSave::Waiting : form->save,
                               form->newer,
                               form->call_over,
                               std::nullopt,
                               false};
        if (form->until) {
            next.form->remaining = form->remaining(ports_.clock.now());
            next.form->can_extend = *form->until < form->latest;
        }
    }
    view_.set(std::move(next));
}

} // namespace sangdam::desk
