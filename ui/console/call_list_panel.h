// SPDX-License-Identifier: MIT
//
// My calls (콜 목록), newest first, with a filter and a search (guide S10). Window thread.
#pragma once

#include "base/clock.h"
#include "desk/call_list.h"
#include "desk/customer_desk.h"

#include <wx/panel.h>

#include <functional>

class wxButton;
class wxChoice;
class wxStaticText;
class wxTextCtrl;

namespace sangdam::ui {

class RowList;

class CallListPanel final : public wxPanel {
public:
    struct Wishes {
        std::function<void(const desk::CallRow&)> look_at;  // A click: the customer.
        std::function<void(const desk::CallRow&)> write_up; // Enter: the wrap-up.
    };
    CallListPanel(wxWindow* parent, desk::CallList& calls, const base::Clock& clock, Wishes wishes);

private:
    void show(const desk::CallListView&);
    const desk::CallRow* row_of(const std::string& key) const;

    desk::CallList& calls_;
    const base::Clock& clock_;
    Wishes wishes_;
    wxChoice* period_;
    wxChoice* filter_;
    wxButton* more_;
    wxTextCtrl* search_;
    RowList* rows_;
    wxStaticText* nothing_;
    std::vector<desk::CallRow> shown_;
    desk::Subscription watching_;
};

} // namespace sangdam::ui
