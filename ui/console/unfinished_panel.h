// SPDX-License-Identifier: MIT
//
// 미작성 후처리: the forms of calls that are over and not written up. Gone when there are none.
// Window thread.
#pragma once

#include "base/clock.h"
#include "desk/wrap_up_desk.h"

#include <wx/panel.h>

namespace sangdam::ui {

class Badge;
class RowList;

class UnfinishedPanel final : public wxPanel {
public:
    UnfinishedPanel(wxWindow* parent, desk::WrapUpDesk& wrap_up, const base::Clock& clock);

private:
    void show(const desk::WrapUpView&);

    const base::Clock& clock_;
    Badge* count_;
    RowList* rows_;
    std::vector<desk::Unfinished> shown_;
    desk::Subscription watching_;
};

} // namespace sangdam::ui
