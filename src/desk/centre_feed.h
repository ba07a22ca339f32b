// SPDX-License-Identifier: MIT
//
// The centre has one listener, the desk has many presenters: this hands its events on, and keeps
// the names of colleagues for all of them. On the presenters' executor.
#pragma once

#include "core/agent.h"
#include "core/ports/centre.h"
#include "desk/lifeline.h"
#include "desk/signal.h"

#include <string>
#include <unordered_map>

namespace sangdam::desk {

class CentreFeed final : public core::CentreListener {
public:
    explicit CentreFeed(core::Centre&); // Becomes its listener; the centre must outlive it.
    ~CentreFeed() override;

    core::LinkState link() const { return link_.get(); }
    [[nodiscard]] Subscription watch_link(std::function<void(const core::LinkState&)>);
    // In sequence. After a Reset, and after the link has come back, presenters read again.
    [[nodiscard]] Subscription watch_events(std::function<void(const core::CentreEventBody&)>);
    [[nodiscard]] Subscription watch_names(std::function<void()>); // A colleague's name or state.

    [[nodiscard]] Subscription watch_ended(std::function<void(const base::Error&)>);

    void read_names(); // After sign-in; afterwards events keep them fresh.
    std::string name_of(const core::AgentId&) const; // Empty: not known.
    const std::unordered_map<core::AgentId, core::Agent>& colleagues() const { return agents_; }

    void link_changed(core::LinkState) override;
    void centre_event(const core::CentreEvent&) override;
    void session_ended(const base::Error&) override;

private:
    core::Centre& centre_;
    Observed<core::LinkState> link_;
    Signal<core::CentreEventBody> events_;
    Signal<base::Error> ended_;
    Signal<> names_;
    std::unordered_map<core::AgentId, core::Agent> agents_;
    Lifeline life_;
};

} // namespace sangdam::desk
