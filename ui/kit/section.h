// SPDX-License-Identifier: MIT
//
// A calm rounded ground for things that belong together. Window thread.
#pragma once

#include "kit/theme.h"

#include <wx/panel.h>

namespace sangdam::ui {

class Section final : public wxPanel {
public:
    enum class Ground { Surface, Raised };
    explicit Section(wxWindow* parent, Ground ground = Ground::Surface);

    void set_tone(Tone tone); // Soft ground of that tone instead; Neutral takes the usual one.

private:
    void paint();

    Ground ground_;
    Tone tone_ = Tone::Neutral;
};

} // namespace sangdam::ui
