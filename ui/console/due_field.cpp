// SPDX-License-Identifier: MIT

#include "console/due_field.h"

#include "desk/callback_times.h"
#include "kit/controls.h"
#include "kit/formats.h"
#include "kit/spacing.h"
#include "kit/text.h"

#include <wx/choice.h>
#include <wx/combobox.h>
#include <wx/datetime.h>
#include <wx/sizer.h>
#include <wx/translation.h>

#include <utility>

namespace sangdam::ui {
namespace {

constexpr int kDays = 61;
constexpr int kFirstHour = 7;
constexpr int kLastHour = 21;

wxDateTime local(base::WallTime at) {
    return wxDateTime(static_cast<time_t>(
        std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count()));
}

base::WallTime moment(const wxDateTime& at) {
    return base::WallTime(std::chrono::seconds(at.GetTicks()));
}

wxString weekday(const wxDateTime& day) {
    switch (day.GetWeekDay()) {
    case wxDateTime::Mon: return _("Mon");
    case wxDateTime::Tue: return _("Tue");
    case wxDateTime::Wed: return _("Wed");
    case wxDateTime::Thu: return _("Thu");
    case wxDateTime::Fri: return _("Fri");
    case wxDateTime::Sat: return _("Sat");
    default: return _("Sun");
    }
}

wxString name_of(const wxDateTime& day, int days_ahead) {
    const wxString date = days_ahead == 0   ? wxString(_("Today"))
                          : days_ahead == 1 ? wxString(_("Tomorrow"))
                                            : day.Format("%m-%d");
    return date + " (" + weekday(day) + ")";
}

} // namespace

DueField::DueField(wxWindow* parent, const std::string& id, const base::Clock& clock)
    : wxPanel(parent), clock_(clock) {
    SetBackgroundColour(parent->GetBackgroundColour());
    day_ = make_choice(this, (id + ".date").c_str(), _("Callback date"));
    time_ = make_combo(this, (id + ".time").c_str(), _("Callback time"));
    for (int hour = kFirstHour; hour <= kLastHour; ++hour)
        for (const int minute : {0, 30}) time_->Append(wxString::Format("%02d:%02d", hour, minute));
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    day_->SetMinSize(FromDIP(wxSize(60, -1)));
    time_->SetMinSize(FromDIP(wxSize(60, -1)));
    row->Add(day_, wxSizerFlags(1).CentreVertical());
    gap::add(row, this, gap::kSmall);
    row->Add(time_, wxSizerFlags(1).CentreVertical());
    SetSizer(row);
    day_->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { changed(); });
    time_->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { changed(); });
    time_->Bind(wxEVT_COMBOBOX, [this](wxCommandEvent&) { changed(); });
}

void DueField::on_chosen(std::function<void(base::WallTime)> chosen,
                         std::function<void()> unreadable) {
    chosen_ = std::move(chosen);
    unreadable_ = std::move(unreadable);
}

void DueField::focus() { day_->SetFocus(); }

bool DueField::readable() const { return desk::time_of_day(utf8(time_->GetValue())).has_value(); }

void DueField::offer_days() {
    const wxDateTime today = local(clock_.wall()).GetDateOnly();
    if (moment(today) == today_) return;
    today_ = moment(today);
    day_->Clear();
    for (int ahead = 0; ahead < kDays; ++ahead)
        day_->Append(name_of(today + wxDateSpan::Days(ahead), ahead));
}

void DueField::show(base::WallTime due) {
    const auto before = today_;
    filling_ = true;
    offer_days();
    if (due != due_ || before != today_) {
        const wxDateTime at = local(due);
        // Rounded: a day of the summer-time change has 23 hours.
        const auto ahead =
            std::chrono::round<std::chrono::days>(moment(at.GetDateOnly()) - today_).count();
        day_->SetSelection(ahead >= 0 && ahead < kDays ? static_cast<int>(ahead) : wxNOT_FOUND);
    }
    if (due != due_) time_->ChangeValue(moment_text(due));
    due_ = due;
    filling_ = false;
}

void DueField::changed() {
    if (filling_) return;
    const auto time = desk::time_of_day(utf8(time_->GetValue()));
    if (!time) {
        if (unreadable_) unreadable_();
        return;
    }
    const int ahead = day_->GetSelection();
    if (ahead == wxNOT_FOUND) return;
    const auto minutes = static_cast<int>(time->count());
    wxDateTime due = local(today_) + wxDateSpan::Days(ahead);
    due.SetHour(static_cast<wxDateTime::wxDateTime_t>(minutes / 60))
        .SetMinute(static_cast<wxDateTime::wxDateTime_t>(minutes % 60));
    due_ = moment(due); // The answer to this comes back as what is shown already.
    if (chosen_) chosen_(due_);
}

} // namespace sangdam::ui
