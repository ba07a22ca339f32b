// SPDX-License-Identifier: MIT
//
// The settings page "Handset": the devices, a live test of keys and lamps, and the lesson. Decides
// nothing; desk::HandsetPage knows. Window thread.
#pragma once

#include "desk/handset_page.h"

#include <wx/frame.h>

#include <map>
#include <string>
#include <vector>

class wxButton;
class wxChoice;
class wxPanel;
class wxSizer;
class wxStaticText;
class wxToggleButton;

namespace sangdam::ui {

class Notice;
class RowList;

class HandsetPageWindow final : public wxFrame {
public:
    explicit HandsetPageWindow(desk::HandsetPage& page); // Must outlive it.

    void open(); // Shows it and listens to the handsets; closing the window ends both.

private:
    wxSizer* teach_row(wxWindow* parent);
    void bind();
    void show(const desk::HandsetPageView&);
    void show_devices(const desk::HandsetPageView&);
    void show_keys(const desk::HandsetPageView&);
    void show_lamps(const desk::HandsetPageView&);
    void show_lesson(const desk::HandsetPageView&);

    desk::HandsetPage& page_;
    wxPanel* ground_;
    wxChoice* devices_;
    wxStaticText* about_;
    Notice* state_;
    RowList* keys_;
    wxStaticText* last_;
    wxPanel* lamps_;
    Notice* lesson_;
    wxButton *teach_, *yes_, *no_, *skip_, *cancel_, *forget_;
    std::map<std::string, wxToggleButton*> lamp_buttons_; // By role.
    desk::HandsetPageView shown_;
    desk::Subscription watching_;
};

} // namespace sangdam::ui
