// SPDX-License-Identifier: MIT
//
// Our own line icons, drawn as SVG in kit/icons and embedded by the build. Window thread.
#pragma once

#include <wx/bmpbndl.h>
#include <wx/colour.h>
#include <wx/iconbndl.h>

#include <string>
#include <string_view>

namespace sangdam::ui {

// `name` is the file's name without ".svg"; an unknown one asserts and yields an empty bundle.
wxBitmapBundle icon(std::string_view name, const wxColour& colour, int dip = 18);

// The program's own, for title bars and task switchers.
wxIconBundle app_icons();

// The text of the drawing with its colour put in; empty when there is none of that name. Pure.
std::string coloured_svg(std::string_view name, const wxColour& colour);

} // namespace sangdam::ui
