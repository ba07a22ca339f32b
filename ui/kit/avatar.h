// SPDX-License-Identifier: MIT
//
// A round sign of a person: the family name's first letter, or a figure for somebody new. It only
// repeats what the name beside it says, so screen readers skip it. Window thread.
#pragma once

#include "kit/theme.h"

#include <wx/control.h>

namespace sangdam::ui {

class Avatar final : public wxControl {
public:
    Avatar(wxWindow* parent, int dip);

    void show_person(const wxString& name, Tone tone); // Empty name: the figure.

    bool AcceptsFocus() const override { return false; }

private:
    void paint();

    int dip_;
    wxString letter_;
    Tone tone_ = Tone::Neutral;
};

} // namespace sangdam::ui
