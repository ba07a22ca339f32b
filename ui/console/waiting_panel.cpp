// SPDX-License-Identifier: MIT

#include "console/waiting_panel.h"

#include "kit/badge.h"
#include "kit/controls.h"
#include "kit/error_words.h"
#include "kit/formats.h"
#include "kit/notice.h"
#include "kit/row_list.h"
#include "kit/spacing.h"
#include "kit/text.h"

#include <wx/button.h>
#include <wx/menu.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/translation.h>

#include <algorithm>

namespace sangdam::ui {
namespace {

enum Column : std::size_t { kCaller, kWaits, kPull };

// Somebody who waits longer than this is about to hang up.
constexpr std::chrono::seconds kLong{60};

wxString where(const desk::WaitingRow& row) {
    if (row.pull == desk::Pull::Asked) return _("Pulling...");
    if (row.ringing_here) return _("Rings here");
    if (!row.ringing_at_name.empty())
        return wxString::Format(_("Rings at %s"), text(row.ringing_at_name));
    if (!row.ringing_at.empty()) return _("Rings at a colleague");
    return text(row.queue);
}

Cell cell_of(const desk::WaitingRow& row, std::size_t column) {
    const Tone tone = row.waiting >= kLong ? Tone::Bad : Tone::Neutral;
    switch (column) {
    case kCaller:
        return {row.customer_name.empty() ? text(row.masked)
                                          : text(row.customer_name + "  " + row.masked),
                Tone::Neutral,
                false,
                {},
                where(row)};
    case kWaits: return {clock_text(row.waiting), tone, tone == Tone::Bad, {}};
    default:
        if (row.ringing_here || row.pull == desk::Pull::Asked) return {};
        return {_("Pull"), Tone::Accent, false, {}};
    }
}

} // namespace

WaitingPanel::WaitingPanel(wxWindow* parent, desk::QueueWatch& queue, desk::CustomerDesk& customer)
    : wxPanel(parent), queue_(queue), customer_(customer) {
    SetBackgroundColour(palette().window);
    auto* section = new Section(this);
    count_ = new Badge(section, "console.waiting.count");
    longest_ = make_text(section, "console.waiting.longest", {}, Type::Small);
    longest_->SetForegroundColour(palette().muted);
    trouble_ = new Notice(section, "console.waiting.trouble", Notice::Closing::ByHand);
    rows_ = new RowList(section, "console.waiting.list", _("Waiting customers"),
                        {{_("Customer"), 148, false, RowColumn::Kind::TwoLines},
                         {_("Waiting"), 46},
                         {_("Pull"), 72, false, RowColumn::Kind::Button}},
                        RowList::Head::Hidden);
    nobody_ = make_text(section, "console.waiting.nobody", _("Nobody is waiting"));
    nobody_->SetForegroundColour(palette().muted);
    pull_ =
        make_button(section, "console.waiting.pull", _("Pull the call"), ButtonRole::Plain, "pull");

    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(make_text(section, "console.waiting.title", _("Waiting"), Type::Heading),
              wxSizerFlags().CentreVertical());
    gap::add(head, this, gap::kNear);
    head->Add(count_, wxSizerFlags().CentreVertical());
    head->AddStretchSpacer();
    head->Add(longest_, wxSizerFlags().CentreVertical());
    auto* lines = new wxBoxSizer(wxVERTICAL);
    const auto wide = wxSizerFlags().Expand();
    lines->Add(head, wide);
    gap::add(lines, this, gap::kSmall);
    lines->Add(trouble_, wide);
    lines->Add(rows_, wxSizerFlags(1).Expand());
    lines->Add(nobody_, wxSizerFlags(1).Centre().Border(wxALL, FromDIP(gap::kInner)));
    gap::add(lines, this, gap::kSmall);
    lines->Add(pull_, wide);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(lines, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kInner)));
    section->SetSizer(around);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(section, wxSizerFlags(1).Expand());
    SetSizer(all);

    rows_->on_selected([this](const std::string& key) {
        look_at(key);
        enable_pull();
    });
    rows_->on_activated([this](const std::string& key) { pull(key); });
    rows_->on_button([this](const std::string& key) { pull(key); });
    rows_->on_menu([this](const std::string& key) {
        wxMenu menu;
        menu.Append(wxID_ANY, _("Pull the call"));
        menu.Bind(wxEVT_MENU, [this, key](wxCommandEvent&) { pull(key); });
        PopupMenu(&menu);
    });
    pull_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { pull(rows_->selected()); });
    trouble_->on_closed([this] { queue_.forget_last_pull(); });
    watching_ = queue_.watch([this](const desk::QueueView& view) { show(view); });
    show(queue_.view());
}

void WaitingPanel::show(const desk::QueueView& view) {
    std::vector<std::string> keys;
    for (const auto& row : view.rows) keys.push_back(row.ref.value);
    const bool nobody = keys.empty();
    rows_->set_rows(std::move(keys), [rows = view.rows](std::size_t row, std::size_t column) {
        return cell_of(rows[row], column);
    });
    count_->show_word(wxString::Format("%zu", view.rows.size()), nobody ? Tone::Idle
                                                                 : view.longest >= kLong
                                                                     ? Tone::Bad
                                                                     : Tone::Accent);
    set_text(longest_,
             nobody ? wxString() : wxString::Format(_("longest %s"), clock_text(view.longest)));
    rows_->Show(!nobody);
    nobody_->Show(nobody);
    set_text(nobody_, view.stale ? _("The list comes when the connection is there")
                                 : _("Nobody is waiting"));
    show_last_pull(view);
    enable_pull();
    Layout();
}

void WaitingPanel::show_last_pull(const desk::QueueView& view) {
    const auto say = [this](base::Errc code, const std::string& what) {
        trouble_->show_sentence(sentence_for(Doing::PullCall, {code, what}), Tone::Warn);
    };
    switch (view.last_pull) {
    case desk::Pull::Taken: return say(base::Errc::Conflict, view.winner);
    case desk::Pull::Gone: return say(base::Errc::NotFound, {});
    case desk::Pull::Failed: return say(base::Errc::Unavailable, {});
    case desk::Pull::None:
    case desk::Pull::Asked: trouble_->clear();
    }
}

void WaitingPanel::pull(const std::string& key) {
    if (key.empty()) return;
    queue_.pick_up(core::CallRef(key));
}

void WaitingPanel::look_at(const std::string& key) {
    const auto& rows = queue_.view().rows;
    const auto row = std::ranges::find(rows, core::CallRef(key), &desk::WaitingRow::ref);
    if (row != rows.end() && !row->caller.hidden()) customer_.select(row->caller, row->ref);
}

void WaitingPanel::enable_pull() {
    const auto& rows = queue_.view().rows;
    const auto row =
        std::ranges::find(rows, core::CallRef(rows_->selected()), &desk::WaitingRow::ref);
    pull_->Enable(row != rows.end() && !row->ringing_here && row->pull != desk::Pull::Asked);
}

} // namespace sangdam::ui
