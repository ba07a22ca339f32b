// SPDX-License-Identifier: MIT
//
// All legs of an endpoint: what nua tells about a dialog becomes the listener's events, commands
// become nua's calls. Call thread. For src/sip's .cpp files only.
#pragma once

#include "sip/registrar_desk.h"
#include "sip/stack_context.h"

#include <cstdint>
#include <map>
#include <memory>

namespace sangdam::sip {

class Leg;

class Legs {
public:
    Legs(StackContext&, RegistrarDesk&);
    ~Legs();

    void set_listener(LegListener* listener) { listener_ = listener; }
    LegListener* listener() const { return listener_; }
    StackContext& context() { return context_; }

    void offered(const NuaEvent&); // An INVITE that belongs to no leg yet.
    base::Result<LegId> invite(OutgoingLeg);
    Leg* find(LegId);
    void challenge(LegId);
    void finish(LegId, Ending); // Tells the listener and forgets the leg. Deletes it.

    void end_all(); // BYE, CANCEL or 4xx, whatever fits.
    bool empty() const { return legs_.empty(); }
    void drop_all() { legs_.clear(); }

private:
    std::optional<LegId> replaced_by(const sip_replaces_t*) const;

    StackContext& context_;
    RegistrarDesk& registrar_;
    LegListener* listener_ = nullptr;
    std::map<LegId, std::unique_ptr<Leg>> legs_;
    std::uint64_t next_ = 1;
};

} // namespace sangdam::sip
