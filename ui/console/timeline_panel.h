// SPDX-License-Identifier: MIT
//
// [고객 히스토리]: what this customer lived through with us, newest first, each with its wrap-up
// and note; attempts that nobody answered stand out (guide S6). Window thread.
#pragma once

#include "base/clock.h"
#include "desk/customer_desk.h"

#include <wx/panel.h>

#include <functional>
#include <vector>

class wxStaticText;

namespace sangdam::ui {

class RowList;
class Segments;

class TimelinePanel final : public wxPanel {
public:
    TimelinePanel(wxWindow* parent, desk::CustomerDesk& customer, const base::Clock& clock,
                  std::function<void(const core::HistoryEntry&)> open);

private:
    void show();

    desk::CustomerDesk& customer_;
    const base::Clock& clock_;
    Segments* filter_;
    RowList* rows_;
    wxStaticText* nothing_;
    std::vector<core::HistoryEntry> shown_;
    desk::Subscription watching_;
};

} // namespace sangdam::ui
