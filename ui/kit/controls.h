// SPDX-License-Identifier: MIT
//
// Native controls in the house's look, each born with its accessible id. Window thread; parents own
// them.
#pragma once

#include "kit/theme.h"

#include <wx/string.h>

#include <string_view>

class wxButton;
class wxChoice;
class wxComboBox;
class wxStaticText;
class wxTextCtrl;
class wxToggleButton;
class wxWindow;

namespace sangdam::ui {

enum class ButtonRole { Plain, Flat, Primary, Good, Bad };

// `picture` names a drawing of kit/icons, or is empty. A button without a label needs `name`.
wxButton* make_button(wxWindow* parent, const char* id, const wxString& label,
                      ButtonRole role = ButtonRole::Plain, std::string_view picture = {},
                      const wxString& name = {});
void set_picture(wxButton*, std::string_view picture, ButtonRole role);

wxToggleButton* make_toggle(wxWindow* parent, const char* id, const wxString& label, Tone tone,
                            std::string_view picture);

enum class Cut { Never, AtEnd }; // What happens to a text that is too long for its place.
wxStaticText* make_text(wxWindow* parent, const char* id, const wxString& label,
                        Type type = Type::Body, Cut cut = Cut::Never);
wxStaticText* make_muted(wxWindow* parent, const wxString& label, Type type = Type::Small);

// Changes the label, and the layout only when it really changed. A cut text keeps the whole of it
// as its tooltip.
void set_text(wxStaticText*, const wxString& label);

wxTextCtrl* make_field(wxWindow* parent, const char* id, const wxString& name, long style = 0);

wxChoice* make_choice(wxWindow* parent, const char* id, const wxString& name);
wxComboBox* make_combo(wxWindow* parent, const char* id, const wxString& name); // Typed or chosen.

} // namespace sangdam::ui
