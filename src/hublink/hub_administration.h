// SPDX-License-Identifier: MIT
//
// Private to hublink: core::Administration over HTTP.
#pragma once

#include "core/ports/administration.h"
#include "hublink/hub_door.h"

namespace sangdam::hublink {

class HubAdministration final : public core::Administration {
public:
    explicit HubAdministration(const HubDoor& door) : door_(door) {}

    void settings(core::Reply<core::CentreSettings>) override;
    void save(core::CentreSettings, core::Reply<core::CentreSettings>) override;
    void numbers(core::Reply<std::vector<core::OwnNumber>>) override;
    void save(core::OwnNumber, core::Reply<core::OwnNumber>) override;
    void save(core::Category, core::Reply<core::Category>) override;
    void save(core::WrapUpChoices, core::Reply<core::WrapUpChoices>) override;
    void accounts(core::Reply<std::vector<core::Agent>>) override;
    void save(core::Agent, base::Secret password, core::Reply<core::Agent>) override;
    void access_log(core::AccessQuery, core::PageAsked,
                    core::Reply<core::Page<core::AccessRecord>>) override;

private:
    const HubDoor& door_;
};

} // namespace sangdam::hublink
