// SPDX-License-Identifier: MIT

#include "kit/error_words.h"

#include "kit/text.h"

#include <wx/translation.h>

namespace sangdam::ui {
namespace {

using base::Errc;

wxString signing_in(Errc code) {
    switch (code) {
    case Errc::Refused:
        return _("The login or the password is wrong. Type them again; after five wrong tries the "
                 "account is locked for a while.");
    case Errc::BadInput:
        return _("The server address is not valid. It looks like https://hub.example.com.");
    case Errc::NotFound:
        return _(
            "No SangdamCall server answers at this address. Check it with your administrator.");
    case Errc::TimedOut:
    case Errc::Unavailable:
        return _("The server cannot be reached. Check the network cable or Wi-Fi and try again.");
    case Errc::Conflict:
        return _("You are signed in at another PC. Sign out there first, then try again.");
    case Errc::Internal: break;
    }
    return _("Signing in failed. Try again; if it happens again, tell your administrator.");
}

wxString dialling(Errc code) {
    switch (code) {
    case Errc::BadInput: return _("This is not a number that can be dialled. Check the digits.");
    case Errc::Conflict: return _("You are on a call. Hang up first, then dial.");
    case Errc::Refused:
        return _("Your number may not dial this. Choose another number to show, or ask your "
                 "administrator.");
    case Errc::NotFound:
    case Errc::TimedOut:
    case Errc::Unavailable:
    case Errc::Internal: break;
    }
    return _("The telephone system cannot be reached. Wait a moment and dial again.");
}

wxString pulling(const base::Error& error) {
    switch (error.code) {
    case Errc::Conflict:
        if (!error.what.empty())
            return wxString::Format(_("%s was faster and has the call."), text(error.what));
        return _("A colleague was faster and has the call.");
    case Errc::NotFound: return _("The customer has hung up meanwhile.");
    case Errc::Refused: return _("Finish your present call first, then pull.");
    case Errc::BadInput:
    case Errc::TimedOut:
    case Errc::Unavailable:
    case Errc::Internal: break;
    }
    return _("The call could not be pulled: the server does not answer. Try again.");
}

wxString saving(Doing what, Errc code) {
    if (code == Errc::Conflict)
        return what == Doing::SaveCustomer ? _("Somebody else has just changed this customer. What "
                                               "you typed is still here: "
                                               "compare and save again.")
                                           : _("This record was changed elsewhere. What you typed "
                                               "is still here: compare and "
                                               "save again.");
    if (code == Errc::BadInput)
        return _("Something is missing or too long. Check the marked field and save again.");
    if (code == Errc::Refused)
        return _("You have no right to change this. Ask your supervisor; what you typed is still "
                 "here.");
    return _(
        "The server does not answer. What you typed is kept safely on this PC and is sent when "
        "the connection is back.");
}

} // namespace

wxString sentence_for(Doing what, const base::Error& error) {
    switch (what) {
    case Doing::SignIn: return signing_in(error.code);
    case Doing::Dial: return dialling(error.code);
    case Doing::PullCall: return pulling(error);
    case Doing::SaveCustomer:
    case Doing::SaveWrapUp: return saving(what, error.code);
    case Doing::ChangeState:
        return _("Your state could not be changed: the server does not answer. Try again.");
    case Doing::LoadCustomer: break;
    }
    return _("The customer could not be loaded: the server does not answer. It is tried again by "
             "itself.");
}

} // namespace sangdam::ui
