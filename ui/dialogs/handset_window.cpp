// SPDX-License-Identifier: MIT

#include "dialogs/handset_window.h"

#include "dialogs/handset_drawing.h"
#include "kit/accessible.h"
#include "kit/controls.h"
#include "kit/icons.h"
#include "kit/native_look.h"
#include "kit/spacing.h"
#include "kit/theme.h"

#include <wx/button.h>
#include <wx/panel.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/tglbtn.h>
#include <wx/translation.h>

#include <string>
#include <utility>

namespace sangdam::ui {
namespace {

using Line = core::HandsetView::Line;

wxString words_of(const HandsetPicture& picture) {
    if (picture.view.second_ringing) return _("A second call is ringing");
    switch (picture.view.line) {
    case Line::Ringing: return _("Ringing: lift the handset to answer");
    case Line::Dialing: return _("Dialling");
    case Line::Active: return _("On a call: put it down to hang up");
    case Line::Held: return _("On hold: lift to go on talking");
    case Line::Idle: break;
    }
    return picture.lifted ? _("Lifted: dial on the keypad, end with #") : _("Ready");
}

struct Key {
    char digit;
    const char* name; // For ids, where * and # would be awkward.
};
constexpr Key kKeys[] = {{'1', "1"}, {'2', "2"},    {'3', "3"}, {'4', "4"},
                         {'5', "5"}, {'6', "6"},    {'7', "7"}, {'8', "8"},
                         {'9', "9"}, {'*', "star"}, {'0', "0"}, {'#', "hash"}};

} // namespace

HandsetWindow::HandsetWindow(std::shared_ptr<ScreenHandset> handset, base::Executor& ui)
    : wxFrame(nullptr, wxID_ANY, _("Handset"), wxDefaultPosition, wxDefaultSize,
              wxCAPTION | wxCLOSE_BOX | wxSTAY_ON_TOP | wxFRAME_TOOL_WINDOW),
      handset_(std::move(handset)) {
    make_accessible(this, "handset", _("On-screen handset"));
    SetIcons(app_icons());
    auto* ground = new wxPanel(this);
    ground->SetBackgroundColour(palette().surface);
    drawing_ = new HandsetDrawing(ground, [this] { toggle_hook(); });
    make_accessible(drawing_, "handset.drawing", _("On-screen handset"));
    words_ = make_text(ground, "handset.words", {}, Type::Strong, Cut::AtEnd);
    lift_ = make_button(ground, "handset.lift", _("Lift the handset"), ButtonRole::Good, "phone");
    put_down_ =
        make_button(ground, "handset.put_down", _("Put it down"), ButtonRole::Bad, "phone_down");
    put_down_->Hide();
    mute_ = make_toggle(ground, "handset.mute", _("Mute"), Tone::Bad, "mic_off");

    auto* lines = new wxBoxSizer(wxVERTICAL);
    const auto wide = wxSizerFlags().Expand();
    lines->Add(drawing_, wide);
    gap::add(lines, this, gap::kNear);
    lines->Add(words_, wxSizerFlags().Expand());
    gap::add(lines, this, gap::kNear);
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(lift_, wxSizerFlags(1).Expand());
    row->Add(put_down_, wxSizerFlags(1).Expand());
    gap::add(row, this, gap::kNear);
    row->Add(mute_, wxSizerFlags().Expand());
    lines->Add(row, wide);
    gap::add(lines, this, gap::kNear);
    lines->Add(keypad(ground), wide);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(lines, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kApart)));
    ground->SetSizer(around);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(ground, wxSizerFlags(1).Expand());
    SetSizerAndFit(all);

    lift_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { handset_->lift(); });
    put_down_->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { handset_->put_down(); });
    mute_->Bind(wxEVT_TOGGLEBUTTON, [this](wxCommandEvent&) {
        mute_->SetValue(picture_.view.muted); // The lamp says what is, not what was pressed.
        handset_->press_mute();
    });
    show({});
    handset_->watch([&ui, self = std::weak_ptr(self_)](const HandsetPicture& picture) {
        ui.post([self, picture] {
            if (const auto window = self.lock()) (*window)->show(picture);
        });
    });
}

wxSizer* HandsetWindow::keypad(wxWindow* parent) {
    auto* grid = new wxGridSizer(3, FromDIP(wxSize(6, 6)));
    for (const auto& key : kKeys) {
        const auto id = std::string("handset.key.") + key.name;
        auto* button = make_button(parent, id.c_str(), wxString(wxUniChar(key.digit)));
        button->SetMinSize(FromDIP(wxSize(56, 34)));
        button->Bind(wxEVT_BUTTON, [this, key](wxCommandEvent&) { handset_->press(key.digit); });
        grid->Add(button, wxSizerFlags().Expand());
    }
    return grid;
}

void HandsetWindow::show(const HandsetPicture& picture) {
    picture_ = picture;
    drawing_->show_picture(picture);
    const wxString words = words_of(picture);
    set_text(words_, words);
    if (lift_->IsShown() == picture.lifted) {
        lift_->Show(!picture.lifted);
        put_down_->Show(picture.lifted);
        lift_->GetParent()->Layout();
    }
    const bool talking = picture.view.line == Line::Active || picture.view.line == Line::Dialing;
    mute_->Enable(talking || picture.view.line == Line::Held);
    mute_->SetValue(picture.view.muted);
}

void HandsetWindow::toggle_hook() {
    if (picture_.lifted)
        handset_->put_down();
    else
        handset_->lift();
}

} // namespace sangdam::ui
