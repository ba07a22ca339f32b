// SPDX-License-Identifier: MIT
//
// What the agent writes down about a call (guide S14): four clicks or all by keyboard. Every change
// goes to the presenter at once; nothing waits for [저장]. Window thread.
#pragma once

#include "desk/wrap_up_desk.h"

#include <wx/panel.h>

#include <string>
#include <vector>

class wxButton;
class wxChoice;
class wxStaticText;
class wxTextCtrl;

namespace sangdam::ui {

class Notice;
class Section;
class Segments;
class WrapUpFoot;

class WrapUpPanel final : public wxPanel {
public:
    WrapUpPanel(wxWindow* parent, desk::WrapUpDesk& wrap_up);

private:
    void build_form(wxWindow* parent);
    void bind();
    void show(const desk::WrapUpView&);
    void show_frequent(const desk::WrapUpView&);
    void show_choices(const core::WrapUpChoices&);
    void show_values(const core::WrapUp&);
    void show_trouble(const desk::WrapUpForm&);

    desk::WrapUpDesk& wrap_up_;
    Section* section_;
    wxStaticText* heading_;
    wxStaticText* nothing_;
    wxPanel* form_;
    wxChoice* category_ = nullptr;
    Segments* frequent_ = nullptr;
    std::vector<core::CategoryId> frequent_ids_;
    Segments* emotion_ = nullptr;
    wxChoice* grade_ = nullptr;
    Segments* status_ = nullptr;
    wxTextCtrl* note_ = nullptr;
    Notice* trouble_ = nullptr;
    wxPanel* conflict_ = nullptr;
    WrapUpFoot* foot_ = nullptr;
    core::WrapUpChoices choices_;
    std::vector<core::CategoryId> categories_; // As the choice lists them; [0] is "none".
    desk::Subscription watching_;
};

} // namespace sangdam::ui
