// SPDX-License-Identifier: MIT

#include "kit/theme.h"

#include <wx/settings.h>
#include <wx/window.h>

#include <algorithm>
#include <cmath>

namespace sangdam::ui {
namespace {

wxColour rgb(unsigned hex) {
    return wxColour(static_cast<unsigned char>(hex >> 16U), static_cast<unsigned char>(hex >> 8U),
                    static_cast<unsigned char>(hex));
}

Palette light() {
    return {rgb(0xF2F4F7),
            rgb(0xFFFFFF),
            rgb(0xF7F9FB),
            rgb(0xDFE4EA),
            rgb(0x1B2430),
            rgb(0x5B6675),
            {rgb(0x3C4756), rgb(0xEBEEF2), rgb(0x4B5666), rgb(0xFFFFFF)},
            {rgb(0x1D5BBF), rgb(0xE4EDFB), rgb(0x1D5BBF), rgb(0xFFFFFF)},
            {rgb(0x12713F), rgb(0xE0F3E8), rgb(0x16794A), rgb(0xFFFFFF)},
            {rgb(0x8A5200), rgb(0xFDF0D5), rgb(0x8F5600), rgb(0xFFFFFF)},
            {rgb(0xB3261E), rgb(0xFCE8E6), rgb(0xC5352B), rgb(0xFFFFFF)},
            {rgb(0x5B6675), rgb(0xEBEEF2), rgb(0x6B7686), rgb(0xFFFFFF)}};
}

Palette dark() {
    return {rgb(0x1E2125),
            rgb(0x2A2E33),
            rgb(0x31363C),
            rgb(0x444A52),
            rgb(0xECEFF3),
            rgb(0xAEB7C2),
            {rgb(0xD5DBE3), rgb(0x3A4048), rgb(0x5A6472), rgb(0xFFFFFF)},
            {rgb(0x8DB8FF), rgb(0x26384F), rgb(0x2F6BD0), rgb(0xFFFFFF)},
            {rgb(0x6FD49B), rgb(0x1F3D2D), rgb(0x1B7F4E), rgb(0xFFFFFF)},
            {rgb(0xF2C063), rgb(0x453618), rgb(0x946000), rgb(0xFFFFFF)},
            {rgb(0xFF9B92), rgb(0x4C2725), rgb(0xC5352B), rgb(0xFFFFFF)},
            {rgb(0xAEB7C2), rgb(0x3A4048), rgb(0x5F6A78), rgb(0xFFFFFF)}};
}

double linear(unsigned char channel) {
    const double c = channel / 255.0;
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(const wxColour& c) {
    return 0.2126 * linear(c.Red()) + 0.7152 * linear(c.Green()) + 0.0722 * linear(c.Blue());
}

} // namespace

Palette::Shade Palette::shade(Tone tone) const {
    switch (tone) {
    case Tone::Neutral: return neutral;
    case Tone::Accent: return accent;
    case Tone::Good: return good;
    case Tone::Warn: return warn;
    case Tone::Bad: return bad;
    case Tone::Idle: return idle;
    }
    return neutral;
}

Palette palette_for(bool is_dark) { return is_dark ? dark() : light(); }

Palette palette() { return palette_for(wxSystemSettings::GetAppearance().IsUsingDarkBackground()); }

double contrast(const wxColour& text, const wxColour& ground) {
    const double one = luminance(text);
    const double other = luminance(ground);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

wxFont font_for(const wxWindow& window, Type type) {
    // From the system's font, so that a person who enlarged it is obeyed.
    wxFont font = wxSystemSettings::GetFont(wxSYS_DEFAULT_GUI_FONT);
    if (!font.IsOk()) font = window.GetFont();
    switch (type) {
    case Type::Display: return font.Scaled(1.9F).Bold();
    case Type::Title: return font.Scaled(1.45F).Bold();
    case Type::Heading: return font.Scaled(1.1F).Bold();
    case Type::Body: return font;
    case Type::Small: return font.Scaled(0.9F);
    case Type::Strong: return font.Bold();
    }
    return font;
}

} // namespace sangdam::ui
