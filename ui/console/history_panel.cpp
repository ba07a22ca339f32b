// SPDX-License-Identifier: MIT

#include "console/history_panel.h"

#include "kit/badge.h"
#include "kit/controls.h"
#include "kit/formats.h"
#include "kit/row_list.h"
#include "kit/section.h"
#include "kit/spacing.h"
#include "kit/state_words.h"
#include "kit/text.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/translation.h>

#include <algorithm>
#include <utility>

namespace sangdam::ui {
namespace {

enum Column : std::size_t { kResult, kWhen, kAgent, kTalked, kCategory, kStatus, kNote };

bool nobody_talked(const core::CallRecord& call) {
    return call.direction == core::Direction::Incoming &&
           (call.result == core::CallResult::Missed || call.result == core::CallResult::Abandoned);
}

wxString one_line(const std::string& note) {
    wxString line = text(note);
    line.Replace("\n", " ");
    return line;
}

Cell cell_of(const core::HistoryEntry& entry, std::size_t column, base::WallTime now) {
    const auto& call = entry.call;
    const Look look = look_of(call.result, call.direction);
    const bool stands_out = nobody_talked(call);
    const Tone tone = stands_out ? Tone::Bad : Tone::Neutral;
    switch (column) {
    case kResult: return {look.word, look.tone, stands_out, look.icon};
    case kWhen: return {when_text(call.offered_at, now), tone, stands_out, {}};
    case kAgent: return {text(entry.agent_name), Tone::Neutral, false, {}};
    case kTalked:
        return {call.talked.count() > 0 ? clock_text(call.talked) : wxString(),
                Tone::Neutral,
                false,
                {}};
    case kCategory: return {text(entry.category_path), Tone::Neutral, false, {}};
    case kStatus:
        return {entry.wrap_up ? text(entry.wrap_up->status) : wxString(), Tone::Neutral, false, {}};
    default:
        return {entry.wrap_up ? one_line(entry.wrap_up->note) : wxString(), Tone::Idle, false, {}};
    }
}

} // namespace

HistoryPanel::HistoryPanel(wxWindow* parent, desk::CustomerDesk& customer, const base::Clock& clock,
                           std::function<void(const core::HistoryEntry&)> open)
    : wxPanel(parent), customer_(customer), clock_(clock) {
    SetBackgroundColour(palette().window);
    auto* section = new Section(this);
    count_ = new Badge(section, "console.history.count");
    rows_ = new RowList(section, "console.history.list", _("Call history"),
                        {{_("Result"), 112, true},
                         {_("When"), 118},
                         {_("Agent"), 62},
                         {_("Talked"), 52},
                         {_("Category"), 116},
                         {_("Status"), 64},
                         {_("Note"), 78}},
                        RowList::Head::Shown);
    nothing_ = make_text(section, "console.history.nothing", _("No call so far"));
    nothing_->SetForegroundColour(palette().muted);
    more_ = make_button(section, "console.history.more", _("Older calls"), ButtonRole::Flat);
    more_->Hide();
    rows_->Hide();
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(make_text(section, "console.history.title", _("Call history"), Type::Heading),
              wxSizerFlags().CentreVertical());
    gap::add(head, this, gap::kNear);
    head->Add(count_, wxSizerFlags().CentreVertical());
    head->AddStretchSpacer();
    head->Add(more_, wxSizerFlags().CentreVertical());
    auto* lines = new wxBoxSizer(wxVERTICAL);
    lines->Add(head, wxSizerFlags().Expand());
    gap::add(lines, this, gap::kNear);
    lines->Add(rows_, wxSizerFlags(1).Expand());
    lines->Add(nothing_, wxSizerFlags(1).Centre().Border(wxALL, FromDIP(gap::kInner)));
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(lines, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kInner)));
    section->SetSizer(around);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(section, wxSizerFlags(1).Expand());
    SetSizer(all);

    more_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { customer_.read_more(); });
    rows_->on_activated([this, open = std::move(open)](const std::string& key) {
        const auto entry = std::ranges::find_if(
            shown_, [&](const auto& each) { return each.call.ref.value == key; });
        if (entry != shown_.end()) open(*entry);
    });
    watching_ = customer_.watch([this](const desk::CustomerView& view) { show(view); });
    show(customer_.view());
}

void HistoryPanel::show(const desk::CustomerView& view) {
    if (more_->IsShown() != view.more_history) {
        more_->Show(view.more_history);
        more_->GetParent()->Layout();
    }
    if (view.history == shown_ && nothing_->IsShown() == shown_.empty()) return;
    shown_ = view.history;
    std::vector<std::string> keys;
    for (const auto& entry : shown_) keys.push_back(entry.call.ref.value);
    rows_->set_rows(std::move(keys),
                    [this, now = clock_.wall()](std::size_t row, std::size_t column) {
                        return cell_of(shown_[row], column, now);
                    });
    count_->show_word(shown_.empty() ? wxString() : wxString::Format("%zu", shown_.size()),
                      Tone::Idle);
    rows_->Show(!shown_.empty());
    nothing_->Show(shown_.empty());
    Layout();
    nothing_->GetParent()->Layout();
}

} // namespace sangdam::ui
