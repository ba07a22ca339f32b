// SPDX-License-Identifier: MIT
//
// One pop-up card: who calls, and what went wrong last time. Every line has its place from the
// first moment, so that what comes later moves nothing. Never takes the focus. Window thread.
#pragma once

#include "desk/screen_pop.h"

#include <wx/frame.h>

#include <functional>

class wxButton;
class wxStaticBitmap;
class wxStaticText;

namespace sangdam::ui {

class Avatar;
class Badge;
class Section;

// What may be wished for with the card's buttons.
struct CardWishes {
    std::function<void(core::CallId)> answer;
    std::function<void(core::CallId)> decline;
    std::function<void(core::CallId)> hang_up;
    std::function<void(const desk::CardView&)> details;
    std::function<void(const core::PhoneNumber&)> call_back;
    std::function<void(core::CallId)> close;
};

class CardWindow final : public wxFrame {
public:
    explicit CardWindow(CardWishes wishes);

    void show_card(const desk::CardView&); // Fills it; the stack decides where and when it is seen.
    core::CallId call() const { return view_.call; }

private:
    void build();
    wxSizer* build_head();
    wxSizer* build_buttons();
    void show_phase();
    void show_customer();
    void paint_edge();

    CardWishes wishes_;
    desk::CardView view_;
    Avatar* avatar_ = nullptr;
    wxStaticText* name_ = nullptr;
    Badge* grade_ = nullptr;
    Badge* phase_ = nullptr;
    wxStaticText* number_ = nullptr;
    wxStaticText* timer_ = nullptr;
    wxStaticText* route_ = nullptr;
    Section* briefing_ = nullptr;
    wxStaticText* briefing_text_ = nullptr;
    wxStaticText* last_ = nullptr;
    wxStaticText* orders_ = nullptr;
    wxButton* answer_ = nullptr;
    wxButton* decline_ = nullptr;
    wxButton* hang_up_ = nullptr;
    wxButton* call_back_ = nullptr;
    wxButton* close_ = nullptr;
};

} // namespace sangdam::ui
