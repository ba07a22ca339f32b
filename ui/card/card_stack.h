// SPDX-License-Identifier: MIT
//
// All pop-up cards: bottom right of the screen that has the mouse, one per call, the newest lowest.
// One window is always kept ready, because making one takes longer than a caller's first ring may
// wait. Window thread.
#pragma once

#include "card/card_window.h"
#include "desk/call_controls.h"
#include "desk/screen_pop.h"

#include <wx/gdicmn.h>

#include <functional>
#include <memory>
#include <vector>

namespace sangdam::ui {

// Where the cards lead to.
struct CardDoors {
    std::function<void(const desk::CardView&)> details; // [상세 보기]
};

class CardStack {
public:
    // Both presenters must outlive it.
    CardStack(desk::ScreenPop& cards, desk::CallControls& controls, CardDoors doors);
    ~CardStack();

private:
    CardWindow* make();
    CardWindow* window_of(core::CallId) const;
    void show(const desk::CardsView&);
    void place() const;

    desk::ScreenPop& cards_;
    desk::CallControls& controls_;
    CardDoors doors_;
    CardWindow* spare_ = nullptr;
    std::vector<CardWindow*> shown_; // As desk::CardsView is ordered. Destroyed by us.
    wxRect area_; // Chosen when the first card came: cards do not run after the mouse.
    desk::Subscription watching_;
    std::shared_ptr<int> alive_ = std::make_shared<int>(0); // Posted work looks here first.
};

} // namespace sangdam::ui
