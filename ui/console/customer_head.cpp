// SPDX-License-Identifier: MIT

#include "console/customer_head.h"

#include "kit/avatar.h"
#include "kit/badge.h"
#include "kit/controls.h"
#include "kit/section.h"
#include "kit/spacing.h"
#include "kit/state_words.h"
#include "kit/text.h"
#include "words/briefing_words.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/translation.h>

namespace sangdam::ui {
namespace {

wxString name_of(const desk::CustomerView& view) {
    if (!view.customer.name.empty()) return text(view.customer.name);
    switch (view.lookup) {
    case desk::Lookup::None: return _("No customer selected");
    case desk::Lookup::Withheld: return _("Number withheld");
    case desk::Lookup::NewCustomer: return _("New customer");
    case desk::Lookup::Looking:
    case desk::Lookup::Known:
    case desk::Lookup::Unavailable: break;
    }
    return text(view.number.masked());
}

Sentence sentence_of(const desk::CustomerView& view) {
    switch (view.lookup) {
    case desk::Lookup::None:
        return {_("Choose a waiting customer or a call on the left; a call brings its customer by "
                  "itself."),
                Tone::Neutral};
    case desk::Lookup::Looking: return {_("Looking the customer up..."), Tone::Neutral};
    case desk::Lookup::Withheld:
        return {_("The caller hides the number: ask for the name first"), Tone::Neutral};
    case desk::Lookup::Unavailable:
        return {_("No connection to the server: the history cannot be shown"), Tone::Warn};
    case desk::Lookup::Known:
    case desk::Lookup::NewCustomer: break;
    }
    return briefing_sentence(view.briefing);
}

} // namespace

CustomerHead::CustomerHead(wxWindow* parent, desk::CustomerDesk& customer,
                           desk::CallControls& controls, desk::OutcallDesk& outcalls)
    : wxPanel(parent), customer_(customer), controls_(controls), outcalls_(outcalls) {
    SetBackgroundColour(parent->GetBackgroundColour());
    avatar_ = new Avatar(this, 48);
    name_ = make_text(this, "console.customer.name", {}, Type::Display, Cut::AtEnd);
    grade_ = new Badge(this, "console.customer.grade");
    flag_ = new Badge(this, "console.customer.do_not_call");
    number_ = make_text(this, "console.customer.number", {});
    number_->SetForegroundColour(palette().muted);
    unmask_ = make_button(this, "console.customer.unmask", {}, ButtonRole::Flat, "eye",
                          _("Show the whole number (the centre notes it)"));
    call_ = make_button(this, "console.customer.call", _("Call"), ButtonRole::Plain, "phone");
    briefing_ = new Section(this, Section::Ground::Raised);
    briefing_text_ =
        make_text(briefing_, "console.customer.briefing", {}, Type::Strong, Cut::AtEnd);
    auto* inside = new wxBoxSizer(wxHORIZONTAL);
    inside->Add(briefing_text_,
                wxSizerFlags(1).CentreVertical().Border(wxALL, FromDIP(gap::kNear - 1)));
    briefing_->SetSizer(inside);

    auto* title = new wxBoxSizer(wxHORIZONTAL);
    title->Add(name_, wxSizerFlags().CentreVertical());
    for (auto* badge : {grade_, flag_})
        title->Add(badge, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(gap::kNear)));
    auto* who = new wxBoxSizer(wxVERTICAL);
    who->Add(title, wxSizerFlags().Expand());
    auto* number = new wxBoxSizer(wxHORIZONTAL);
    number->Add(number_, wxSizerFlags().CentreVertical());
    number->Add(unmask_, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(gap::kSmall)));
    who->Add(number, wxSizerFlags().Expand());
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(avatar_, wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(gap::kInner)));
    row->Add(who, wxSizerFlags(1).CentreVertical());
    row->Add(call_, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(gap::kNear)));
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(row, wxSizerFlags().Expand());
    gap::add(all, this, gap::kNear);
    all->Add(briefing_, wxSizerFlags().Expand());
    SetSizer(all);

    call_->Bind(wxEVT_BUTTON,
                [this](wxCommandEvent&) { outcalls_.call(customer_.view().number.key()); });
    unmask_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) {
        customer_.view().unmasked ? customer_.mask() : customer_.unmask();
    });
    watching_ = customer_.watch([this](const desk::CustomerView& view) { show(view); });
    watching_controls_ = controls_.watch([this](const desk::CallControlsView&) { enable_call(); });
    watching_outcalls_ = outcalls_.watch([this](const desk::OutcallView&) { enable_call(); });
    show(customer_.view());
}

void CustomerHead::show(const desk::CustomerView& view) {
    const auto& customer = view.customer;
    const bool known = !customer.name.empty();
    avatar_->show_person(text(customer.name), known ? Tone::Accent : Tone::Idle);
    set_text(name_, name_of(view));
    name_->SetForegroundColour(view.lookup == desk::Lookup::None ? palette().muted
                                                                 : palette().text);
    grade_->show_word(text(customer.grade), tone_of_grade(customer.grade));
    flag_->show_word(customer.do_not_call ? _("Do not call") : wxString(), Tone::Bad,
                     customer.do_not_call ? "phone_missed" : "");
    show_number(view);
    const Sentence sentence = sentence_of(view);
    briefing_->set_tone(sentence.tone);
    briefing_text_->SetForegroundColour(
        sentence.tone == Tone::Neutral ? palette().muted : palette().shade(sentence.tone).strong);
    set_text(briefing_text_, sentence.text);
    enable_call();
    Layout();
}

void CustomerHead::show_number(const desk::CustomerView& view) {
    unmask_->Show(!view.number.hidden() && view.number.masked() != view.number.display());
    set_picture(unmask_, view.unmasked ? "eye_off" : "eye", ButtonRole::Flat);
    if (view.number.hidden()) return set_text(number_, {});
    wxString line = text(view.unmasked ? view.number.display() : view.number.masked());
    if (view.unmask_failed)
        line += "  " + _("It cannot be shown now: the centre could not note it.");
    set_text(number_, line);
}

void CustomerHead::enable_call() {
    call_->Enable(!customer_.view().number.hidden() && controls_.view().can_dial &&
                  !outcalls_.view().going_on());
}

} // namespace sangdam::ui
