// SPDX-License-Identifier: MIT
//
// 콜관리: what administrators set, from a desktop (guide S17). Everybody may read what the desk
// needs; changing is Refused to others. Everyone hears of a change as SettingsChanged.
//
// Each save has the revision that was edited: Conflict means somebody was faster, read it again.
// Replies: see reply.h.
#pragma once

#include "base/secret.h"
#include "core/access_record.h"
#include "core/agent.h"
#include "core/centre_settings.h"
#include "core/page.h"
#include "core/ports/reply.h"
#include "core/wrap_up.h"

#include <vector>

namespace sangdam::core {

class Administration {
public:
    virtual ~Administration() = default;

    virtual void settings(Reply<CentreSettings>) = 0;
    virtual void save(CentreSettings, Reply<CentreSettings>) = 0;

    virtual void numbers(Reply<std::vector<OwnNumber>>) = 0; // All, the unapproved ones too.
    virtual void save(OwnNumber, Reply<OwnNumber>) = 0;

    virtual void save(Category, Reply<Category>) = 0; // Read them with Centre::wrap_up_choices().
    // Emotions, grades and statuses; the categories in it are left alone.
    virtual void save(WrapUpChoices, Reply<WrapUpChoices>) = 0;

    virtual void accounts(Reply<std::vector<Agent>>) = 0; // With those who have left.
    // An empty password keeps the old one; a new agent (revision 0) needs one.
    virtual void save(Agent, base::Secret password, Reply<Agent>) = 0;

    virtual void access_log(AccessQuery, PageAsked, Reply<Page<AccessRecord>>) = 0; // Newest first.
};

} // namespace sangdam::core
