// SPDX-License-Identifier: MIT

#include "console/wrap_up_foot.h"

#include "kit/accessible.h"
#include "kit/controls.h"
#include "kit/formats.h"
#include "kit/spacing.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/translation.h>

namespace sangdam::ui {
namespace {

constexpr std::chrono::seconds kSoon{10};

wxString where_it_is(const desk::WrapUpForm& form) {
    switch (form.save) {
    case desk::WrapUpSave::Saving: return _("Saving...");
    case desk::WrapUpSave::Saved: return _("Saved at the server");
    case desk::WrapUpSave::Waiting: return _("Kept here; sent when connected");
    case desk::WrapUpSave::Idle:
    case desk::WrapUpSave::Conflict:
    case desk::WrapUpSave::Failed: break;
    }
    switch (form.kept) {
    case desk::Kept::Typing: return _("Keeping...");
    case desk::Kept::Safe: return _("Kept safely on this PC");
    case desk::Kept::Clean:
    case desk::Kept::Unsafe: break;
    }
    return {};
}

} // namespace

WrapUpFoot::WrapUpFoot(wxWindow* parent, desk::WrapUpDesk& wrap_up)
    : wxPanel(parent), countdown_(make_text(this, "console.wrap_up.countdown", {}, Type::Strong)),
      extend_(make_button(this, "console.wrap_up.extend", _("+1 min"), ButtonRole::Flat)),
      kept_(make_text(this, "console.wrap_up.kept", {}, Type::Small, Cut::AtEnd)),
      save_(make_button(this, "console.wrap_up.save", _("Save"), ButtonRole::Primary, "check")) {
    SetBackgroundColour(parent->GetBackgroundColour());
    say(extend_, _("One more minute for this wrap-up"));
    kept_->SetForegroundColour(palette().muted);
    extend_->SetToolTip(_("One more minute for this wrap-up"));
    save_->SetToolTip(_("Ctrl+Enter"));
    auto* time = new wxBoxSizer(wxHORIZONTAL);
    time->Add(countdown_, wxSizerFlags().CentreVertical());
    time->Add(extend_, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(gap::kSmall)));
    auto* state = new wxBoxSizer(wxVERTICAL);
    state->Add(time);
    state->Add(kept_, wxSizerFlags().Expand());
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(state, wxSizerFlags(1).CentreVertical());
    row->Add(save_, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(gap::kNear)));
    SetSizer(row);
    SetMinSize(wxSize(-1, FromDIP(52))); // The countdown's coming and going moves nothing.
    extend_->Bind(wxEVT_BUTTON, [&wrap_up](wxCommandEvent&) { wrap_up.extend(); });
    save_->Bind(wxEVT_BUTTON, [&wrap_up](wxCommandEvent&) { wrap_up.save(); });
}

void WrapUpFoot::show(const desk::WrapUpForm& form) {
    const bool counting = form.remaining.has_value();
    countdown_->Show(counting);
    extend_->Show(counting);
    extend_->Enable(form.can_extend);
    if (counting) {
        countdown_->SetForegroundColour(*form.remaining <= kSoon ? palette().bad.strong
                                                                 : palette().warn.strong);
        set_text(countdown_, *form.remaining == std::chrono::seconds{0}
                                 ? _("Wrap-up time is over")
                                 : wxString::Format(_("Wrap-up %s"), clock_text(*form.remaining)));
    }
    set_text(kept_, where_it_is(form));
    save_->Enable(form.save != desk::WrapUpSave::Saving);
    Layout();
}

} // namespace sangdam::ui
