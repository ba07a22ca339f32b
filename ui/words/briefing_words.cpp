// SPDX-License-Identifier: MIT

#include "words/briefing_words.h"

#include "kit/state_words.h"
#include "kit/text.h"

#include <wx/translation.h>

namespace sangdam::ui {
namespace {

wxString facts(const desk::Briefing& b) {
    wxString line;
    if (b.complaints > 0)
        line = wxString::Format(_("Complaints %d of the last %d"), b.complaints, b.recent);
    if (b.missed_today > 0) {
        if (!line.empty()) line += wxString::FromUTF8(" · ");
        line += wxString::Format(_("Missed today %d"), b.missed_today);
    }
    return line;
}

wxString advice_words(desk::Advice advice) {
    switch (advice) {
    case desk::Advice::Apologise: return _("apologise first");
    case desk::Advice::TakeCare: return _("take special care");
    case desk::Advice::OpenPromise: return _("the last matter is still open");
    case desk::Advice::None: break;
    }
    return {};
}

Tone tone_of(const desk::Briefing& b) {
    if (b.do_not_call || b.advice == desk::Advice::Apologise) return Tone::Bad;
    if (b.advice != desk::Advice::None) return Tone::Warn;
    return Tone::Neutral;
}

wxString day_words(const desk::LastContact& last) {
    switch (last.day) {
    case desk::Day::Today: return _("Today");
    case desk::Day::Yesterday: return _("Yesterday");
    case desk::Day::ThisWeek:
    case desk::Day::Earlier: break;
    }
    return wxString::Format(
        wxPLURAL("%d day ago", "%d days ago", static_cast<unsigned>(last.days_ago)), last.days_ago);
}

} // namespace

Sentence briefing_sentence(const desk::Briefing& b) {
    if (b.new_customer) return {_("New customer: no contact so far"), Tone::Good};
    const wxString known = facts(b);
    const wxString advice = advice_words(b.advice);
    wxString line = known;
    if (!advice.empty()) line += known.empty() ? advice : wxString::FromUTF8(" — ") + advice;
    if (line.empty())
        line = b.recent == 0 ? _("No contact so far")
                             : wxString::Format(wxPLURAL("%d contact, no complaints",
                                                         "%d contacts, no complaints",
                                                         static_cast<unsigned>(b.recent)),
                                                b.recent);
    return {line, tone_of(b)};
}

wxString last_contact_line(const desk::LastContact& last) {
    const wxString dot = wxString::FromUTF8(" · ");
    wxString line = day_words(last);
    if (!last.category_path.empty()) line += " " + text(last.category_path);
    line += dot + (last.status.empty() ? look_of(last.result, core::Direction::Incoming).word
                                       : text(last.status));
    if (!last.agent_name.empty()) line += dot + text(last.agent_name);
    return line;
}

wxString heading_of(const desk::CardView& card) {
    if (!card.name.empty()) return text(card.name);
    if (card.knowledge == desk::Knowledge::Withheld) return _("Number withheld");
    if (!card.peer_name.empty()) return text(card.peer_name);
    if (card.knowledge == desk::Knowledge::NewCustomer) return _("New customer");
    return text(card.number.masked());
}

Sentence briefing_of(const desk::CardView& card) {
    switch (card.knowledge) {
    case desk::Knowledge::Looking: return {_("Looking the customer up..."), Tone::Idle};
    case desk::Knowledge::Withheld:
        return {_("The caller hides the number: ask for the name first"), Tone::Idle};
    case desk::Knowledge::Unavailable:
        return {_("No connection to the server: the history cannot be shown"), Tone::Warn};
    case desk::Knowledge::Remembered:
    case desk::Knowledge::Known:
    case desk::Knowledge::NewCustomer: break;
    }
    return briefing_sentence(card.briefing);
}

} // namespace sangdam::ui
