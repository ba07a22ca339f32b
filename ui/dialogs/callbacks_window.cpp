// SPDX-License-Identifier: MIT

#include "dialogs/callbacks_window.h"

#include "kit/accessible.h"
#include "kit/controls.h"
#include "kit/formats.h"
#include "kit/icons.h"
#include "kit/notice.h"
#include "kit/row_list.h"
#include "kit/segments.h"
#include "kit/spacing.h"
#include "kit/text.h"
#include "words/callback_words.h"

#include <wx/button.h>
#include <wx/panel.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/translation.h>

#include <algorithm>
#include <utility>

namespace sangdam::ui {
namespace {

Cell cell_of(const desk::CallbackRow& row, std::size_t column, base::WallTime now) {
    switch (column) {
    case 0:
        return {when_text(row.callback.due_at, now), row.overdue ? Tone::Bad : Tone::Neutral,
                row.overdue, row.overdue ? "alert" : "clock"};
    case 1: return {who_of(row.callback), Tone::Neutral, false, {}};
    case 2:
        return {row.assignee_name.empty() ? wxString(_("Anybody")) : text(row.assignee_name),
                Tone::Neutral,
                false,
                {}};
    default: return {text(row.callback.note), Tone::Idle, false, {}};
    }
}

} // namespace

CallbacksWindow::CallbacksWindow(desk::CallbackDesk& callbacks, desk::AgentDesk& agent,
                                 const base::Clock& clock, Doors doors)
    : wxFrame(nullptr, wxID_ANY, _("Callbacks")), callbacks_(callbacks), agent_(agent),
      clock_(clock), doors_(std::move(doors)) {
    make_accessible(this, "callbacks", _("Callbacks"));
    SetIcons(app_icons());
    auto* ground = new wxPanel(this);
    ground->SetBackgroundColour(palette().surface);
    auto* lines = new wxBoxSizer(wxVERTICAL);
    lines->Add(build_head(ground), wxSizerFlags().Expand());
    gap::add(lines, this, gap::kNear);
    undo_ = new Notice(ground, "callbacks.gone", Notice::Closing::ByProgram);
    undo_button_ = make_button(ground, "callbacks.undo", _("Undo"));
    auto* gone = new wxBoxSizer(wxHORIZONTAL);
    gone->Add(undo_, wxSizerFlags(1).CentreVertical());
    gone->Add(undo_button_, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(gap::kNear)));
    lines->Add(gone, wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(gap::kSmall)));
    rows_ = new RowList(ground, "callbacks.list", _("Callbacks"),
                        {{_("Due"), 130, true},
                         {_("Customer"), 190},
                         {_("Agent in charge"), 124},
                         {_("Note"), 200}},
                        RowList::Head::Shown);
    nothing_ = make_text(ground, "callbacks.nothing", _("No callback is promised"));
    nothing_->SetForegroundColour(palette().muted);
    lines->Add(rows_, wxSizerFlags(1).Expand());
    lines->Add(nothing_, wxSizerFlags(1).Centre());
    lines->Add(build_buttons(ground), wxSizerFlags().Expand().Border(wxTOP, FromDIP(gap::kNear)));
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(lines, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kApart)));
    ground->SetSizer(around);
    SetClientSize(FromDIP(wxSize(680, 420)));
    Centre();

    undo_button_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { callbacks_.undo(); });
    rows_->on_selected([this](const std::string&) {
        show(callbacks_.view());
        if (const auto* one = chosen()) doors_.look_at(*one);
    });
    rows_->on_activated([this](const std::string&) {
        if (const auto* one = chosen()) doors_.call(*one);
    });
    Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        if (event.GetKeyCode() == WXK_ESCAPE) return Hide(), void();
        event.Skip();
    });
    Bind(wxEVT_CLOSE_WINDOW, [this](wxCloseEvent& event) {
        if (!event.CanVeto()) return event.Skip();
        event.Veto();
        Hide();
    });
    watching_ = callbacks_.watch([this](const desk::CallbackView& view) { show(view); });
    show(callbacks_.view());
}

wxSizer* CallbacksWindow::build_head(wxWindow* ground) {
    scope_ =
        new Segments(ground, "callbacks.scope", _("Whose callbacks"), Segments::Width::OfWords);
    scope_->SetBackgroundColour(palette().surface);
    scope_->set_choices({{"mine", _("Mine"), Tone::Accent, "person"},
                         {"team", _("The team's"), Tone::Accent, "list"}});
    scope_->choose("mine");
    scope_->on_choice([this](const std::string& wanted) {
        const bool team = wanted == "team";
        scope_->choose(team ? "team" : "mine"); // One of the two is always chosen.
        callbacks_.set_scope(team ? core::CallbackScope::Visible : core::CallbackScope::Mine);
    });
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(make_text(ground, "callbacks.title", _("Callbacks"), Type::Title),
              wxSizerFlags(1).CentreVertical());
    head->Add(scope_, wxSizerFlags().CentreVertical());
    return head;
}

wxSizer* CallbacksWindow::build_buttons(wxWindow* ground) {
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    const auto add = [&](const char* id, const wxString& label, ButtonRole role,
                         std::function<void(const core::Callback&)> act) {
        auto* button = make_button(ground, id, label, role);
        button->Bind(wxEVT_BUTTON, [this, act = std::move(act)](wxCommandEvent&) {
            if (const auto* one = chosen()) act(*one);
        });
        row->Add(button, wxSizerFlags().Border(wxRIGHT, FromDIP(gap::kNear)));
        for_chosen_.push_back(button);
    };
    const auto finish = [this](core::CallbackStatus status) {
        return [this, status](const core::Callback& one) { callbacks_.finish(one.id, status); };
    };
    add("callbacks.call", _("Call"), ButtonRole::Primary, doors_.call);
    add("callbacks.done", _("Done"), ButtonRole::Plain, finish(core::CallbackStatus::Done));
    add("callbacks.failed", _("Not reached"), ButtonRole::Plain,
        finish(core::CallbackStatus::Failed));
    add("callbacks.cancel", _("Not wanted any more"), ButtonRole::Plain,
        finish(core::CallbackStatus::Cancelled));
    add("callbacks.take", _("I take it"), ButtonRole::Plain,
        [this](const core::Callback& one) { callbacks_.reassign(one.id, agent_.view().me.id); });
    return row;
}

void CallbacksWindow::open() {
    callbacks_.read();
    Show();
    Raise();
    rows_->SetFocus();
}

const core::Callback* CallbacksWindow::chosen() const {
    const auto at = std::ranges::find(shown_, core::CallbackId(rows_->selected()),
                                      [](const desk::CallbackRow& row) { return row.callback.id; });
    return at == shown_.end() ? nullptr : &at->callback;
}

void CallbacksWindow::show(const desk::CallbackView& view) {
    if (view.rows != shown_) {
        shown_ = view.rows;
        std::vector<std::string> keys;
        for (const auto& row : shown_) keys.push_back(row.callback.id.value);
        rows_->set_rows(std::move(keys),
                        [this, now = clock_.wall()](std::size_t row, std::size_t column) {
                            return cell_of(shown_[row], column, now);
                        });
    }
    rows_->Show(!shown_.empty());
    nothing_->Show(shown_.empty());
    set_text(nothing_, view.stale ? _("The list comes when the connection is there")
                                  : _("No callback is promised"));
    if (view.gone)
        undo_->show_sentence(
            wxString::Format(_("%s has left the list."), who_of(view.gone->callback)),
            Tone::Accent);
    else if (view.action_failed)
        undo_->show_sentence(_("The server did not take the last change. The list is as it was."),
                             Tone::Bad);
    else
        undo_->clear();
    undo_button_->Show(view.gone.has_value());
    for (auto* button : for_chosen_) button->Enable(chosen() != nullptr);
    rows_->GetParent()->Layout();
}

} // namespace sangdam::ui
