// SPDX-License-Identifier: MIT

#include "words/callback_words.h"

#include "kit/text.h"

#include <wx/translation.h>

namespace sangdam::ui {

Sentence sentence_of(const desk::CallbackForm& form) {
    switch (form.save) {
    case desk::CallbackSave::Saving: return {_("Registering..."), Tone::Idle};
    case desk::CallbackSave::Saved: return {_("Registered. You are told in time."), Tone::Good};
    case desk::CallbackSave::NoTime:
        return {_("This time has passed. Choose a later one."), Tone::Bad};
    case desk::CallbackSave::Refused:
        return {_("The server did not take it: choose another time or agent."), Tone::Bad};
    case desk::CallbackSave::Failed:
        return {_("Not registered: the server does not answer. Your entries are still here."),
                Tone::Bad};
    case desk::CallbackSave::Idle: break;
    }
    switch (form.trouble) {
    case desk::DueTrouble::Past: return {_("This time has passed. Choose a later one."), Tone::Bad};
    case desk::DueTrouble::Closed: return {_("Outside the work hours."), Tone::Warn};
    case desk::DueTrouble::Holiday: return {_("The centre is closed on that day."), Tone::Warn};
    case desk::DueTrouble::None: break;
    }
    if (form.same_time > 0)
        return {wxString::Format(wxPLURAL("%d more callback at that time",
                                          "%d more callbacks at that time",
                                          static_cast<unsigned>(form.same_time)),
                                 form.same_time),
                Tone::Warn};
    return {};
}

wxString alert_heading(const desk::Alert& alert) {
    const auto minutes = static_cast<int>(alert.away.count());
    switch (alert.kind) {
    case desk::AlertKind::Soon:
        return wxString::Format(wxPLURAL("Callback in %d minute", "Callback in %d minutes",
                                         static_cast<unsigned>(minutes)),
                                minutes);
    case desk::AlertKind::Due: return _("Callback now");
    case desk::AlertKind::Overdue: break;
    }
    const int hours = minutes / 60;
    const auto count = static_cast<unsigned>(minutes < 120 ? minutes : hours);
    if (minutes < 120) {
        const wxString words =
            wxPLURAL("Callback missed %d minute ago", "Callback missed %d minutes ago", count);
        return wxString::Format(words, minutes);
    }
    if (hours < 48) {
        const wxString words =
            wxPLURAL("Callback missed %d hour ago", "Callback missed %d hours ago", count);
        return wxString::Format(words, hours);
    }
    const int days = hours / 24;
    const wxString words = wxPLURAL("Callback missed %d day ago", "Callback missed %d days ago",
                                    static_cast<unsigned>(days));
    return wxString::Format(words, days);
}

wxString who_of(const core::Callback& callback) {
    const wxString number = text(callback.number.masked());
    return callback.customer_name.empty() ? number : text(callback.customer_name) + "  " + number;
}

} // namespace sangdam::ui
