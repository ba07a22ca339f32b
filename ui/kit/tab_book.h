// SPDX-License-Identifier: MIT
//
// A few pages, one of them seen, chosen with toggle buttons above: they look the same on every
// platform, wear counts, and are reached by Tab and by Ctrl+1 … Window thread.
#pragma once

#include <wx/panel.h>

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

class wxSimplebook;
class wxSizer;
class wxToggleButton;

namespace sangdam::ui {

class TabBook final : public wxPanel {
public:
    TabBook(wxWindow* parent, std::string id);

    wxWindow* book() const;                                   // Parent of the pages.
    void add(const wxString& title, wxWindow* page);          // The first one is shown.
    void set_title(std::size_t index, const wxString& title); // With a count, say.
    void show_page(std::size_t index);                        // Out of range: nothing happens.
    std::size_t shown() const;
    void on_shown(std::function<void()> told) { told_ = std::move(told); } // After a page changed.

private:
    std::string id_;
    wxSizer* heads_;
    wxSimplebook* book_;
    std::vector<wxToggleButton*> buttons_;
    std::function<void()> told_;
};

} // namespace sangdam::ui
