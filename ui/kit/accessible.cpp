// SPDX-License-Identifier: MIT

#include "kit/accessible.h"

#include <wx/window.h>

#ifdef __WXGTK__
#include <gtk/gtk.h>
#elif wxUSE_ACCESSIBILITY
#include <wx/access.h>

#include <utility>
#endif

namespace sangdam::ui {
namespace {

#ifdef __WXGTK__

AtkObject* accessible_of(wxWindow* control) {
    auto* widget = static_cast<GtkWidget*>(control->GetHandle());
    // Lists and multi-line texts are a scrolled window around the real widget.
    if (GTK_IS_SCROLLED_WINDOW(widget))
        if (auto* inner = gtk_bin_get_child(GTK_BIN(widget))) widget = inner;
    return gtk_widget_get_accessible(widget);
}

#elif wxUSE_ACCESSIBILITY

class NamedAccessible final : public wxAccessible {
public:
    NamedAccessible(wxWindow* window, wxString name)
        : wxAccessible(window), name_(std::move(name)) {}
    wxAccStatus GetName(int child, wxString* name) override {
        if (child != wxACC_SELF) return wxACC_NOT_IMPLEMENTED;
        *name = name_;
        return wxACC_OK;
    }

private:
    wxString name_;
};

#endif

} // namespace

void make_accessible(wxWindow* control, const char* id, const wxString& name) {
    control->SetName(wxString::FromUTF8(id));
#ifdef __WXGTK__
    atk_object_set_accessible_id(accessible_of(control), id);
#endif
    if (!name.empty()) say(control, name);
}

void say(wxWindow* control, const wxString& name) {
#ifdef __WXGTK__
    atk_object_set_name(accessible_of(control), name.utf8_str());
#elif wxUSE_ACCESSIBILITY
    control->SetAccessible(new NamedAccessible(control, name)); // The window owns it.
#else
    (void)control;
    (void)name;
#endif
}

} // namespace sangdam::ui
