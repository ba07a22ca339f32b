// SPDX-License-Identifier: MIT

#include "kit/state_words.h"

#include <wx/translation.h>

namespace sangdam::ui {

Look look_of(core::AgentState state) {
    switch (state) {
    case core::AgentState::Available: return {_("Available"), Tone::Good, "state_available"};
    case core::AgentState::Away: return {_("Away"), Tone::Idle, "state_away"};
    case core::AgentState::OnCall: return {_("On a call"), Tone::Bad, "state_on_call"};
    case core::AgentState::WrapUp: return {_("Wrap-up"), Tone::Warn, "state_wrap_up"};
    case core::AgentState::Offline: break;
    }
    return {_("Offline"), Tone::Idle, "state_offline"};
}

std::string_view shape_of(core::AgentState state) {
    switch (state) {
    case core::AgentState::Available: return "●";
    case core::AgentState::Away: return "○";
    case core::AgentState::OnCall: return "■";
    case core::AgentState::WrapUp: return "◐";
    case core::AgentState::Offline: break;
    }
    return "✕";
}

Look look_of(core::CallResult result, core::Direction direction) {
    const bool incoming = direction == core::Direction::Incoming;
    switch (result) {
    case core::CallResult::Open: return {_("In progress"), Tone::Accent, "phone"};
    case core::CallResult::Answered:
        return {_("Answered"), Tone::Good, incoming ? "phone_in" : "phone_out"};
    case core::CallResult::PickedUp: return {_("Pulled and answered"), Tone::Good, "pull"};
    case core::CallResult::Missed: return {_("Missed"), Tone::Bad, "phone_missed"};
    case core::CallResult::Abandoned: return {_("Gave up waiting"), Tone::Bad, "phone_missed"};
    case core::CallResult::Busy: return {_("Busy"), Tone::Warn, "phone_missed"};
    case core::CallResult::NoAnswer: return {_("No answer"), Tone::Warn, "phone_missed"};
    case core::CallResult::Rejected: return {_("Declined"), Tone::Warn, "phone_missed"};
    case core::CallResult::Failed: break;
    }
    return {_("Failed"), Tone::Warn, "phone_missed"};
}

Look look_of(core::Phase phase) {
    switch (phase) {
    case core::Phase::Ringing: return {_("Ringing"), Tone::Accent, "phone_in"};
    case core::Phase::Dialing: return {_("Dialling"), Tone::Accent, "phone_out"};
    case core::Phase::Alerting: return {_("Customer's phone rings"), Tone::Accent, "phone_out"};
    case core::Phase::Talking: return {_("On a call"), Tone::Bad, "state_on_call"};
    case core::Phase::Held: return {_("On hold"), Tone::Warn, "pause"};
    case core::Phase::Ended: break;
    }
    return {_("Call ended"), Tone::Idle, "phone_down"};
}

wxString words_of(core::EndCause cause) {
    switch (cause) {
    case core::EndCause::LocalHangup: return _("You hung up.");
    case core::EndCause::RemoteHangup: return _("The customer hung up.");
    case core::EndCause::Cancelled: return _("The customer gave up before you answered.");
    case core::EndCause::AnsweredElsewhere: return _("A colleague took the call.");
    case core::EndCause::Rejected: return _("The call was declined.");
    case core::EndCause::Busy: return _("The number is busy. Try again in a moment.");
    case core::EndCause::NoAnswer: return _("Nobody answered.");
    case core::EndCause::NotFound: return _("There is no such number. Check the digits.");
    case core::EndCause::Unreachable: return _("The phone cannot be reached now. Try again later.");
    case core::EndCause::Refused:
        return _("The telephone system did not let the call through. Ask your administrator.");
    case core::EndCause::Transferred: return _("The call was handed on.");
    case core::EndCause::NotEncrypted:
        return _("The other side cannot encrypt the call, so it was not put through.");
    case core::EndCause::Failed: break;
    }
    return _("The call broke off. Try again; if it happens again, tell your administrator.");
}

Look look_of_emotion(const std::string& label) {
    if (label == "긍정" || label == "Positive") return {{}, Tone::Good, "smile"};
    if (label == "부정" || label == "Negative") return {{}, Tone::Bad, "frown"};
    return {{}, Tone::Neutral, "neutral"};
}

Tone tone_of_grade(const std::string& label) {
    if (label == "VIP") return Tone::Warn;
    if (label == "우수") return Tone::Accent;
    if (label == "신규") return Tone::Good;
    if (label == "블랙리스트") return Tone::Bad;
    return Tone::Neutral;
}

} // namespace sangdam::ui
