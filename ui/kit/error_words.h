// SPDX-License-Identifier: MIT
//
// What the agent reads when something did not work: what happened, and what to do now. The log has
// the English reason; this is for a person with a customer in her ear. Window thread.
#pragma once

#include "base/result.h"

#include <wx/string.h>

namespace sangdam::ui {

enum class Doing { SignIn, Dial, PullCall, ChangeState, SaveCustomer, SaveWrapUp, LoadCustomer };

wxString sentence_for(Doing, const base::Error&);

} // namespace sangdam::ui
