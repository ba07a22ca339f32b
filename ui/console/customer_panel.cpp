// SPDX-License-Identifier: MIT

#include "console/customer_panel.h"

#include "console/abuse_panel.h"
#include "console/call_bar.h"
#include "console/customer_head.h"
#include "console/customer_page.h"
#include "console/keypad_panel.h"
#include "console/timeline_panel.h"
#include "console/transfer_panel.h"
#include "kit/section.h"
#include "kit/spacing.h"
#include "kit/tab_book.h"

#include <wx/sizer.h>
#include <wx/translation.h>

#include <utility>

namespace sangdam::ui {
namespace {

// The toolkit remembers what a window wanted, also after something in it came or went.
void measure_again(wxWindow* window) {
    window->InvalidateBestSize();
    for (auto* child : window->GetChildren()) measure_again(child);
}

} // namespace

CustomerPanel::CustomerPanel(wxWindow* parent, desk::Desk& desk, const base::Clock& clock,
                             std::function<void(const core::HistoryEntry&)> open,
                             std::function<void(int)> needs_height)
    : wxPanel(parent), desk_(desk), needs_height_(std::move(needs_height)) {
    SetBackgroundColour(palette().window);
    auto* section = new Section(this);
    // Made in the order of Tab.
    auto* head = new CustomerHead(section, desk.customer(), desk.controls(), desk.outcalls());
    auto* bar = new CallBar(
        section, desk.controls(), desk.outcalls(),
        {[this] { toggle_transfer(); }, [this] { toggle_keypad(); }, [this] { open_warning(); }});
    abuse_ = new AbusePanel(section, desk.abuse(), clock, [this](bool wanted) {
        if (abuse_ == nullptr || abuse_->IsShown() == wanted) return;
        abuse_->Show(wanted);
        resized();
    });
    build_call_extras(section);
    tabs_ = new TabBook(section, "customer.tabs");
    tabs_->add(_("Customer"), new CustomerPage(tabs_->book(), desk.customer(), desk.wrap_up(),
                                               desk.agent(), [this] { resized(); }));
    tabs_->add(_("History"),
               new TimelinePanel(tabs_->book(), desk.customer(), clock, std::move(open)));
    tabs_->on_shown([this] { resized(); });

    auto* lines = new wxBoxSizer(wxVERTICAL);
    const auto wide = wxSizerFlags().Expand();
    const auto below = wxSizerFlags().Expand().Border(wxTOP, FromDIP(gap::kNear));
    lines->Add(head, wide);
    lines->Add(bar, below);
    lines->Add(abuse_, below);
    lines->Add(transfer_, below);
    lines->Add(keypad_, below);
    lines->Add(tabs_, wxSizerFlags(1).Expand().Border(wxTOP, FromDIP(gap::kInner)));
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(lines, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kInner)));
    section->SetSizer(around);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(section, wxSizerFlags(1).Expand());
    SetSizer(all);
    watching_customer_ = desk.customer().watch([this](const desk::CustomerView&) { resized(); });
    resized();
}

void CustomerPanel::build_call_extras(wxWindow* section) {
    transfer_ = new TransferPanel(section, desk_.transfer(), [this] { toggle_transfer(); });
    keypad_ = new KeypadPanel(section, desk_.controls(), [this] { toggle_keypad(); });
    for (wxWindow* extra : std::initializer_list<wxWindow*>{abuse_, transfer_, keypad_})
        extra->Hide();
    // They go with the call.
    watching_controls_ = desk_.controls().watch([this](const desk::CallControlsView& view) {
        const bool keys = view.in_hand && view.in_hand->can_send_digits;
        if (keypad_->IsShown() && !keys) toggle_keypad();
    });
    watching_transfer_ = desk_.transfer().watch([this](const desk::TransferView& view) {
        if (transfer_->IsShown() && view.stage == desk::TransferStage::None) toggle_transfer();
    });
}

void CustomerPanel::toggle_transfer() {
    const bool open = !transfer_->IsShown();
    if (open && desk_.transfer().view().stage == desk::TransferStage::None) return;
    transfer_->Show(open);
    resized();
    if (open) transfer_->focus();
}

void CustomerPanel::toggle_keypad() {
    const bool open = !keypad_->IsShown();
    keypad_->Show(open);
    resized();
    if (open) keypad_->focus();
}

void CustomerPanel::open_warning() { abuse_->open(); }

void CustomerPanel::show_tab(std::size_t index) { tabs_->show_page(index); }

void CustomerPanel::resized() {
    measure_again(this);
    needs_height_(GetBestSize().y);
    Layout();
    SendSizeEvent();
}

} // namespace sangdam::ui
