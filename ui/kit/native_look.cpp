// SPDX-License-Identifier: MIT

#include "kit/native_look.h"

#include "kit/theme.h"

#include <wx/toplevel.h>

#ifdef __WXGTK__
#include <gtk/gtk.h>

#include <pango/pango.h>
#endif
#ifdef __WXMSW__
#include <wx/msw/wrapwin.h>
#endif

#include <string>
#include <string_view>

namespace sangdam::ui {

#ifdef __WXGTK__
namespace {

std::string hex(const wxColour& colour) {
    return colour.GetAsString(wxC2S_HTML_SYNTAX).utf8_string();
}

// A filled button in the colour of what it does.
std::string solid(std::string_view role, const Palette::Shade& shade, const Palette& p) {
    const std::string b = "button." + std::string(role);
    const std::string ground = hex(shade.solid);
    return b + "{background-image:none;background-color:" + ground + ";border-color:" + ground +
           ";color:" + hex(shade.on) + ";font-weight:bold}" +          //
           b + ":hover{background-color:shade(" + ground + ",1.12)}" + //
           b + ":active{background-color:shade(" + ground + ",0.9)}" + //
           b + ":disabled{background-color:" + hex(p.raised) + ";border-color:" + hex(p.line) +
           ";color:" + hex(p.muted) + "}";
}

// A choice that shows by its ground, its border and its weight that it was made.
std::string chosen(std::string_view role, const Palette::Shade& shade) {
    return "button." + std::string(role) +
           ":checked{background-image:none;background-color:" + hex(shade.soft) +
           ";border-color:" + hex(shade.strong) + ";color:" + hex(shade.strong) +
           ";font-weight:bold}";
}

std::string style_sheet() {
    const Palette p = palette();
    const std::string all = "button.sdc-button";
    std::string css =
        all +
        "{border-radius:6px;padding:4px 10px;min-height:24px;text-shadow:none;"
        "-gtk-icon-shadow:none;box-shadow:none}" +
        "button.sdc-plain{background-image:none;background-color:" + hex(p.surface) +
        ";border-color:" + hex(p.line) + ";color:" + hex(p.text) + "}" +
        "button.sdc-plain:hover{background-color:" + hex(p.neutral.soft) + "}" +
        "button.sdc-plain:active{background-color:" + hex(p.line) + "}" +
        "button.sdc-plain:disabled{color:alpha(" + hex(p.muted) +
        ",0.55);background-color:" + hex(p.raised) + "}" +
        "button.sdc-flat{background-image:none;background-color:transparent;"
        "border-color:transparent;color:" +
        hex(p.text) + "}" + "button.sdc-flat:hover{background-color:" + hex(p.neutral.soft) + "}" +
        "button.sdc-flat:disabled{color:alpha(" + hex(p.muted) + ",0.55)}" +
        "combobox.sdc-choice button{border-radius:6px;background-image:none;background-color:" +
        hex(p.surface) + ";border-color:" + hex(p.line) + ";color:" + hex(p.text) +
        ";box-shadow:none;text-shadow:none;padding:2px 8px;min-height:26px}" +
        "combobox.sdc-choice button:hover{background-color:" + hex(p.neutral.soft) + "}" +
        "combobox.sdc-choice button:disabled{background-color:" + hex(p.raised) +
        ";color:" + hex(p.muted) + "}" +
        "entry{border-radius:6px}"
        "scrolledwindow.sdc-note{border-radius:6px;border:1px solid " +
        hex(p.line) + "}" +
        "scrolledwindow.sdc-note textview{padding:6px;background-color:transparent}";
    // Room to breathe between rows; the list's ground is the section's.
    css += ".sdc-list{-GtkTreeView-vertical-separator:9;-GtkTreeView-horizontal-separator:10}"
           ".sdc-list treeview.view{background-color:" +
           hex(p.surface) +
           "}"
           // Said again, because the line above outranks the theme's own chosen row.
           ".sdc-list treeview.view:selected{background-color:" +
           hex(p.accent.soft) + ";color:" + hex(p.text) + "}";
    css += solid("sdc-primary", p.accent, p) + solid("sdc-good", p.good, p) +
           solid("sdc-bad", p.bad, p);
    css += chosen("sdc-choose-accent", p.accent) + chosen("sdc-choose-good", p.good) +
           chosen("sdc-choose-bad", p.bad) + chosen("sdc-choose-warn", p.warn) +
           chosen("sdc-choose-neutral", p.neutral);
    return css;
}

// Without a settings daemon GTK says "Sans", whose Latin face has no Hangul: two faces of different
// weight in one line. What a person has chosen is never touched.
void choose_hangul_face(GtkSettings* settings) {
    gchar* now = nullptr;
    g_object_get(settings, "gtk-font-name", &now, nullptr);
    const std::string_view current = now != nullptr ? now : "";
    const bool untouched = current.empty() || current.starts_with("Sans ") ||
                           current.starts_with("Cantarell ") || current.starts_with("DejaVu");
    g_free(now);
    if (!untouched) return;
    PangoContext* context = gdk_pango_context_get();
    PangoFontFamily** families = nullptr;
    int count = 0;
    pango_context_list_families(context, &families, &count);
    const char* found = nullptr;
    for (const char* wanted : {"Pretendard", "NanumBarunGothic", "Noto Sans CJK KR", "NanumGothic"})
        for (int i = 0; found == nullptr && i < count; ++i)
            if (std::string_view(pango_font_family_get_name(families[i])) == wanted) found = wanted;
    g_free(families);
    g_object_unref(context);
    if (found != nullptr)
        g_object_set(settings, "gtk-font-name", (std::string(found) + " 10").c_str(), nullptr);
}

} // namespace

void start_native_look() {
    GtkSettings* settings = gtk_settings_get_default();
    if (settings == nullptr) return; // No display.
    choose_hangul_face(settings);
    // A person who needs high contrast gets the desktop's own buttons.
    gchar* theme = nullptr;
    g_object_get(settings, "gtk-theme-name", &theme, nullptr);
    const bool high_contrast =
        theme != nullptr && std::string_view(theme).find("HighContrast") != std::string_view::npos;
    g_free(theme);
    if (high_contrast) return;
    GtkCssProvider* provider = gtk_css_provider_new();
    gtk_css_provider_load_from_data(provider, style_sheet().c_str(), -1, nullptr);
    gtk_style_context_add_provider_for_screen(gdk_screen_get_default(),
                                              GTK_STYLE_PROVIDER(provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
    g_object_unref(provider);
}

void add_style(wxWindow* control, const char* role) {
    auto* widget = static_cast<GtkWidget*>(control->GetHandle());
    gtk_style_context_add_class(gtk_widget_get_style_context(widget), role);
}

void never_take_focus(wxTopLevelWindow* window) {
    auto* gtk = GTK_WINDOW(static_cast<GtkWidget*>(window->GetHandle()));
    gtk_window_set_accept_focus(gtk, FALSE);
    gtk_window_set_focus_on_map(gtk, FALSE);
    gtk_window_set_type_hint(gtk, GDK_WINDOW_TYPE_HINT_NOTIFICATION);
    gtk_window_set_keep_above(gtk, TRUE);
    gtk_window_stick(gtk); // On every virtual desktop: the call is for the person, not for one.
}

#else

void start_native_look() {}

void add_style(wxWindow*, const char*) {}

void never_take_focus(wxTopLevelWindow* window) {
#ifdef __WXMSW__
    const auto handle = static_cast<HWND>(window->GetHandle());
    ::SetWindowLongPtrW(handle, GWL_EXSTYLE,
                        ::GetWindowLongPtrW(handle, GWL_EXSTYLE) | WS_EX_NOACTIVATE);
#else
    (void)window;
#endif
}

#endif

} // namespace sangdam::ui
