// SPDX-License-Identifier: MIT

#include "card/card_stack.h"

#include "kit/spacing.h"

#include <wx/app.h>
#include <wx/display.h>
#include <wx/utils.h>

#include <algorithm>
#include <utility>

namespace sangdam::ui {
namespace {

wxRect screen_with_mouse() {
    const int at = wxDisplay::GetFromPoint(wxGetMousePosition());
    return wxDisplay(at == wxNOT_FOUND ? 0U : static_cast<unsigned>(at)).GetClientArea();
}

} // namespace

CardStack::CardStack(desk::ScreenPop& cards, desk::CallControls& controls, CardDoors doors)
    : cards_(cards), controls_(controls), doors_(std::move(doors)), spare_(make()) {
    watching_ = cards_.watch([this](const desk::CardsView& view) { show(view); });
    show(cards_.view());
}

CardStack::~CardStack() {
    for (auto* window : shown_) window->Destroy();
    if (spare_ != nullptr) spare_->Destroy();
}

CardWindow* CardStack::make() {
    CardWishes wishes;
    wishes.answer = [this](core::CallId id) { controls_.answer(id); };
    wishes.decline = [this](core::CallId id) { controls_.decline(id); };
    wishes.hang_up = [this](core::CallId id) { controls_.hang_up(id); };
    wishes.close = [this](core::CallId id) { cards_.close(id); };
    wishes.details = [this](const desk::CardView& view) { doors_.details(view); };
    wishes.call_back = [this](const core::PhoneNumber& number) { controls_.dial(number.key()); };
    return new CardWindow(std::move(wishes));
}

CardWindow* CardStack::window_of(core::CallId call) const {
    const auto found = std::ranges::find(shown_, call, &CardWindow::call);
    return found == shown_.end() ? nullptr : *found;
}

void CardStack::show(const desk::CardsView& view) {
    std::vector<CardWindow*> now;
    std::vector<CardWindow*> fresh;
    for (const auto& card : view) {
        auto* window = window_of(card.call);
        if (window == nullptr) {
            window = spare_ != nullptr ? std::exchange(spare_, nullptr) : make();
            fresh.push_back(window);
        }
        window->show_card(card);
        now.push_back(window);
    }
    for (auto* window : shown_)
        if (std::ranges::find(now, window) == now.end()) {
            // Not Destroy: we may stand in the click of one of its buttons.
            window->Hide();
            window->CallAfter([window] { window->Destroy(); });
        }
    if (shown_.empty() && !now.empty()) area_ = screen_with_mouse();
    const bool moved = now != shown_;
    shown_ = std::move(now);
    if (moved) place();
    for (auto* window : fresh) window->ShowWithoutActivating();
    if (!fresh.empty()) place(); // The window manager's frame is known only after mapping.
    if (spare_ == nullptr && wxTheApp != nullptr)
        wxTheApp->CallAfter([this, alive = std::weak_ptr<int>(alive_)] {
            if (alive.lock() && spare_ == nullptr) spare_ = make();
        });
}

void CardStack::place() const {
    if (shown_.empty()) return;
    const int margin = shown_.front()->FromDIP(gap::kInner);
    const wxSize size = shown_.front()->GetSize(); // All cards are of one size.
    int step = size.y + shown_.front()->FromDIP(gap::kNear);
    // More cards than fit: they overlap, and each still shows its head.
    const int others = static_cast<int>(shown_.size()) - 1;
    const int room = area_.GetHeight() - 2 * margin - size.y;
    if (others > 0) step = std::min(step, std::max(0, room / others));
    int top = area_.GetBottom() - margin - size.y - others * step;
    for (auto* window : shown_) {
        window->Move(area_.GetRight() - size.x - margin, top);
        top += step;
    }
}

} // namespace sangdam::ui
