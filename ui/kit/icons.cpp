// SPDX-License-Identifier: MIT

#include "kit/icons.h"

#include "kit/icon_files.h"
#include "kit/theme.h"

#include <wx/debug.h>

#include <algorithm>
#include <string>

namespace sangdam::ui {
namespace {

constexpr std::string_view kPlaceholder = "currentColor";

std::string_view drawing(std::string_view name) {
    const auto files = icon_files();
    const auto found = std::ranges::find(files, name, &IconFile::name);
    return found == files.end() ? std::string_view{} : found->svg;
}

} // namespace

std::string coloured_svg(std::string_view name, const wxColour& colour) {
    std::string svg{drawing(name)};
    const std::string hex = colour.GetAsString(wxC2S_HTML_SYNTAX).utf8_string();
    for (auto at = svg.find(kPlaceholder); at != std::string::npos;
         at = svg.find(kPlaceholder, at + hex.size()))
        svg.replace(at, kPlaceholder.size(), hex);
    return svg;
}

wxBitmapBundle icon(std::string_view name, const wxColour& colour, int dip) {
    const auto svg = coloured_svg(name, colour);
    wxCHECK(!svg.empty(), wxBitmapBundle());
    return wxBitmapBundle::FromSVG(svg.c_str(), wxSize(dip, dip));
}

wxIconBundle app_icons() {
    wxIconBundle all;
    for (const int side : {16, 20, 24, 32, 48, 64}) {
        wxIcon each;
        each.CopyFromBitmap(
            icon("app", palette_for(false).accent.solid, side).GetBitmap(wxSize(side, side)));
        all.AddIcon(each);
    }
    return all;
}

} // namespace sangdam::ui
