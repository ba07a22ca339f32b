// SPDX-License-Identifier: MIT

#include "console/timeline_panel.h"

#include "kit/controls.h"
#include "kit/formats.h"
#include "kit/row_list.h"
#include "kit/segments.h"
#include "kit/spacing.h"
#include "kit/state_words.h"
#include "kit/text.h"

#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/translation.h>

#include <algorithm>
#include <utility>

namespace sangdam::ui {
namespace {

bool nobody_talked(const core::CallRecord& call) {
    return call.direction == core::Direction::Incoming && call.ended_at && !call.answered_at;
}

bool complained(const core::HistoryEntry& entry) {
    return entry.wrap_up && look_of_emotion(entry.wrap_up->emotion).tone == Tone::Bad;
}

bool fits(const core::HistoryEntry& entry, const std::string& filter) {
    if (filter == "missed") return nobody_talked(entry.call);
    if (filter == "complaint") return complained(entry);
    if (filter == "open") return entry.wrap_up && !desk::finished(entry.wrap_up->status);
    return true;
}

wxString joined(std::initializer_list<wxString> parts) {
    wxString line;
    for (const auto& part : parts) {
        if (part.empty()) continue;
        if (!line.empty()) line += wxString::FromUTF8(" · ");
        line += part;
    }
    return line;
}

Cell cell_of(const core::HistoryEntry& entry, std::size_t column, base::WallTime now) {
    const auto& call = entry.call;
    const Look look = look_of(call.result, call.direction);
    const bool missed = nobody_talked(call);
    if (column == 0) return {when_text(call.offered_at, now), look.tone, missed, look.icon};
    const auto& written = entry.wrap_up;
    wxString heading = entry.category_path.empty() ? look.word : text(entry.category_path);
    heading = joined({heading, written ? text(written->status) : wxString(),
                      written ? text(written->emotion) : wxString()});
    wxString below = joined({text(entry.agent_name),
                             call.talked.count() > 0 ? clock_text(call.talked) : wxString(),
                             written ? text(written->note) : wxString()});
    if (missed)
        below = call.waited.count() > 0 ? wxString::Format(_("waited %s"), clock_text(call.waited))
                                        : wxString(_("No agent took the call"));
    return {heading, missed || complained(entry) ? Tone::Bad : Tone::Neutral, missed, {}, below};
}

} // namespace

TimelinePanel::TimelinePanel(wxWindow* parent, desk::CustomerDesk& customer,
                             const base::Clock& clock,
                             std::function<void(const core::HistoryEntry&)> open)
    : wxPanel(parent), customer_(customer), clock_(clock) {
    SetBackgroundColour(palette().surface);
    filter_ = new Segments(this, "console.timeline.filter", _("Which contacts"),
                           Segments::Width::OfWords);
    filter_->SetBackgroundColour(palette().surface);
    filter_->set_choices({{"missed", _("Missed"), Tone::Bad, "phone_missed"},
                          {"complaint", _("Complaints"), Tone::Bad, "frown"},
                          {"open", _("Still open"), Tone::Warn, "clock"}});
    rows_ =
        new RowList(this, "console.timeline", _("Customer history"),
                    {{_("When"), 132, true}, {_("What"), 420, false, RowColumn::Kind::TwoLines}},
                    RowList::Head::Hidden);
    rows_->SetMinSize(FromDIP(wxSize(120, 176))); // Four contacts at least are seen at once.
    nothing_ = make_text(this, "console.timeline.nothing", _("No contact so far"));
    nothing_->SetForegroundColour(palette().muted);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(filter_);
    gap::add(all, this, gap::kSmall);
    all->Add(rows_, wxSizerFlags(1).Expand());
    all->Add(nothing_, wxSizerFlags(1).Centre().Border(wxALL, FromDIP(gap::kInner)));
    SetSizer(all);
    filter_->on_choice([this](const std::string&) { show(); });
    rows_->on_activated([this, open = std::move(open)](const std::string& key) {
        const auto entry = std::ranges::find_if(
            shown_, [&](const auto& each) { return each.call.ref.value == key; });
        if (entry != shown_.end()) open(*entry);
    });
    watching_ = customer_.watch([this](const desk::CustomerView&) { show(); });
    show();
}

void TimelinePanel::show() {
    std::vector<core::HistoryEntry> next;
    std::ranges::copy_if(customer_.view().history, std::back_inserter(next),
                         [&](const auto& entry) { return fits(entry, filter_->chosen()); });
    const bool same = next == shown_ && rows_->IsShown() != next.empty();
    if (same) return;
    shown_ = std::move(next);
    std::vector<std::string> keys;
    for (const auto& entry : shown_) keys.push_back(entry.call.ref.value);
    rows_->set_rows(std::move(keys),
                    [this, now = clock_.wall()](std::size_t row, std::size_t column) {
                        return cell_of(shown_[row], column, now);
                    });
    rows_->Show(!shown_.empty());
    nothing_->Show(shown_.empty());
    Layout();
}

} // namespace sangdam::ui
