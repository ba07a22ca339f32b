// SPDX-License-Identifier: MIT

#include "kit/nudge.h"

#include <wx/app.h>
#include <wx/window.h>

#ifdef __WXMSW__
#include <wx/msw/wrapwin.h>
#endif

namespace sangdam::ui {

void nudge_modal_loops() {
#ifdef __WXMSW__
    if (const auto* top = wxTheApp != nullptr ? wxTheApp->GetTopWindow() : nullptr)
        ::PostMessageW(static_cast<HWND>(top->GetHandle()), WM_NULL, 0, 0);
#endif
}

} // namespace sangdam::ui
