// SPDX-License-Identifier: MIT
//
// Under the wrap-up form: how much after-call time is left, where the text is by now, and [저장].
// Window thread.
#pragma once

#include "desk/wrap_up_desk.h"

#include <wx/panel.h>

class wxButton;
class wxStaticText;

namespace sangdam::ui {

class WrapUpFoot final : public wxPanel {
public:
    WrapUpFoot(wxWindow* parent, desk::WrapUpDesk& wrap_up);

    void show(const desk::WrapUpForm&);

private:
    wxStaticText* countdown_;
    wxButton* extend_;
    wxStaticText* kept_;
    wxButton* save_;
};

} // namespace sangdam::ui
