// SPDX-License-Identifier: MIT
//
// Ctrl+K: type a name or the last four digits, choose with the arrows, Enter. Window thread.
#pragma once

#include "desk/customer_finder.h"

#include <wx/frame.h>

#include <functional>
#include <vector>

class wxStaticText;
class wxTextCtrl;

namespace sangdam::ui {

class RowList;

class FindWindow final : public wxFrame {
public:
    FindWindow(desk::CustomerFinder& finder, std::function<void(const core::Customer&)> chosen);
    void open();

private:
    void show(const desk::FinderView&);
    void choose(const std::string& key);
    void close();

    desk::CustomerFinder& finder_;
    std::function<void(const core::Customer&)> chosen_;
    wxTextCtrl* typed_;
    RowList* rows_;
    wxStaticText* hint_;
    std::vector<core::Customer> shown_;
    desk::Subscription watching_;
};

} // namespace sangdam::ui
