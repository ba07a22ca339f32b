// SPDX-License-Identifier: MIT
//
// A word on a soft rounded ground: a grade, a state, a count. Window thread.
#pragma once

#include "kit/theme.h"

#include <wx/control.h>

#include <string_view>

namespace sangdam::ui {

class Badge final : public wxControl {
public:
    Badge(wxWindow* parent, const char* id);

    // An empty word takes no room. `picture`: a drawing of kit/icons, or empty.
    void show_word(const wxString& word, Tone tone, std::string_view picture = {});

    bool AcceptsFocus() const override { return false; }

protected:
    wxSize DoGetBestClientSize() const override;

private:
    void paint();

    wxString word_;
    Tone tone_ = Tone::Neutral;
    std::string_view picture_;
};

} // namespace sangdam::ui
