// SPDX-License-Identifier: MIT

#include "console/console_frame.h"

#include "console/call_list_panel.h"
#include "console/callback_panel.h"
#include "console/contact_tabs.h"
#include "console/customer_panel.h"
#include "console/history_panel.h"
#include "console/orders_panel.h"
#include "console/top_bar.h"
#include "console/trouble_bar.h"
#include "console/unfinished_panel.h"
#include "console/waiting_panel.h"
#include "console/wrap_up_panel.h"
#include "kit/accessible.h"
#include "kit/icons.h"
#include "kit/spacing.h"
#include "kit/splitter.h"
#include "kit/text.h"
#include "kit/theme.h"
#include "kit/window_memory.h"

#include <wx/clipbrd.h>
#include <wx/dataobj.h>
#include <wx/display.h>
#include <wx/menu.h>
#include <wx/scrolwin.h>
#include <wx/sizer.h>
#include <wx/translation.h>

#include <algorithm>
#include <utility>

namespace sangdam::ui {
namespace {

constexpr const char* kPlace = "console";

} // namespace

ConsoleFrame::ConsoleFrame(desk::Desk& desk, const base::Clock& clock, WindowMemory& memory,
                           ConsoleDoors doors)
    : wxFrame(nullptr, wxID_ANY, _("SangdamCall")), desk_(desk), clock_(clock), memory_(memory),
      doors_(std::move(doors)) {
    make_accessible(this, "console", _("SangdamCall"));
    SetIcons(app_icons());
    SetBackgroundColour(palette().window);
    auto* ground = new wxPanel(this); // Gives Tab its order.
    ground->SetBackgroundColour(palette().window);
    top_ = new TopBar(ground, desk_.agent(), desk_.controls(), desk_.outcalls(), desk_.alerts(),
                      {doors_.callbacks, [this](wxWindow* below) { open_menu(below); }});
    outer_ = new Splitter(ground, "console.outer");
    // One after the other: the order in which they are made is the order in which Tab visits them.
    auto* left_column = left(outer_);
    inner_ = new Splitter(outer_, "console.inner");
    auto* middle_column = middle(inner_);
    auto* right_column = right(inner_);
    inner_->SplitVertically(middle_column, right_column);
    outer_->SplitVertically(left_column, inner_);
    outer_->SetMinimumPaneSize(FromDIP(220));
    inner_->SetMinimumPaneSize(FromDIP(250));
    inner_->SetSashGravity(1.0); // A wider window widens the middle.

    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(top_, wxSizerFlags().Expand());
    all->Add(new TroubleBar(ground, desk_.agent(), desk_.controls(), desk_.outcalls()),
             wxSizerFlags().Expand());
    all->Add(outer_, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kNear)));
    ground->SetSizer(all);

    SetMinClientSize(FromDIP(wxSize(1024, 640)));
    restore();
    Bind(wxEVT_CHAR_HOOK, &ConsoleFrame::key, this);
    Bind(wxEVT_CLOSE_WINDOW, [this](wxCloseEvent& event) {
        remember();
        if (!event.CanVeto()) return event.Skip();
        event.Veto();
        Hide();
    });
}

bool ConsoleFrame::Destroy() {
    remember();
    return wxFrame::Destroy();
}

wxWindow* ConsoleFrame::left(wxWindow* parent) {
    lists_ = new Splitter(parent, "console.lists");
    CallListPanel::Wishes wishes;
    wishes.look_at = [this](const desk::CallRow& row) {
        if (!row.entry.call.customer_number.hidden())
            desk_.customer().select(row.entry.call.customer_number, row.entry.call.ref);
    };
    wishes.write_up = [this](const desk::CallRow& row) { desk_.wrap_up().show(row.entry); };
    auto* waiting = new WaitingPanel(lists_, desk_.queue(), desk_.customer());
    auto* calls = new CallListPanel(lists_, desk_.calls(), clock_, std::move(wishes));
    lists_->SplitHorizontally(waiting, calls);
    lists_->SetMinimumPaneSize(FromDIP(140));
    return lists_;
}

wxWindow* ConsoleFrame::middle(wxWindow* parent) {
    person_ = new Splitter(parent, "console.person");
    const auto write_up = [this](const core::HistoryEntry& entry) { desk_.wrap_up().show(entry); };
    customer_ = new CustomerPanel(person_, desk_, clock_, write_up,
                                  [this](int height) { person_->need(height); });
    tabs_ = new ContactTabs(person_, desk_.orders());
    auto* history = new HistoryPanel(tabs_, desk_.customer(), clock_, write_up);
    tabs_->set_pages(history, new OrdersPanel(tabs_, desk_.orders(), clock_));
    person_->SplitHorizontally(customer_, tabs_);
    person_->SetMinimumPaneSize(FromDIP(140));
    return person_;
}

wxWindow* ConsoleFrame::right(wxWindow* parent) {
    // Scrolls where a large font or a small screen leaves too little room; nothing is cut off.
    auto* column = new wxScrolledWindow(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize,
                                        wxVSCROLL | wxTAB_TRAVERSAL);
    column->SetBackgroundColour(palette().window);
    column->SetScrollRate(0, FromDIP(16));
    auto* lines = new wxBoxSizer(wxVERTICAL);
    const auto below = wxSizerFlags().Expand().Border(wxTOP, FromDIP(gap::kNear));
    lines->Add(new WrapUpPanel(column, desk_.wrap_up()), wxSizerFlags(1).Expand());
    promise_ =
        new CallbackPanel(column, desk_.callbacks(), desk_.agent(), desk_.transfer(), clock_);
    lines->Add(promise_, below);
    lines->Add(new UnfinishedPanel(column, desk_.wrap_up(), clock_), below);
    column->SetSizer(lines);
    return column;
}

void ConsoleFrame::open() {
    Show();
    if (IsIconized()) Iconize(false);
    Raise();
}

void ConsoleFrame::open_dial() {
    open();
    top_->focus_dial_field();
}

void ConsoleFrame::open_dial_with(const std::string& number) {
    open();
    top_->fill_dial_field(text(number));
}

void ConsoleFrame::open_customer(const core::PhoneNumber& number) {
    open();
    if (!number.hidden()) desk_.customer().select(number);
}

void ConsoleFrame::restore() {
    if (!memory_.restore(kPlace, *this)) {
        const int screen = wxDisplay::GetFromWindow(this);
        const wxRect area =
            wxDisplay(screen == wxNOT_FOUND ? 0U : static_cast<unsigned>(screen)).GetClientArea();
        wxSize size = FromDIP(wxSize(1240, 760));
        size.DecTo(area.GetSize() - FromDIP(wxSize(20, 50))); // The frame wants some, too.
        SetClientSize(size);
        Centre();
    }
    const int width = GetClientSize().x;
    const int left_width = std::clamp(width * 24 / 100, FromDIP(284), FromDIP(304));
    const int right_width = std::clamp(width * 23 / 100, FromDIP(256), FromDIP(300));
    outer_->SetSashPosition(memory_.number("console/outer", left_width));
    inner_->SetSashPosition(memory_.number("console/inner", -right_width));
    lists_->SetSashPosition(memory_.number("console/lists", FromDIP(300)));
    person_->wish(memory_.number("console/person", FromDIP(340)));
}

void ConsoleFrame::remember() {
    memory_.keep(kPlace, *this);
    memory_.set_number("console/outer", outer_->GetSashPosition());
    // From the right edge: that column keeps its width when the window was resized meanwhile.
    memory_.set_number("console/inner", inner_->GetSashPosition() - inner_->GetClientSize().x);
    memory_.set_number("console/lists", lists_->GetSashPosition());
    memory_.set_number("console/person", person_->wished());
}

void ConsoleFrame::key(wxKeyEvent& event) {
    const int code = event.GetKeyCode();
    if (!event.HasAnyModifiers() && plain_key(code)) return;
    if (event.GetModifiers() == wxMOD_CONTROL && control_key(code)) return;
    if (code == WXK_ESCAPE) desk_.cards().close_all();
    event.Skip();
}

bool ConsoleFrame::plain_key(int code) {
    switch (code) {
    case WXK_F6: promise_->focus(); return true;
    case WXK_F7: customer_->toggle_transfer(); return true;
    case WXK_F8: top_->focus_dial_field(); return true;
    case WXK_F9: desk_.controls().answer_or_hang_up(); return true;
    case WXK_F10: desk_.controls().toggle_mute(); return true;
    case WXK_F11: desk_.controls().toggle_hold(); return true;
    case WXK_F12: customer_->open_warning(); return true;
    default: return false;
    }
}

bool ConsoleFrame::control_key(int code) {
    switch (code) {
    case WXK_RETURN:
    case WXK_NUMPAD_ENTER: desk_.wrap_up().save(); return true;
    case '1':
    case '2': customer_->show_tab(static_cast<std::size_t>(code - '1')); return true;
    case '3': tabs_->open(ContactTabs::Page::Orders); return true;
    case '4': tabs_->open(ContactTabs::Page::History); return true;
    case 'K':
        if (doors_.find) doors_.find();
        return true;
    default: return false;
    }
}

void ConsoleFrame::open_clipboard() {
    open();
    wxTextDataObject copied;
    if (!wxTheClipboard->Open()) return;
    const bool got = wxTheClipboard->GetData(copied);
    wxTheClipboard->Close();
    // A whole page was copied, not a number: the field is left alone.
    if (got && copied.GetTextLength() <= 64)
        top_->fill_dial_field(copied.GetText().Trim().Trim(false));
}

void ConsoleFrame::open_menu(wxWindow* below) {
    wxMenu menu;
    const auto add = [&](const wxString& label, const std::function<void()>& door) {
        if (!door) return;
        menu.Bind(
            wxEVT_MENU, [door](wxCommandEvent&) { door(); }, menu.Append(wxID_ANY, label)->GetId());
    };
    const auto& me = desk_.agent().view().me;
    const bool in = desk_.agent().view().sign_in == desk::SignIn::In;
    add(_("Find customer...\tCtrl+K"), doors_.find);
    add(_("Callbacks"), doors_.callbacks);
    if (in && me.role != core::Role::Agent) add(_("Board"), doors_.board);
    if (in && me.role == core::Role::Admin) add(_("Administration"), doors_.administration);
    menu.AppendSeparator();
    add(_("Settings..."), doors_.settings);
    if (in) add(_("Sign out"), doors_.sign_out);
    below->PopupMenu(&menu, wxPoint(0, below->GetSize().y));
}

} // namespace sangdam::ui
