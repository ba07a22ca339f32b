// SPDX-License-Identifier: MIT

#include "console/unfinished_panel.h"

#include "kit/badge.h"
#include "kit/controls.h"
#include "kit/formats.h"
#include "kit/row_list.h"
#include "kit/section.h"
#include "kit/spacing.h"
#include "kit/text.h"

#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/translation.h>

namespace sangdam::ui {
namespace {

Cell cell_of(const desk::Unfinished& form, std::size_t column, base::WallTime now) {
    if (column == 0) return {text(form.heading), Tone::Neutral, false, {}};
    if (form.waiting_for_link) return {_("Waits for the connection"), Tone::Warn, false, {}};
    return {when_text(form.changed, now), Tone::Idle, false, {}};
}

} // namespace

UnfinishedPanel::UnfinishedPanel(wxWindow* parent, desk::WrapUpDesk& wrap_up,
                                 const base::Clock& clock)
    : wxPanel(parent), clock_(clock) {
    SetBackgroundColour(palette().window);
    auto* section = new Section(this);
    count_ = new Badge(section, "console.unfinished.count");
    rows_ = new RowList(section, "console.unfinished.list", _("Unfinished wrap-ups"),
                        {{_("Customer"), 120}, {_("When"), 110}}, RowList::Head::Hidden);
    rows_->SetMinSize(FromDIP(wxSize(120, 70)));
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(
        make_text(section, "console.unfinished.title", _("Unfinished wrap-ups"), Type::Strong),
        wxSizerFlags().CentreVertical());
    gap::add(head, this, gap::kNear);
    head->Add(count_, wxSizerFlags().CentreVertical());
    auto* lines = new wxBoxSizer(wxVERTICAL);
    lines->Add(head, wxSizerFlags().Expand());
    gap::add(lines, this, gap::kSmall);
    lines->Add(rows_, wxSizerFlags(1).Expand());
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(lines, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kInner)));
    section->SetSizer(around);
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(section, wxSizerFlags(1).Expand());
    SetSizer(all);
    Hide();

    const auto open = [&wrap_up](const std::string& key) { wrap_up.show(core::CallRef(key)); };
    rows_->on_selected(open);
    rows_->on_activated(open);
    watching_ = wrap_up.watch([this](const desk::WrapUpView& view) { show(view); });
    show(wrap_up.view());
}

void UnfinishedPanel::show(const desk::WrapUpView& view) {
    if (view.unfinished == shown_) return;
    shown_ = view.unfinished;
    std::vector<std::string> keys;
    for (const auto& form : shown_) keys.push_back(form.call.value);
    rows_->set_rows(std::move(keys),
                    [this, now = clock_.wall()](std::size_t row, std::size_t column) {
                        return cell_of(shown_[row], column, now);
                    });
    count_->show_word(wxString::Format("%zu", shown_.size()), Tone::Warn);
    if (IsShown() == shown_.empty()) {
        Show(!shown_.empty());
        GetParent()->Layout();
    }
}

} // namespace sangdam::ui
