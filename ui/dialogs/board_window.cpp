// SPDX-License-Identifier: MIT

#include "dialogs/board_window.h"

#include "dialogs/day_plot.h"
#include "kit/accessible.h"
#include "kit/controls.h"
#include "kit/formats.h"
#include "kit/icons.h"
#include "kit/notice.h"
#include "kit/row_list.h"
#include "kit/section.h"
#include "kit/spacing.h"
#include "kit/state_words.h"
#include "kit/text.h"

#include <wx/button.h>
#include <wx/file.h>
#include <wx/filedlg.h>
#include <wx/panel.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/translation.h>

#include <array>
#include <optional>

namespace sangdam::ui {
namespace {

enum Figure : std::size_t {
    kWaiting,
    kLongest,
    kRequested,
    kAnswered,
    kAbandoned,
    kRate,
    kLevel,
    kWait,
    kTalk,
    kCallbacks
};
constexpr std::array kIds{"board.waiting",   "board.longest",  "board.requested", "board.answered",
                          "board.abandoned", "board.rate",     "board.level",     "board.wait",
                          "board.talk",      "board.callbacks"};

wxString percent(const std::optional<int>& value) {
    return value ? wxString::Format("%d %%", *value) : wxString::FromUTF8("–");
}

// The trade's own limits: 85 is good, below 70 is bad.
Tone tone_of(const std::optional<int>& rate) {
    if (!rate) return Tone::Neutral;
    return *rate >= 85 ? Tone::Good : *rate >= 70 ? Tone::Warn : Tone::Bad;
}

Cell cell_of(const core::Agent& agent, std::size_t column, base::WallTime now) {
    const Look look = look_of(agent.state);
    switch (column) {
    case 0: return {text(agent.name), Tone::Neutral, false, look.icon};
    case 1: {
        wxString state = look.word;
        if (!agent.away_reason.empty()) state += " (" + text(agent.away_reason) + ")";
        return {state, look.tone, false, {}};
    }
    default:
        if (agent.since == base::WallTime{}) return {};
        return {clock_text(std::chrono::floor<std::chrono::seconds>(now - agent.since)),
                Tone::Idle,
                false,
                {}};
    }
}

} // namespace

std::string board_csv(const desk::BoardView& view) {
    wxString table = wxString::FromUTF8("\xEF\xBB\xBF");
    table += _("Hour") + "," + _("Arrived") + "," + _("Answered") + "," + _("Missed") + "," +
             _("Outgoing") + "," + _("Average wait (s)") + "\r\n";
    for (std::size_t hour = 0; hour < view.hours.size(); ++hour) {
        const auto& h = view.hours[hour];
        const long long wait = h.answered == 0 ? 0 : h.waited.count() / h.answered;
        table += wxString::Format("%zu,%d,%d,%d,%d,%lld\r\n", hour, h.arrived, h.answered, h.missed,
                                  h.outgoing, wait);
    }
    return utf8(table);
}

BoardWindow::BoardWindow(desk::BoardWatch& board, const base::Clock& clock)
    : wxFrame(nullptr, wxID_ANY, _("Board")), board_(board), clock_(clock) {
    make_accessible(this, "board", _("Board"));
    SetIcons(app_icons());
    auto* ground = new wxPanel(this);
    ground->SetBackgroundColour(palette().surface);
    said_ = new Notice(ground, "board.said", Notice::Closing::ByHand);
    agents_ = new RowList(ground, "board.agents", _("Agents"),
                          {{_("Agent"), 120, true}, {_("State"), 130}, {_("Since"), 70}},
                          RowList::Head::Shown);
    plot_ = new DayPlot(ground);
    auto* save = make_button(ground, "board.export", _("Save as file..."));
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(make_text(ground, "board.title", _("Board"), Type::Title),
              wxSizerFlags(1).CentreVertical());
    head->Add(save, wxSizerFlags().CentreVertical());
    auto* below = new wxBoxSizer(wxHORIZONTAL);
    below->Add(agents_, wxSizerFlags(2).Expand());
    gap::add(below, this, gap::kApart);
    below->Add(plot_, wxSizerFlags(3).Expand());
    auto* lines = new wxBoxSizer(wxVERTICAL);
    const auto wide = wxSizerFlags().Expand().Border(wxBOTTOM, FromDIP(gap::kNear));
    lines->Add(head, wide);
    lines->Add(said_, wide);
    lines->Add(build_figures(ground), wide);
    lines->Add(below, wxSizerFlags(1).Expand());
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(lines, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kApart)));
    ground->SetSizer(around);
    SetClientSize(FromDIP(wxSize(860, 520)));
    Centre();

    save->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { save_file(); });
    Bind(wxEVT_CLOSE_WINDOW, [this](wxCloseEvent& event) {
        board_.close();
        if (!event.CanVeto()) return event.Skip();
        event.Veto();
        Hide();
    });
    watching_ = board_.watch([this](const desk::BoardView& view) { show(view); });
    show(board_.view());
}

wxSizer* BoardWindow::build_figures(wxWindow* ground) {
    const std::array labels{_("Waiting"),       _("Longest wait"), _("Asked for an agent"),
                            _("Answered"),      _("Gave up"),      _("Answer rate"),
                            _("Service level"), _("Average wait"), _("Average talk"),
                            _("Callbacks open")};
    auto* grid = new wxGridSizer(5, FromDIP(wxSize(gap::kNear, gap::kNear)));
    for (std::size_t i = 0; i < kIds.size(); ++i) {
        auto* box = new Section(ground, Section::Ground::Raised);
        auto* lines = new wxBoxSizer(wxVERTICAL);
        lines->Add(make_muted(box, labels[i]));
        figures_.push_back(make_text(box, kIds[i], wxString::FromUTF8("–"), Type::Display));
        lines->Add(figures_.back());
        auto* around = new wxBoxSizer(wxVERTICAL);
        around->Add(lines, wxSizerFlags(1).Expand().Border(wxALL, FromDIP(gap::kNear)));
        box->SetSizer(around);
        grid->Add(box, wxSizerFlags().Expand());
    }
    return grid;
}

void BoardWindow::open() {
    board_.open();
    Show();
    Raise();
}

void BoardWindow::show(const desk::BoardView& view) {
    if (!IsShown() && !shown_.empty()) return; // Nobody looks.
    show_figures(view);
    plot_->show_day(view.hours);
    shown_ = view.agents;
    std::vector<std::string> keys;
    for (const auto& agent : shown_) keys.push_back(agent.id.value);
    agents_->set_rows(std::move(keys),
                      [this, now = clock_.wall()](std::size_t row, std::size_t column) {
                          return cell_of(shown_[row], column, now);
                      });
}

void BoardWindow::show_figures(const desk::BoardView& view) {
    const auto set = [&](Figure which, const wxString& value, Tone tone = Tone::Neutral) {
        figures_[which]->SetForegroundColour(tone == Tone::Neutral ? palette().text
                                                                   : palette().shade(tone).strong);
        set_text(figures_[which], view.known ? value : wxString::FromUTF8("–"));
    };
    const auto& b = view.board;
    const auto number = [](int value) { return wxString::Format("%d", value); };
    set(kWaiting, number(b.waiting), b.waiting > 0 ? Tone::Warn : Tone::Neutral);
    set(kLongest, clock_text(view.longest),
        view.longest >= std::chrono::minutes{1} ? Tone::Bad : Tone::Neutral);
    set(kRequested, number(b.requested));
    set(kAnswered, number(b.answered));
    set(kAbandoned, number(b.abandoned));
    set(kRate, percent(b.answer_rate()), tone_of(b.answer_rate()));
    set(kLevel, percent(b.service_level()), tone_of(b.service_level()));
    set(kWait, clock_text(b.average_wait));
    set(kTalk, clock_text(b.average_talk));
    set(kCallbacks, number(b.callbacks_open), b.callbacks_overdue > 0 ? Tone::Bad : Tone::Neutral);
}

void BoardWindow::save_file() {
    wxFileDialog where(this, _("Save the day"), {}, _("calls-of-the-day") + ".csv", "*.csv",
                       wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
    if (where.ShowModal() != wxID_OK) return;
    wxFile file;
    const std::string table = board_csv(board_.view());
    // Numbers only: no person is in this file, so it need not be sealed.
    if (file.Create(where.GetPath(), true) &&
        file.Write(table.data(), table.size()) == table.size())
        said_->show_sentence(wxString::Format(_("Saved: %s"), where.GetPath()), Tone::Good);
    else
        said_->show_sentence(_("The file could not be written. Choose another folder."), Tone::Bad);
}

} // namespace sangdam::ui
