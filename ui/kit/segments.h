// SPDX-License-Identifier: MIT
//
// One choice out of a few, all of them visible: one click instead of two. Native toggle buttons, so
// that keys and screen readers know them. Window thread.
#pragma once

#include "kit/theme.h"

#include <wx/panel.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

class wxToggleButton;
class wxWrapSizer;

namespace sangdam::ui {

class Segments final : public wxPanel {
public:
    struct Choice {
        std::string label; // What is stored.
        wxString shown;
        Tone tone = Tone::Neutral;
        std::string_view picture;

        friend bool operator==(const Choice&, const Choice&) = default;
    };
    enum class Width {
        Squeezed, // As its place allows: for columns that fill it.
        OfWords   // Never less than the widest word needs.
    };
    // The n-th button's id is "<id>.<n>", counted from 0.
    Segments(wxWindow* parent, std::string id, const wxString& name, Width = Width::Squeezed);

    void set_choices(const std::vector<Choice>&);
    void choose(const std::string& label); // Unknown or empty: none is chosen.
    std::string chosen() const;
    void on_choice(std::function<void(const std::string&)> told) { told_ = std::move(told); }

private:
    void pressed(std::size_t index);

    std::string id_;
    Width width_;
    std::vector<Choice> choices_;
    std::vector<wxToggleButton*> buttons_;
    std::function<void(const std::string&)> told_;
};

} // namespace sangdam::ui
