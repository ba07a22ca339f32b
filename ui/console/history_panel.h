// SPDX-License-Identifier: MIT
//
// All that happened between this customer and us, newest first; what was not answered stands out
// (guide S6, S9). Window thread.
#pragma once

#include "base/clock.h"
#include "desk/customer_desk.h"

#include <wx/panel.h>

#include <functional>
#include <vector>

class wxButton;
class wxStaticText;

namespace sangdam::ui {

class Badge;
class RowList;

class HistoryPanel final : public wxPanel {
public:
    HistoryPanel(wxWindow* parent, desk::CustomerDesk& customer, const base::Clock& clock,
                 std::function<void(const core::HistoryEntry&)> open);

private:
    void show(const desk::CustomerView&);

    desk::CustomerDesk& customer_;
    const base::Clock& clock_;
    Badge* count_;
    RowList* rows_;
    wxStaticText* nothing_;
    wxButton* more_;
    std::vector<core::HistoryEntry> shown_;
    desk::Subscription watching_;
};

} // namespace sangdam::ui
