// SPDX-License-Identifier: MIT

#include "desk/centre_feed.h"

#include <utility>
#include <variant>

namespace sangdam::desk {

CentreFeed::CentreFeed(core::Centre& centre) : centre_(centre) { centre_.set_listener(this); }

CentreFeed::~CentreFeed() { centre_.set_listener(nullptr); }

Subscription CentreFeed::watch_link(std::function<void(const core::LinkState&)> f) {
    return link_.watch(std::move(f));
}

Subscription CentreFeed::watch_events(std::function<void(const core::CentreEventBody&)> f) {
    return events_.watch(std::move(f));
}

Subscription CentreFeed::watch_names(std::function<void()> f) { return names_.watch(std::move(f)); }

Subscription CentreFeed::watch_ended(std::function<void(const base::Error&)> f) {
    return ended_.watch(std::move(f));
}

void CentreFeed::session_ended(const base::Error& why) { ended_.emit(why); }

void CentreFeed::read_names() {
    centre_.agents(life_.guard([this](const base::Result<std::vector<core::Agent>>& agents) {
        if (!agents) return; // The link says so already; events bring them one by one.
        agents_.clear();
        for (const auto& each : *agents) agents_[each.id] = each;
        names_.emit();
    }));
}

std::string CentreFeed::name_of(const core::AgentId& id) const {
    const auto at = agents_.find(id);
    return at == agents_.end() ? std::string{} : at->second.name;
}

void CentreFeed::link_changed(core::LinkState state) { link_.set(state); }

void CentreFeed::centre_event(const core::CentreEvent& event) {
    if (const auto* changed = std::get_if<core::AgentChanged>(&event.body)) {
        agents_[changed->agent.id] = changed->agent;
        names_.emit();
    }
    if (std::holds_alternative<core::Reset>(event.body)) read_names();
    events_.emit(event.body);
}

} // namespace sangdam::desk
