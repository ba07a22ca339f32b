// SPDX-License-Identifier: MIT

#include "card/card_window.h"

#include "kit/accessible.h"
#include "kit/avatar.h"
#include "kit/badge.h"
#include "kit/controls.h"
#include "kit/formats.h"
#include "kit/icons.h"
#include "kit/native_look.h"
#include "kit/section.h"
#include "kit/spacing.h"
#include "kit/state_words.h"
#include "kit/text.h"
#include "words/briefing_words.h"
#include "words/order_words.h"

#include <wx/button.h>
#include <wx/dcclient.h>
#include <wx/panel.h>
#include <wx/sizer.h>
#include <wx/statbmp.h>
#include <wx/stattext.h>
#include <wx/translation.h>

#include <utility>

namespace sangdam::ui {
namespace {

constexpr int kWidth = 440;
constexpr int kEdge = 4; // The coloured strip at the left.

struct PhaseLook {
    wxString word;
    Tone tone;
    std::string_view picture;
};

PhaseLook look_of(desk::CardPhase phase) {
    switch (phase) {
    case desk::CardPhase::Ringing: return {_("Incoming call"), Tone::Accent, "phone_in"};
    case desk::CardPhase::Talking: return {_("On a call"), Tone::Bad, "state_on_call"};
    case desk::CardPhase::AnsweredElsewhere: return {_("Answered"), Tone::Good, "check"};
    case desk::CardPhase::Missed: return {_("Missed call"), Tone::Bad, "phone_missed"};
    case desk::CardPhase::Declined: break;
    }
    return {_("Declined"), Tone::Idle, "phone_down"};
}

wxString route_of(const desk::CardView& view) {
    const wxString dot = wxString::FromUTF8(" · ");
    wxString line;
    const auto add = [&](const wxString& part) {
        if (part.empty()) return;
        if (!line.empty()) line += dot;
        line += part;
    };
    if (!view.dialled.hidden()) {
        wxString dialled = text(view.dialled.display());
        if (!view.dialled_label.empty()) dialled += " " + text(view.dialled_label);
        add(dialled);
    }
    add(text(view.queue));
    if (view.waited) add(wxString::Format(_("waited %s"), clock_text(*view.waited)));
    return line;
}

} // namespace

CardWindow::CardWindow(CardWishes wishes)
    : wxFrame(nullptr, wxID_ANY, _("Incoming call"), wxDefaultPosition, wxDefaultSize,
              wxBORDER_NONE | wxSTAY_ON_TOP | wxFRAME_NO_TASKBAR | wxFRAME_TOOL_WINDOW),
      wishes_(std::move(wishes)) {
    make_accessible(this, "card", _("Incoming call"));
    build();
    never_take_focus(this);
}

void CardWindow::build() {
    auto* ground = new wxPanel(this);
    ground->SetBackgroundColour(palette().surface);
    ground->Bind(wxEVT_PAINT, [this](wxPaintEvent&) { paint_edge(); });
    auto* lines = new wxBoxSizer(wxVERTICAL);
    avatar_ = new Avatar(ground, 44);
    name_ = make_text(ground, "card.name", {}, Type::Title, Cut::AtEnd);
    grade_ = new Badge(ground, "card.grade");
    phase_ = new Badge(ground, "card.phase");
    number_ = make_text(ground, "card.number", {});
    timer_ = make_text(ground, "card.timer", {}, Type::Strong);
    route_ = make_text(ground, "card.route", {}, Type::Small, Cut::AtEnd);
    route_->SetForegroundColour(palette().muted);
    briefing_ = new Section(ground, Section::Ground::Raised);
    briefing_text_ = make_text(briefing_, "card.briefing", {}, Type::Strong, Cut::AtEnd);
    last_ = make_text(ground, "card.last", {}, Type::Body, Cut::AtEnd);
    orders_ = make_text(ground, "card.orders", {}, Type::Body, Cut::AtEnd);

    auto* inside = new wxBoxSizer(wxHORIZONTAL);
    inside->Add(briefing_text_,
                wxSizerFlags(1).CentreVertical().Border(wxALL, FromDIP(gap::kNear)));
    briefing_->SetSizer(inside);

    lines->Add(build_head(), wxSizerFlags().Expand());
    gap::add(lines, this, gap::kNear);
    lines->Add(route_, wxSizerFlags().Expand());
    gap::add(lines, this, gap::kNear);
    lines->Add(briefing_, wxSizerFlags().Expand());
    gap::add(lines, this, gap::kNear);
    auto* contact = new wxBoxSizer(wxHORIZONTAL);
    contact->Add(new wxStaticBitmap(ground, wxID_ANY, icon("clock", palette().muted, 15)),
                 wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(6)));
    contact->Add(last_, wxSizerFlags(1).CentreVertical());
    lines->Add(contact, wxSizerFlags().Expand());
    gap::add(lines, this, gap::kSmall);
    auto* bought = new wxBoxSizer(wxHORIZONTAL);
    bought->Add(new wxStaticBitmap(ground, wxID_ANY, icon("list", palette().muted, 15)),
                wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(6)));
    bought->Add(orders_, wxSizerFlags(1).CentreVertical());
    lines->Add(bought, wxSizerFlags().Expand());
    gap::add(lines, this, gap::kInner);
    lines->Add(build_buttons(), wxSizerFlags().Expand());

    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(lines, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kApart)));
    ground->SetSizer(around);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(ground, wxSizerFlags(1).Expand());
    SetSizer(all);
    show_card({});
    SetClientSize(FromDIP(kWidth), ground->GetBestSize().y);
}

wxSizer* CardWindow::build_head() {
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(avatar_, wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(gap::kInner)));

    auto* who = new wxBoxSizer(wxVERTICAL);
    auto* title = new wxBoxSizer(wxHORIZONTAL);
    title->Add(name_, wxSizerFlags().CentreVertical());
    title->Add(grade_, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(gap::kNear)));
    who->Add(title, wxSizerFlags().Expand());
    gap::add(who, this, gap::kHair);
    who->Add(number_);
    head->Add(who, wxSizerFlags(1).CentreVertical());

    auto* state = new wxBoxSizer(wxVERTICAL);
    state->Add(phase_, wxSizerFlags().Right());
    gap::add(state, this, gap::kSmall);
    state->Add(timer_, wxSizerFlags().Right());
    head->Add(state, wxSizerFlags().CentreVertical().Border(wxLEFT, FromDIP(gap::kNear)));
    return head;
}

wxSizer* CardWindow::build_buttons() {
    auto* ground = avatar_->GetParent();
    answer_ = make_button(ground, "card.answer", _("Answer"), ButtonRole::Good, "phone");
    decline_ = make_button(ground, "card.decline", _("Decline"));
    hang_up_ = make_button(ground, "card.hang_up", _("Hang up"), ButtonRole::Bad, "phone_down");
    call_back_ =
        make_button(ground, "card.call_back", _("Call back"), ButtonRole::Primary, "phone");
    close_ = make_button(ground, "card.close", _("Close"));
    auto* details = make_button(ground, "card.details", _("Details"), ButtonRole::Flat, "open");
    answer_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { wishes_.answer(view_.call); });
    decline_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { wishes_.decline(view_.call); });
    hang_up_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { wishes_.hang_up(view_.call); });
    call_back_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { wishes_.call_back(view_.number); });
    close_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { wishes_.close(view_.call); });
    details->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { wishes_.details(view_); });

    auto* row = new wxBoxSizer(wxHORIZONTAL);
    for (auto* button : {answer_, hang_up_, call_back_, decline_, close_}) {
        button->SetMinSize(wxSize(FromDIP(96), button->GetBestSize().y + FromDIP(4)));
        row->Add(button, wxSizerFlags().CentreVertical().Border(wxRIGHT, FromDIP(gap::kNear)));
    }
    row->AddStretchSpacer();
    row->Add(details, wxSizerFlags().CentreVertical());
    return row;
}

void CardWindow::show_card(const desk::CardView& view) {
    view_ = view;
    show_phase();
    show_customer();
    Layout();
    Refresh();
}

void CardWindow::show_phase() {
    const auto look = look_of(view_.phase);
    const bool live =
        view_.phase == desk::CardPhase::Ringing || view_.phase == desk::CardPhase::Talking;
    phase_->show_word(look.word, look.tone, look.picture);
    set_text(timer_, live ? clock_text(view_.elapsed) : wxString());
    answer_->Show(view_.phase == desk::CardPhase::Ringing);
    decline_->Show(view_.phase == desk::CardPhase::Ringing);
    hang_up_->Show(view_.phase == desk::CardPhase::Talking);
    call_back_->Show(view_.phase == desk::CardPhase::Missed && !view_.number.hidden());
    close_->Show(view_.phase != desk::CardPhase::Ringing);
}

void CardWindow::show_customer() {
    const bool withheld = view_.knowledge == desk::Knowledge::Withheld;
    avatar_->show_person(text(view_.name), view_.name.empty() ? Tone::Idle : Tone::Accent);
    set_text(name_, heading_of(view_));
    const bool is_new = view_.knowledge == desk::Knowledge::NewCustomer && view_.grade.empty();
    grade_->show_word(is_new ? _("New") : text(view_.grade),
                      is_new ? Tone::Good : tone_of_grade(view_.grade));
    set_text(number_, withheld ? _("No number") : text(view_.number.masked()));
    set_text(route_, route_of(view_));

    Sentence sentence = briefing_of(view_);
    if (view_.phase == desk::CardPhase::AnsweredElsewhere)
        sentence = {view_.answered_by.empty()
                        ? _("A colleague answered this call")
                        : wxString::Format(_("%s answered this call"), text(view_.answered_by)),
                    Tone::Good};
    briefing_->set_tone(sentence.tone == Tone::Idle ? Tone::Neutral : sentence.tone);
    briefing_text_->SetForegroundColour(palette().shade(sentence.tone).strong);
    set_text(briefing_text_, sentence.text);
    set_text(last_, view_.last ? last_contact_line(*view_.last) : _("No earlier contact"));
    last_->SetForegroundColour(view_.last ? palette().text : palette().muted);
    const bool looking = view_.knowledge == desk::Knowledge::Looking;
    set_text(orders_, view_.orders ? orders_line(*view_.orders)
                      : looking    ? _("Looking for orders…")
                                   : _("No order info"));
    const bool ordered = view_.orders && view_.orders->total > 0;
    orders_->SetForegroundColour(ordered ? palette().text : palette().muted);
}

void CardWindow::paint_edge() {
    auto* ground = avatar_->GetParent();
    wxPaintDC dc(ground);
    const wxSize size = ground->GetClientSize();
    const Palette p = palette();
    dc.SetBrush(*wxTRANSPARENT_BRUSH);
    dc.SetPen(wxPen(p.line, FromDIP(1)));
    dc.DrawRectangle(0, 0, size.x, size.y);
    dc.SetPen(*wxTRANSPARENT_PEN);
    dc.SetBrush(wxBrush(p.shade(look_of(view_.phase).tone).solid));
    dc.DrawRectangle(0, 0, FromDIP(kEdge), size.y);
}

} // namespace sangdam::ui
