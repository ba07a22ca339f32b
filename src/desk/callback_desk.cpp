// SPDX-License-Identifier: MIT

#include "desk/callback_desk.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace sangdam::desk {

using namespace std::chrono_literals;

CallbackDesk::CallbackDesk(const Ports& ports) : ports_(ports) {
    link_ = ports_.feed.watch_link([this](core::LinkState link) {
        if (link == core::LinkState::Online && !me_.empty()) read();
        refresh();
    });
    events_ = ports_.feed.watch_events([this](const core::CentreEventBody& body) { event(body); });
    names_ = ports_.feed.watch_names([this] { refresh(); });
}

void CallbackDesk::set_me(core::AgentId me, std::string shown_number) {
    if (me == me_ && shown_number == my_number_) return;
    me_ = std::move(me);
    my_number_ = std::move(shown_number);
    idle_.values = fresh();
    refresh();
}

void CallbackDesk::read() {
    core::CallbackQuery query;
    query.scope = scope_;
    ports_.centre.callbacks().list(
        query, {{}, 100},
        life_.guard([this, scope = scope_](const base::Result<core::Page<core::Callback>>& page) {
            if (!page || scope != scope_) return;
            read_ = true;
            open_ = page->items;
            refresh();
        }));
    ports_.centre.administration().settings(
        life_.guard([this](const base::Result<core::CentreSettings>& settings) {
            if (!settings) return;
            settings_ = *settings;
            if (!forms_.contains(shown_)) idle_.values = fresh();
            refresh();
        }));
}

void CallbackDesk::set_scope(core::CallbackScope scope) {
    if (scope == scope_) return;
    scope_ = scope;
    read_ = false;
    open_.clear();
    refresh();
    read();
}

void CallbackDesk::event(const core::CentreEventBody& body) {
    if (std::holds_alternative<core::CallbackChanged>(body) ||
        std::holds_alternative<core::CallbackDue>(body) ||
        std::holds_alternative<core::SettingsChanged>(body) ||
        std::holds_alternative<core::Reset>(body))
        read();
}

// --- the form ------------------------------------------------------------------------------------

core::Callback CallbackDesk::fresh() const {
    core::Callback made;
    made.customer = customer_.customer.id;
    made.customer_name = customer_.customer.name;
    made.number = customer_.number;
    made.origin = call_;
    made.due_at = proposed_due(ports_.clock.wall(), settings_.telephone.hours);
    made.assignee = me_;
    made.shown = my_number_;
    made.author = me_;
    return made;
}

void CallbackDesk::customer_shown(const CustomerView& view) {
    const bool same = view.number == customer_.number && view.lookup == customer_.lookup &&
                      view.customer.id == customer_.customer.id &&
                      view.customer.name == customer_.customer.name;
    if (same) return;
    const bool other = view.number != customer_.number;
    customer_ = view;
    shown_ = view.number.key();
    if (other || !idle_.begun) {
        idle_ = {};
        idle_.values = fresh();
    }
    refresh();
}

void CallbackDesk::call_is(const core::CallRef& call) {
    if (call == call_) return;
    call_ = call;
    if (!forms_.contains(shown_)) idle_.values.origin = call;
}

void CallbackDesk::change(const std::function<void(core::Callback&)>& to) {
    if (shown_.empty()) return;
    auto& form = forms_.try_emplace(shown_, idle_).first->second;
    auto next = form.values;
    to(next);
    if (next == form.values) return;
    form.values = std::move(next);
    form.begun = true;
    if (form.save != CallbackSave::Saving) form.save = CallbackSave::Idle;
    refresh();
}

void CallbackDesk::set_due(base::WallTime due) {
    change([&](core::Callback& to) { to.due_at = due; });
}
void CallbackDesk::set_assignee(core::AgentId agent) {
    change([&](core::Callback& to) { to.assignee = std::move(agent); });
}
void CallbackDesk::set_shown(std::string key) {
    change([&](core::Callback& to) { to.shown = std::move(key); });
}
void CallbackDesk::set_note(std::string note) {
    change([&](core::Callback& to) { to.note = std::move(note); });
}

void CallbackDesk::save() {
    if (shown_.empty() || customer_.number.hidden()) return;
    auto& form = forms_.try_emplace(shown_, idle_).first->second;
    if (form.save == CallbackSave::Saving) return;
    if (check_due(form.values.due_at, ports_.clock.wall(), settings_.telephone.hours) ==
        DueTrouble::Past) {
        form.save = CallbackSave::NoTime;
        return refresh();
    }
    // Made here and once: tried again, it is the same promise.
    if (form.values.id.empty())
        form.values.id = core::CallbackId(base::uuid_v7(ports_.clock.wall(), ports_.random));
    form.save = CallbackSave::Saving;
    refresh();
    ports_.centre.callbacks().save(
        form.values, life_.guard([this, key = shown_](const base::Result<core::Callback>& answer) {
            answered(key, answer);
        }));
}

void CallbackDesk::answered(const std::string& key, const base::Result<core::Callback>& answer) {
    const auto at = forms_.find(key);
    if (at == forms_.end()) return;
    if (!answer) {
        const auto code = answer.error().code;
        at->second.save = code == base::Errc::Refused || code == base::Errc::BadInput ||
                                  code == base::Errc::Conflict
                              ? CallbackSave::Refused
                              : CallbackSave::Failed;
        return refresh();
    }
    forms_.erase(at);
    if (key == shown_) {
        idle_ = {};
        idle_.values = fresh();
        idle_.save = CallbackSave::Saved;
    }
    saved_.emit(*answer);
    refresh();
    read();
}

void CallbackDesk::edit(const core::CallbackId& id) {
    const auto at = std::ranges::find(open_, id, &core::Callback::id);
    if (at == open_.end() || at->number.key() != shown_) return;
    CallbackForm form;
    form.values = *at;
    form.begun = true;
    forms_[shown_] = std::move(form);
    refresh();
}

void CallbackDesk::start_over() {
    forms_.erase(shown_);
    idle_ = {};
    idle_.values = fresh();
    refresh();
}

// --- the list ------------------------------------------------------------------------------------

void CallbackDesk::finish(const core::CallbackId& id, core::CallbackStatus status) {
    tell_finished(); // Only the last one can be brought back.
    const auto at = std::ranges::find(open_, id, &core::Callback::id);
    if (at == open_.end()) return;
    leaving_ = std::pair(*at, status);
    leave_ = ports_.timers.after(kUndo, [this] { tell_finished(); });
    refresh();
}

void CallbackDesk::tell_finished() {
    if (!leaving_) return;
    const auto [callback, status] = *std::exchange(leaving_, std::nullopt);
    leave_.reset();
    std::erase_if(open_, [&](const core::Callback& each) { return each.id == callback.id; });
    ports_.centre.callbacks().finish(callback.id, status, std::nullopt,
                                     life_.guard([this](const base::Result<core::Callback>& done) {
                                         action_failed_ = !done;
                                         read();
                                         refresh();
                                     }));
    refresh();
}

void CallbackDesk::undo() {
    leaving_.reset();
    leave_.reset();
    refresh();
}

void CallbackDesk::reassign(const core::CallbackId& id, const core::AgentId& to) {
    ports_.centre.callbacks().reassign(
        id, to, life_.guard([this](const base::Result<core::Callback>& done) {
            action_failed_ = !done;
            read();
            refresh();
        }));
}

void CallbackDesk::refresh() {
    const auto now = ports_.clock.wall();
    CallbackView next;
    const auto begun = forms_.find(shown_);
    next.form = begun == forms_.end() ? idle_ : begun->second;
    next.form.possible = !customer_.number.hidden() && !shown_.empty();
    if (next.form.possible)
        next.form.trouble = check_due(next.form.values.due_at, now, settings_.telephone.hours);
    next.scope = scope_;
    next.stale = !read_ || ports_.feed.link() != core::LinkState::Online;
    next.action_failed = action_failed_;
    for (const auto& each : open_) {
        CallbackRow row{each, each.number.masked(), ports_.feed.name_of(each.assignee),
                        each.due_at <= now};
        const auto apart = each.due_at - next.form.values.due_at;
        if (each.id != next.form.values.id && each.assignee == next.form.values.assignee &&
            apart < 10min && apart > -10min)
            ++next.form.same_time;
        if (leaving_ && leaving_->first.id == each.id)
            next.gone = std::move(row);
        else
            next.rows.push_back(std::move(row));
    }
    tick_.reset(); // What is due turns overdue, and a time that was proposed runs out.
    if (!next.rows.empty() || next.form.possible)
        tick_ = ports_.timers.after(30s, [this] { refresh(); });
    view_.set(std::move(next));
}

} // namespace sangdam::desk
