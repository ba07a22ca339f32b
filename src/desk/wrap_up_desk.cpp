// SPDX-License-Identifier: MIT

#include "desk/wrap_up_desk.h"

#include "base/log.h"
#include "desk/wrap_up_form.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace sangdam::desk {

using core::CallRef;
using std::chrono::seconds;

WrapUpDesk::WrapUpDesk(const Ports& ports) : ports_(ports) {
    link_ = ports_.feed.watch_link([this](core::LinkState link) {
        if (link == core::LinkState::Online && !author_.empty()) read_choices();
        refresh();
    });
    events_ = ports_.feed.watch_events([this](const core::CentreEventBody& body) {
        if (std::holds_alternative<core::SettingsChanged>(body) ||
            std::holds_alternative<core::Reset>(body))
            read_choices();
    });
}

// What was typed within the last moment goes to the box before we go.
WrapUpDesk::~WrapUpDesk() {
    for (const auto& [ref, form] : forms_)
        if (form->keep_due) keep(ref);
}

WrapUpDesk::Form* WrapUpDesk::find(const CallRef& ref) {
    const auto at = forms_.find(ref);
    return at == forms_.end() ? nullptr : at->second.get();
}

WrapUpDesk::Form* WrapUpDesk::shown() { return find(shown_); }

WrapUpDesk::Form& WrapUpDesk::form_for(const CallRef& ref, const core::PhoneNumber& caller) {
    if (auto* form = find(ref)) return *form;
    auto form = std::make_unique<Form>();
    form->values.call = ref;
    form->stored.call = ref;
    form->caller = caller;
    form->heading = caller.masked();
    form->changed = ports_.clock.wall();
    return *forms_.emplace(ref, std::move(form)).first->second;
}

void WrapUpDesk::set_author(core::AgentId author) { author_ = std::move(author); }

void WrapUpDesk::read_choices() {
    ports_.centre.wrap_up_choices(
        life_.guard([this](const base::Result<core::WrapUpChoices>& choices) {
            if (!choices) return; // The former ones stay good.
            choices_ = *choices;
            refresh();
        }));
}

// --- calls ---------------------------------------------------------------------------------------

void WrapUpDesk::calls_changed(const CallsView& calls) {
    calls_live_ = !calls.live.empty();
    for (const auto& each : calls.live) follow(each);
    for (const auto& each : calls.ended) follow(each);
    std::erase_if(over_, [&](core::CallId id) { return !desk::find(calls, id); });
    forget_what_is_done();
    refresh();
}

void WrapUpDesk::follow(const CallView& view) {
    if (view.call.ref.empty() || !view.answered) return; // Nobody talked: nothing to write down.
    if (view.ended && !over_.insert(view.call.id).second) return;
    auto& form = form_for(view.call.ref, view.call.peer);
    if (!form.talked) {
        form.talked = true;
        // The agent has just taken this call: its form comes up, and what was typed before stays
        // where it is, under its own call.
        shown_ = view.call.ref;
    }
    if (!view.ended) return;
    form.call_over = true;
    const bool written = form.save == WrapUpSave::Saved;
    form.until = written ? ports_.clock.now() : *view.ended + kWrapUpTime;
    form.latest = *view.ended + kWrapUpLimit;
}

void WrapUpDesk::set_heading(const CallRef& ref, std::string heading) {
    auto* form = find(ref);
    if (!form || heading.empty() || form->heading == heading) return;
    form->heading = std::move(heading);
    refresh();
}

void WrapUpDesk::name_caller(const core::PhoneNumber& caller, const std::string& name) {
    if (caller.hidden() || name.empty()) return;
    bool changed = false;
    for (auto& [ref, form] : forms_) {
        if (form->caller != caller || form->heading == name) continue;
        form->heading = name;
        changed = true;
    }
    if (changed) refresh();
}

void WrapUpDesk::show(const CallRef& ref) {
    if (find(ref)) shown_ = ref;
    forget_what_is_done();
    refresh();
}

void WrapUpDesk::show(const core::HistoryEntry& entry) {
    if (entry.call.ref.empty()) return;
    const bool here = find(entry.call.ref) != nullptr;
    auto& form = form_for(entry.call.ref, entry.call.customer_number);
    if (!here) {
        form.call_over = entry.call.ended_at.has_value();
        if (entry.wrap_up) {
            form.values = form.stored = *entry.wrap_up;
            form.save = WrapUpSave::Saved;
        }
    }
    show(entry.call.ref);
}

// --- typing --------------------------------------------------------------------------------------

void WrapUpDesk::edit(const std::function<void(core::WrapUp&)>& change) {
    if (auto* form = shown()) edit(*form, change);
}

void WrapUpDesk::edit(Form& form, const std::function<void(core::WrapUp&)>& change) {
    auto next = form.values;
    change(next);
    if (next == form.values) return;
    form.values = std::move(next);
    form.changed = ports_.clock.wall();
    ++form.edition;
    form.kept = Kept::Typing;
    if (form.save == WrapUpSave::Saved || form.save == WrapUpSave::Failed)
        form.save = WrapUpSave::Idle;
    if (!form.keep_due) { // Not put off by typing on: a fast typist is as safe as a slow one.
        form.keep_due = true;
        form.keep_timer =
            ports_.timers.after(kKeepWithin, [this, ref = form.values.call] { keep(ref); });
    }
    refresh();
}

void WrapUpDesk::add_line(const CallRef& ref, const std::string& line) {
    if (auto* form = find(ref))
        edit(*form, [&](core::WrapUp& to) {
            if (!to.note.empty() && to.note.back() != '\n') to.note += '\n';
            to.note += line;
        });
}

void WrapUpDesk::set_category(core::CategoryId category) {
    edit([&](core::WrapUp& to) { to.category = std::move(category); });
}
void WrapUpDesk::set_emotion(std::string emotion) {
    edit([&](core::WrapUp& to) { to.emotion = std::move(emotion); });
}
void WrapUpDesk::set_grade(std::string grade) {
    edit([&](core::WrapUp& to) { to.grade = std::move(grade); });
}
void WrapUpDesk::set_status(std::string status) {
    edit([&](core::WrapUp& to) { to.status = std::move(status); });
}
void WrapUpDesk::set_note(std::string note) {
    edit([&](core::WrapUp& to) { to.note = std::move(note); });
}

void WrapUpDesk::keep(const CallRef& ref) {
    auto* form = find(ref);
    if (!form) return;
    form->keep_due = false;
    form->keep_timer.reset();
    core::Draft draft{form->values, form->caller, form->heading, form->changed};
    auto told =
        life_.guard([this, ref, edition = form->edition](bool safe) { kept(ref, edition, safe); });
    ports_.drafts.keep(std::move(draft),
                       [&executor = ports_.executor, told](const base::Status& done) {
                           executor.post([told, safe = done.has_value()]() mutable { told(safe); });
                       });
}

void WrapUpDesk::kept(const CallRef& ref, std::uint64_t edition, bool safe) {
    auto* form = find(ref);
    if (!form || form->edition != edition || form->kept == Kept::Clean) return;
    form->kept = safe ? Kept::Safe : Kept::Unsafe;
    if (!safe && !form->keep_due) {
        form->keep_due = true;
        form->keep_timer = ports_.timers.after(kTryDiskAgain, [this, ref] { keep(ref); });
    }
    refresh();
}

void WrapUpDesk::restore() {
    ports_.drafts.all(
        [&executor = ports_.executor, told = life_.guard([this](std::vector<core::Draft> drafts) {
            restored(std::move(drafts));
        })](base::Result<std::vector<core::Draft>> drafts) {
            if (!drafts)
                return base::log::error("desk", "drafts not read: {}", drafts.error().what);
            executor.post([told, list = std::move(drafts).value()]() mutable { told(list); });
        });
}

void WrapUpDesk::restored(std::vector<core::Draft> drafts) {
    for (auto& draft : drafts) {
        if (draft.wrap_up.call.empty()) continue;
        if (const auto* here = find(draft.wrap_up.call); here && here->edition > 0) continue;
        auto& form = form_for(draft.wrap_up.call, draft.caller);
        form.heading = draft.heading.empty() ? draft.caller.masked() : draft.heading;
        form.values = std::move(draft.wrap_up);
        form.changed = draft.changed;
        form.kept = Kept::Safe;
        form.call_over = true;
        if (shown_.empty()) shown_ = form.values.call;
    }
    refresh();
}

void WrapUpDesk::discard() {
    auto* form = shown();
    if (!form || form->save == WrapUpSave::Saving) return;
    ports_.drafts.drop(shown_);
    form->keep_timer.reset();
    form->keep_due = false;
    form->kept = Kept::Clean;
    ++form->edition;
    form->values = form->stored;
    form->newer.reset();
    form->save = form->stored.revision > 0 ? WrapUpSave::Saved : WrapUpSave::Idle;
    forget_what_is_done();
    refresh();
}

void WrapUpDesk::agent_changed(const core::Agent& me) {
    me_.reset();
    if (me.state != core::AgentState::WrapUp || !me.wrap_up_until) return;
    me_ = me;
    const auto rest = *me.wrap_up_until - ports_.clock.wall();
    for (const auto& [ref, form] : forms_) {
        if (!form->until) continue;
        form->until = ports_.clock.now() + std::chrono::ceil<std::chrono::milliseconds>(rest);
        // How far it can go the hub says at each press.
        form->latest = *form->until + (me.extensions_left > 0 ? kWrapUpTime : seconds{0});
    }
    refresh();
}

void WrapUpDesk::learn(const std::vector<core::HistoryEntry>& mine) {
    used_.clear();
    for (const auto& each : mine)
        if (each.wrap_up && !each.wrap_up->category.empty())
            used_.push_back(each.wrap_up->category);
    refresh();
}

bool choosable(const std::vector<core::Category>& all, const core::Category& category) {
    if (std::ranges::find(all, category.id, &core::Category::parent) != all.end()) return false;
    for (const auto* each = &category;;) {
        if (!each->enabled) return false; // A disabled parent disables its children.
        if (each->parent.empty()) return true;
        const auto parent = std::ranges::find(all, each->parent, &core::Category::id);
        if (parent == all.end()) return false;
        each = &*parent;
    }
}

std::vector<core::CategoryId> frequent_categories(const std::vector<core::CategoryId>& used,
                                                  const core::WrapUpChoices& choices) {
    std::vector<std::pair<core::CategoryId, int>> counted; // In the order of the newest use.
    for (const auto& id : used) {
        const auto known = std::ranges::find(choices.categories, id, &core::Category::id);
        if (known == choices.categories.end() || !choosable(choices.categories, *known)) continue;
        const auto at = std::ranges::find(counted, id, &std::pair<core::CategoryId, int>::first);
        if (at == counted.end())
            counted.emplace_back(id, 1);
        else
            ++at->second;
    }
    std::ranges::stable_sort(counted, std::ranges::greater{},
                             &std::pair<core::CategoryId, int>::second);
    std::vector<core::CategoryId> out;
    for (const auto& [id, times] : counted)
        if (out.size() < 3) out.push_back(id);
    return out;
}

void WrapUpDesk::extend(seconds by) {
    auto* form = shown();
    if (!form || !form->until) return;
    if (me_) {
        ports_.centre.extend_wrap_up(life_.guard([this](const base::Result<core::Agent>& answer) {
            if (answer) agent_changed(*answer);
        }));
        return;
    }
    form->until = std::min(std::max(*form->until, ports_.clock.now()) + by, form->latest);
    refresh();
}

} // namespace sangdam::desk
