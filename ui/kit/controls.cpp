// SPDX-License-Identifier: MIT

#include "kit/controls.h"

#include "kit/accessible.h"
#include "kit/icons.h"
#include "kit/native_look.h"

#include <wx/button.h>
#include <wx/choice.h>
#include <wx/combobox.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>
#include <wx/tglbtn.h>

#include <algorithm>

namespace sangdam::ui {
namespace {

constexpr int kButtonHeight = 32;

const char* style_of(ButtonRole role) {
    switch (role) {
    case ButtonRole::Plain: return "sdc-plain";
    case ButtonRole::Flat: return "sdc-flat";
    case ButtonRole::Primary: return "sdc-primary";
    case ButtonRole::Good: return "sdc-good";
    case ButtonRole::Bad: return "sdc-bad";
    }
    return "sdc-plain";
}

const char* style_of(Tone tone) {
    switch (tone) {
    case Tone::Good: return "sdc-choose-good";
    case Tone::Bad: return "sdc-choose-bad";
    case Tone::Warn: return "sdc-choose-warn";
    case Tone::Accent: return "sdc-choose-accent";
    case Tone::Neutral:
    case Tone::Idle: break;
    }
    return "sdc-choose-neutral";
}

wxColour ink(ButtonRole role) {
    const Palette p = palette();
    switch (role) {
    case ButtonRole::Primary: return p.accent.on;
    case ButtonRole::Good: return p.good.on;
    case ButtonRole::Bad: return p.bad.on;
    case ButtonRole::Plain:
    case ButtonRole::Flat: break;
    }
    return p.text;
}

// Where there is no style sheet the toolkit's own colours do the same.
void colour_natively([[maybe_unused]] wxButton* button, [[maybe_unused]] ButtonRole role) {
#ifndef __WXGTK__
    const Palette p = palette();
    if (role == ButtonRole::Plain || role == ButtonRole::Flat) return;
    const Tone tone = role == ButtonRole::Good  ? Tone::Good
                      : role == ButtonRole::Bad ? Tone::Bad
                                                : Tone::Accent;
    button->SetBackgroundColour(p.shade(tone).solid);
    button->SetForegroundColour(p.shade(tone).on);
#endif
}

// The toolkit's exact fit leaves no air around the words.
class AiryButton final : public wxButton {
public:
    using wxButton::wxButton;

protected:
    wxSize DoGetBestSize() const override {
        wxSize size = wxButton::DoGetBestSize();
        size.x += GetLabel().empty() ? FromDIP(8) : FromDIP(20);
        size.y = std::max(size.y, FromDIP(kButtonHeight));
        return size;
    }
};

class AiryToggle final : public wxToggleButton {
public:
    using wxToggleButton::wxToggleButton;

protected:
    wxSize DoGetBestSize() const override {
        wxSize size = wxToggleButton::DoGetBestSize();
        size.y = FromDIP(kButtonHeight);
        return size;
    }
};

} // namespace

wxButton* make_button(wxWindow* parent, const char* id, const wxString& label, ButtonRole role,
                      std::string_view picture, const wxString& name) {
    const long style = label.empty() ? wxBU_EXACTFIT | wxBU_NOTEXT : wxBU_EXACTFIT;
    auto* button = new AiryButton(parent, wxID_ANY, label, wxDefaultPosition, wxDefaultSize, style);
    add_style(button, "sdc-button");
    add_style(button, style_of(role));
    colour_natively(button, role);
    if (!picture.empty()) set_picture(button, picture, role);
    if (label.empty()) button->SetToolTip(name);
    make_accessible(button, id, name);
    button->InvalidateBestSize();
    return button;
}

void set_picture(wxButton* button, std::string_view picture, ButtonRole role) {
    button->SetBitmap(icon(picture, ink(role), 16));
    button->SetBitmapDisabled(icon(picture, palette().line, 16));
    button->SetBitmapMargins(button->FromDIP(wxSize(3, 0)));
}

wxToggleButton* make_toggle(wxWindow* parent, const char* id, const wxString& label, Tone tone,
                            std::string_view picture) {
    auto* toggle =
        new AiryToggle(parent, wxID_ANY, label, wxDefaultPosition, wxDefaultSize, wxBU_EXACTFIT);
    add_style(toggle, "sdc-button");
    add_style(toggle, "sdc-plain");
    add_style(toggle, "sdc-toggle");
    add_style(toggle, style_of(tone));
    if (!picture.empty()) {
        toggle->SetBitmap(icon(picture, palette().shade(tone).strong, 16));
        toggle->SetBitmapDisabled(icon(picture, palette().line, 16));
        toggle->SetBitmapMargins(toggle->FromDIP(wxSize(3, 0)));
    }
    make_accessible(toggle, id, label);
    toggle->InvalidateBestSize();
    return toggle;
}

wxStaticText* make_text(wxWindow* parent, const char* id, const wxString& label, Type type,
                        Cut cut) {
    const long style = cut == Cut::AtEnd ? wxST_ELLIPSIZE_END : 0L;
    auto* text = new wxStaticText(parent, wxID_ANY, label, wxDefaultPosition, wxDefaultSize, style);
    text->SetFont(font_for(*text, type));
    text->SetForegroundColour(palette().text);
    make_accessible(text, id);
    return text;
}

wxStaticText* make_muted(wxWindow* parent, const wxString& label, Type type) {
    auto* text = new wxStaticText(parent, wxID_ANY, label);
    text->SetFont(font_for(*text, type));
    text->SetForegroundColour(palette().muted);
    return text;
}

void set_text(wxStaticText* control, const wxString& label) {
    if (control->GetLabelText() == label) return;
    control->SetLabelText(label);
    if (control->HasFlag(wxST_ELLIPSIZE_END)) control->SetToolTip(label);
    if (auto* parent = control->GetParent()) parent->Layout();
}

wxTextCtrl* make_field(wxWindow* parent, const char* id, const wxString& name, long style) {
    auto* field = new wxTextCtrl(parent, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, style);
    if ((style & wxTE_MULTILINE) == 0)
        field->SetMinSize(parent->FromDIP(wxSize(60, kButtonHeight)));
    else
        add_style(field, "sdc-note");
    make_accessible(field, id, name);
    return field;
}

wxChoice* make_choice(wxWindow* parent, const char* id, const wxString& name) {
    auto* choice = new wxChoice(parent, wxID_ANY);
    add_style(choice, "sdc-choice");
    make_accessible(choice, id, name);
    return choice;
}

wxComboBox* make_combo(wxWindow* parent, const char* id, const wxString& name) {
    auto* combo = new wxComboBox(parent, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, 0, nullptr,
                                 wxTE_PROCESS_ENTER);
    add_style(combo, "sdc-choice");
    make_accessible(combo, id, name);
    return combo;
}

} // namespace sangdam::ui
