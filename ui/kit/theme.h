// SPDX-License-Identifier: MIT
//
// Colours and type sizes, for light and for dark. Texts keep a contrast of 4.5 on their grounds
// (WCAG 2.1 §1.4.3; tests/unit/ui holds us to it). Window thread.
#pragma once

#include <wx/colour.h>
#include <wx/font.h>

class wxWindow;

namespace sangdam::ui {

// What a colour means. Never alone: a word or a shape beside it says the same.
enum class Tone { Neutral, Accent, Good, Warn, Bad, Idle };

struct Palette {
    wxColour window;  // Behind everything.
    wxColour surface; // Sections and cards.
    wxColour raised;  // Bars inside a section.
    wxColour line;
    wxColour text;
    wxColour muted; // Second-rank text.

    struct Shade {
        wxColour strong; // Text or shape on `surface`, `raised` and `soft`.
        wxColour soft;   // Ground of a badge or a notice.
        wxColour solid;  // Ground of a button …
        wxColour on;     // … and the text on it.
    };
    Shade neutral, accent, good, warn, bad, idle;

    Shade shade(Tone) const; // By value: the palette itself is usually a passing one.
};

Palette palette_for(bool dark);
Palette palette(); // As the desktop is set now.

double contrast(const wxColour& text, const wxColour& ground); // WCAG 2.1: 1 … 21.

enum class Type {
    Display, // The caller's name.
    Title,   // A window's or a customer's heading.
    Heading, // A section.
    Body,
    Small,
    Strong // Body, bold.
};
wxFont font_for(const wxWindow&, Type);

} // namespace sangdam::ui
