// SPDX-License-Identifier: MIT

#include "console/call_list_panel.h"

#include "kit/controls.h"
#include "kit/formats.h"
#include "kit/row_list.h"
#include "kit/section.h"
#include "kit/spacing.h"
#include "kit/state_words.h"
#include "kit/text.h"

#include <wx/button.h>
#include <wx/choice.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>
#include <wx/translation.h>

#include <algorithm>
#include <utility>

namespace sangdam::ui {
namespace {

Cell cell_of(const desk::CallRow& row, std::size_t column, base::WallTime now) {
    const auto& call = row.entry.call;
    const Look look = look_of(call.result, call.direction);
    const bool was_missed = desk::missed(call);
    switch (column) {
    case 0: return {when_text(call.offered_at, now), look.tone, was_missed, look.icon};
    case 1: return {text(row.masked), Tone::Neutral, was_missed, {}};
    default:
        if (row.unwritten) return {_("Unwritten"), Tone::Warn, false, {}};
        return {call.talked.count() == 0 ? look.word : clock_text(call.talked),
                was_missed ? Tone::Bad : Tone::Idle,
                false,
                {}};
    }
}

wxString with_count(const wxString& word, std::size_t count) {
    return count == 0 ? word : word + wxString::Format(" (%zu)", count);
}

} // namespace

CallListPanel::CallListPanel(wxWindow* parent, desk::CallList& calls, const base::Clock& clock,
                             Wishes wishes)
    : wxPanel(parent), calls_(calls), clock_(clock), wishes_(std::move(wishes)) {
    SetBackgroundColour(palette().window);
    auto* section = new Section(this);
    period_ = make_choice(section, "console.calls.period", _("Of which days"));
    for (const auto& words : {_("Today"), _("7 days"), _("30 days"), _("All days")})
        period_->Append(words);
    period_->SetSelection(0);
    filter_ = make_choice(section, "console.calls.filter", _("Which calls"));
    filter_->Append(_("All"));
    filter_->Append(_("Missed"));
    filter_->Append(_("Unwritten"));
    filter_->SetSelection(0);
    search_ = make_field(section, "console.calls.search", _("Search my calls"));
    search_->SetHint(_("Number, name or note"));
    rows_ = new RowList(section, "console.calls.list", _("My calls"),
                        {{_("When"), 112, true}, {_("Customer"), 102}, {_("Result"), 60}},
                        RowList::Head::Hidden);
    nothing_ = make_text(section, "console.calls.nothing", _("No calls"));
    nothing_->SetForegroundColour(palette().muted);
    more_ = make_button(section, "console.calls.more", _("Older calls"), ButtonRole::Flat);
    more_->Hide();
    rows_->Hide();

    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(make_text(section, "console.calls.title", _("My calls"), Type::Heading),
              wxSizerFlags(1).CentreVertical());
    head->Add(period_, wxSizerFlags().CentreVertical());
    gap::add(head, this, gap::kSmall);
    head->Add(filter_, wxSizerFlags().CentreVertical());
    auto* lines = new wxBoxSizer(wxVERTICAL);
    const auto wide = wxSizerFlags().Expand();
    lines->Add(head, wide);
    gap::add(lines, this, gap::kSmall);
    lines->Add(search_, wide);
    gap::add(lines, this, gap::kSmall);
    lines->Add(rows_, wxSizerFlags(1).Expand());
    lines->Add(nothing_, wxSizerFlags(1).Centre().Border(wxALL, FromDIP(gap::kInner)));
    lines->Add(more_, wide);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(lines, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kInner)));
    section->SetSizer(around);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(section, wxSizerFlags(1).Expand());
    SetSizer(all);

    period_->Bind(wxEVT_CHOICE, [this](wxCommandEvent& event) {
        calls_.set_period(static_cast<desk::Period>(event.GetSelection()));
    });
    more_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { calls_.read_more(); });
    filter_->Bind(wxEVT_CHOICE, [this](wxCommandEvent& event) {
        calls_.set_filter(static_cast<desk::CallFilter>(event.GetSelection()));
    });
    search_->Bind(wxEVT_TEXT,
                  [this](wxCommandEvent&) { calls_.set_search(utf8(search_->GetValue())); });
    rows_->on_selected([this](const std::string& key) {
        if (const auto* row = row_of(key)) wishes_.look_at(*row);
    });
    rows_->on_activated([this](const std::string& key) {
        if (const auto* row = row_of(key)) wishes_.write_up(*row);
    });
    watching_ = calls_.watch([this](const desk::CallListView& view) { show(view); });
    show(calls_.view());
}

void CallListPanel::show(const desk::CallListView& view) {
    shown_ = view.rows;
    std::vector<std::string> keys;
    for (const auto& row : shown_) keys.push_back(row.entry.call.ref.value);
    rows_->set_rows(std::move(keys),
                    [this, now = clock_.wall()](std::size_t row, std::size_t column) {
                        return cell_of(shown_[row], column, now);
                    });
    const int chosen = filter_->GetSelection();
    filter_->SetString(1, with_count(_("Missed"), view.missed));
    filter_->SetString(2, with_count(_("Unwritten"), view.unwritten));
    filter_->SetSelection(chosen);
    rows_->Show(!shown_.empty());
    nothing_->Show(shown_.empty());
    more_->Show(view.more);
    nothing_->GetParent()->Layout();
}

const desk::CallRow* CallListPanel::row_of(const std::string& key) const {
    const auto found = std::ranges::find_if(
        shown_, [&](const auto& row) { return row.entry.call.ref.value == key; });
    return found == shown_.end() ? nullptr : &*found;
}

} // namespace sangdam::ui
