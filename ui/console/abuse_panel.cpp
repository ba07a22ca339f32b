// SPDX-License-Identifier: MIT

#include "console/abuse_panel.h"

#include "kit/controls.h"
#include "kit/formats.h"
#include "kit/spacing.h"
#include "kit/text.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/translation.h>

#include <utility>

namespace sangdam::ui {
namespace {

wxString title_of(const desk::AbuseView& view) {
    if (view.break_offered) return _("The call was ended for your protection");
    switch (view.stage) {
    case desk::Warning::None: return _("First warning: read aloud");
    case desk::Warning::First: return _("If it goes on, second warning: read aloud");
    case desk::Warning::Second:
    case desk::Warning::Ended: break;
    }
    return _("If it goes on, say this and end the call");
}

wxString sentence_of(const desk::AbuseView& view) {
    if (view.break_offered) return _("Take a moment. Your supervisor sees the mark in the record.");
    switch (view.stage) {
    case desk::Warning::None:
        return _("\"I want to help you. If the abuse goes on, I cannot continue this call.\"");
    case desk::Warning::First:
        return _("\"I ask you for the last time to stop. The law protects staff from abuse; "
                 "otherwise I will end the call.\"");
    case desk::Warning::Second:
    case desk::Warning::Ended: break;
    }
    return _("\"I have to end this call now. You are welcome to call again later.\"");
}

} // namespace

AbusePanel::AbusePanel(wxWindow* parent, desk::AbuseScript& script, const base::Clock& clock,
                       std::function<void(bool)> wanted)
    : wxPanel(parent), script_(script), clock_(clock), wanted_(std::move(wanted)) {
    SetBackgroundColour(palette().warn.soft);
    title_ = make_text(this, "console.abuse.title", {}, Type::Strong, Cut::AtEnd);
    title_->SetForegroundColour(palette().warn.strong);
    sentence_ = make_text(this, "console.abuse.sentence", {});
    sentence_->SetForegroundColour(palette().warn.strong);
    said_ = make_button(this, "console.abuse.said", _("I said it"), ButtonRole::Primary);
    end_ = make_button(this, "console.abuse.end", _("End the call"), ButtonRole::Bad, "phone_down");
    rest_ = make_button(this, "console.abuse.rest", _("Take a break"), ButtonRole::Good);
    close_ = make_button(this, "console.abuse.close", {}, ButtonRole::Flat, "close",
                         _("Close this notice"));
    auto* keys = new wxBoxSizer(wxHORIZONTAL);
    keys->Add(title_, wxSizerFlags(1).CentreVertical());
    for (auto* button : {said_, end_, rest_, close_})
        keys->Add(button, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(gap::kSmall)));
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(keys, wxSizerFlags().Expand().Border(wxALL, FromDIP(gap::kSmall)));
    all->Add(sentence_,
             wxSizerFlags().Expand().Border(wxLEFT | wxRIGHT | wxBOTTOM, FromDIP(gap::kNear)));
    SetSizer(all);
    said_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { said(); });
    end_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) {
        script_.end_call(utf8(wxString::Format(_("[Abuse] %s call ended after two warnings"),
                                               moment_text(clock_.wall()))));
    });
    rest_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { script_.take_break(utf8(_("Break"))); });
    close_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) {
        open_ = false;
        script_.no_break();
        show(script_.view());
    });
    watching_ = script_.watch([this](const desk::AbuseView& view) { show(view); });
}

void AbusePanel::open() {
    if (!script_.view().talking) return;
    open_ = true;
    show(script_.view());
    said_->SetFocus();
}

void AbusePanel::said() {
    const bool first = script_.view().stage == desk::Warning::None;
    script_.warn(utf8(
        wxString::Format(first ? _("[Abuse] %s first warning") : _("[Abuse] %s second warning"),
                         moment_text(clock_.wall()))));
}

void AbusePanel::show(const desk::AbuseView& view) {
    if (!view.talking && !view.break_offered) open_ = false;
    const bool seen = open_ || view.break_offered;
    set_text(title_, title_of(view));
    sentence_->SetLabelText(sentence_of(view));
    if (const int width = GetClientSize().x - 2 * FromDIP(gap::kNear); width > FromDIP(100))
        sentence_->Wrap(width);
    said_->Show(!view.break_offered && view.stage < desk::Warning::Second);
    end_->Show(view.can_end());
    rest_->Show(view.break_offered);
    InvalidateBestSize();
    Layout();
    wanted_(seen);
}

} // namespace sangdam::ui
