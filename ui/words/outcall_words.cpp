// SPDX-License-Identifier: MIT

#include "words/outcall_words.h"

#include <wx/translation.h>

namespace sangdam::ui {

wxString stage_words(core::OutcallStage stage) {
    switch (stage) {
    case core::OutcallStage::SeatRinging: return _("My phone rings");
    case core::OutcallStage::SeatAnswered: return _("Ringback");
    case core::OutcallStage::CustomerRinging: return _("Customer's phone rings");
    case core::OutcallStage::CustomerAnswered:
    case core::OutcallStage::Talking: return _("Talking");
    case core::OutcallStage::Ended: break;
    }
    return _("Call ended");
}

wxString stage_trail(core::OutcallStage now) {
    if (now == core::OutcallStage::CustomerAnswered) now = core::OutcallStage::Talking;
    wxString trail;
    for (const auto stage : {core::OutcallStage::SeatRinging, core::OutcallStage::SeatAnswered,
                             core::OutcallStage::CustomerRinging, core::OutcallStage::Talking}) {
        if (!trail.empty()) trail += wxString::FromUTF8(" → ");
        trail += wxString::FromUTF8(stage == now ? "● " : "") + stage_words(stage);
    }
    return trail;
}

wxString words_of(core::OutcallFailure failure) {
    switch (failure) {
    case core::OutcallFailure::None: return {};
    case core::OutcallFailure::SeatOffline:
        return _("Your phone is not connected to the telephone system.");
    case core::OutcallFailure::SeatDeclined:
    case core::OutcallFailure::GivenUp:
    case core::OutcallFailure::Cancelled: return _("You hung up.");
    case core::OutcallFailure::SeatNoAnswer:
        return _("Your phone rang and was not lifted. Dial again and lift the handset.");
    case core::OutcallFailure::CustomerBusy: return _("The number is busy. Try again in a moment.");
    case core::OutcallFailure::CustomerDeclined: return _("The customer declined the call.");
    case core::OutcallFailure::CustomerNoAnswer: return _("Nobody answered.");
    case core::OutcallFailure::UnknownNumber:
        return _("There is no such number. Check the digits.");
    case core::OutcallFailure::CustomerLeft: return _("The customer hung up.");
    case core::OutcallFailure::NetworkTrouble: break;
    }
    return _("The call broke off. Try again; if it happens again, tell your administrator.");
}

wxString sentence_for(desk::OutcallTrouble trouble) {
    switch (trouble) {
    case desk::OutcallTrouble::None: return {};
    case desk::OutcallTrouble::NotANumber:
        return _("This is not a number that can be dialled. Check the digits.");
    case desk::OutcallTrouble::NoNumberToShow:
        return _(
            "You have no approved number to show to customers. Ask your administrator for one.");
    case desk::OutcallTrouble::Refused:
        return _("Your number may not dial this. Choose another number to show, or ask your "
                 "administrator.");
    case desk::OutcallTrouble::DoNotCall:
        return _("This customer does not want to be called. If it must be, write down why.");
    case desk::OutcallTrouble::Busy: return _("You are on a call. Hang up first, then dial.");
    case desk::OutcallTrouble::Unreachable: break;
    }
    return _("The telephone system cannot be reached. Wait a moment and dial again.");
}

} // namespace sangdam::ui
