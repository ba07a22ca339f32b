// SPDX-License-Identifier: MIT

#include "hub/roster.h"

#include "base/log.h"
#include "hub/change.h"

#include <algorithm>
#include <utility>

namespace sangdam::hub {

std::string shown_number(const core::Agent& agent, const std::vector<core::OwnNumber>& approved) {
    for (const auto& each : approved)
        if (each.key == agent.shown) return each.key;
    return approved.empty() ? std::string() : approved.front().key;
}

Roster::Roster(store::CentreStore& store, EventFeed& feed, core::SwitchPort* the_switch,
               base::Timers& timers, const base::Clock& clock, RosterRules rules,
               std::function<void()> trouble)
    : store_(store), feed_(feed), switch_(the_switch), timers_(timers), clock_(clock),
      rules_(rules), trouble_(std::move(trouble)) {}

base::Status Roster::load() {
    SDC_TRY(auto agents, store_.agents.all());
    std::map<core::AgentId, Seat> seats;
    std::vector<core::AgentId> stale; // As an earlier run of the hub left them.
    for (auto& agent : agents) {
        const auto id = agent.id;
        const auto known = seats_.find(id);
        Seat seat = known == seats_.end() ? Seat{} : std::move(known->second);
        agent.extensions_left = seat.agent.extensions_left;
        SDC_TRY(seat.elsewhere, hangs_elsewhere(id));
        if (seat.elsewhere && agent.state == core::AgentState::WrapUp)
            agent.wrap_up_until = seat.agent.wrap_up_until; // As that hub told.
        if (!seat.elsewhere && agent.state != state_of(seat.duty)) stale.push_back(id);
        seat.agent = std::move(agent);
        if (!seat.elsewhere) {
            seat.agent.state = state_of(seat.duty);
            seat.agent.away_reason = away_reason_of(seat.duty);
            if (seat.agent.state == core::AgentState::WrapUp)
                seat.agent.wrap_up_until = seat.wrap_up_until;
        }
        seats.emplace(id, std::move(seat));
    }
    seats_ = std::move(seats);
    for (const auto& id : stale) SDC_CHECK(write(seats_.at(id)));
    return base::Done{};
}

base::Result<bool> Roster::hangs_elsewhere(const core::AgentId& id) {
    if (rules_.hub.empty()) return false;
    SDC_TRY(const auto host, store_.hubs.host_of(id));
    return !host.empty() && host != rules_.hub;
}

void Roster::heard(const core::Agent& agent) {
    const auto found = seats_.find(agent.id);
    if (found == seats_.end()) return;
    auto& seat = found->second;
    seat.elsewhere = agent.state != core::AgentState::Offline;
    if (seat.elsewhere && seat.duty != Duty{}) { // Signed in at the other hub: the newer desktop.
        seat.duty = {};
        seat.wrap_up.reset();
        seat.wrap_up_until.reset();
        seat.grace.reset();
        feed_.close_streams_of(agent.id);
    }
    seat.agent.state = agent.state;
    seat.agent.away_reason = agent.away_reason;
    seat.agent.since = agent.since;
    seat.agent.wrap_up_until = agent.wrap_up_until;
    seat.agent.extensions_left = agent.extensions_left;
    if (std::exchange(seat.agent.shown, agent.shown) != agent.shown) tell_switch();
    if (switch_) switch_->set_available(agent.id, agent.state == core::AgentState::Available);
}

void Roster::offline(const core::AgentId& id) {
    const auto found = seats_.find(id);
    if (found == seats_.end() || !found->second.elsewhere) return;
    found->second.elsewhere = false;
    follow(found->second, found->second.duty);
}

void Roster::tell_switch() {
    if (!switch_) return;
    std::vector<core::Seat> list;
    for (const auto& [id, seat] : seats_) {
        if (seat.agent.extension.empty()) continue; // Works without a telephone.
        auto password = store_.agents.sip_password(id);
        if (!password) {
            base::log::error("hub", "the seat of {} gets no calls: {}", seat.agent.login,
                             password.error().what);
            continue;
        }
        std::string shown;
        if (const auto numbers = store_.settings.numbers_of(id, clock_.wall()))
            shown = shown_number(seat.agent, *numbers);
        list.push_back({id, seat.agent.extension, std::move(password).value(), seat.agent.name,
                        std::move(shown)});
    }
    switch_->set_seats(std::move(list));
    for (const auto& [id, seat] : seats_)
        switch_->set_available(id, seat.agent.state == core::AgentState::Available);
}

base::Result<core::Agent> Roster::find(const core::AgentId& id) const {
    const auto found = seats_.find(id);
    if (found == seats_.end()) return base::Error{base::Errc::NotFound, "no such agent"};
    return found->second.agent;
}

std::vector<core::Agent> Roster::all() const {
    std::vector<core::Agent> agents;
    for (const auto& [id, seat] : seats_) agents.push_back(seat.agent);
    std::ranges::sort(agents, {}, &core::Agent::login);
    return agents;
}

const Duty* Roster::duty(const core::AgentId& id) const {
    const auto found = seats_.find(id);
    return found == seats_.end() ? nullptr : &found->second.duty;
}

std::string Roster::name_of(const core::AgentId& id) const {
    const auto found = seats_.find(id);
    return found == seats_.end() ? std::string() : found->second.agent.name;
}

Viewer Roster::viewer(const core::Agent& agent) const {
    Viewer viewer{agent.id, agent.role};
    viewer.one_team = agent.team.empty();
    if (viewer.one_team) return viewer;
    for (const auto& [id, seat] : seats_)
        if (seat.agent.team == agent.team) viewer.mates.push_back(id);
    return viewer;
}

bool Roster::at_work(const core::AgentId& id) const {
    const auto found = seats_.find(id);
    if (found == seats_.end()) return false;
    const auto state = found->second.agent.state;
    return state != core::AgentState::Offline && state != core::AgentState::Away;
}

base::Result<core::Agent> Roster::extend_wrap_up(const core::AgentId& id) {
    const auto found = seats_.find(id);
    if (found == seats_.end()) return base::Error{base::Errc::NotFound, "no such agent"};
    auto& seat = found->second;
    if (seat.agent.state != core::AgentState::WrapUp || !seat.wrap_up_until)
        return base::Error{base::Errc::Conflict, "the agent is not writing down a call"};
    if (seat.agent.extensions_left <= 0)
        return base::Error{base::Errc::Conflict,
                           "the wrap-up time was extended as often as allowed"};
    --seat.agent.extensions_left;
    *seat.wrap_up_until += rules_.wrap_up_extension;
    seat.agent.wrap_up_until = seat.wrap_up_until;
    count_down(seat);
    tell(seat);
    return seat.agent;
}

void Roster::show_number(const core::AgentId& id, const std::string& key) {
    const auto found = seats_.find(id);
    if (found == seats_.end() || found->second.agent.shown == key) return;
    found->second.agent.shown = key;
    tell(found->second);
    tell_switch();
}

void Roster::apply(const core::AgentId& id, const DutyEvent& event) {
    const auto found = seats_.find(id);
    if (found == seats_.end()) return; // Taken off the roster while a call went on.
    auto& seat = found->second;
    const bool came =
        std::holds_alternative<SignedIn>(event) || std::holds_alternative<DesktopCame>(event);
    const bool moved = came && std::exchange(seat.elsewhere, false);
    if (seat.elsewhere) return; // The other hub hears of it too.
    const auto before = std::exchange(seat.duty, step(seat.duty, event));
    if (moved && seat.agent.state == core::AgentState::Away) // It stays away.
        seat.duty = step(seat.duty, Asked{core::AgentState::Away, seat.agent.away_reason});
    if (moved || seat.duty != before) follow(seat, before, moved);
}

void Roster::signed_in(const core::AgentId& id) {
    apply(id, SignedIn{});
    const auto found = seats_.find(id);
    if (found != seats_.end()) wait_for_desktop(found->second);
}

void Roster::stream_opened(const core::AgentId& id) {
    const auto found = seats_.find(id);
    if (found == seats_.end()) return;
    found->second.grace.reset();
    apply(id, DesktopCame{});
}

void Roster::stream_closed(const core::AgentId& id) {
    const auto found = seats_.find(id);
    if (found != seats_.end()) wait_for_desktop(found->second);
}

void Roster::wait_for_desktop(Seat& seat) {
    if (feed_.listens(seat.agent.id)) return;
    seat.grace = timers_.after(rules_.desktop_grace, [this, id = seat.agent.id] {
        if (!feed_.listens(id)) apply(id, DesktopGone{});
    });
}

void Roster::count_down(Seat& seat) {
    const auto left = std::max(std::chrono::milliseconds(0), *seat.wrap_up_until - clock_.wall());
    seat.wrap_up = timers_.after(left, [this, id = seat.agent.id, ref = seat.duty.wrapping] {
        apply(id, WrapUpTimeOver{ref});
    });
}

// Whatever happened, the outside follows the facts. `moved`: also when the state is the same, for
// the hub where the desktop was has to let go of it.
void Roster::follow(Seat& seat, const Duty& before, bool moved) {
    if (seat.duty.wrapping != before.wrapping) {
        seat.wrap_up.reset();
        seat.wrap_up_until.reset();
        if (!seat.duty.wrapping.empty()) {
            seat.wrap_up_until = clock_.wall() + rules_.wrap_up;
            seat.agent.extensions_left = rules_.wrap_up_extensions;
            count_down(seat);
        }
    }
    const auto state = state_of(seat.duty);
    const auto reason = away_reason_of(seat.duty);
    if (!moved && state == seat.agent.state && reason == seat.agent.away_reason) return;
    seat.agent.state = state;
    seat.agent.away_reason = reason;
    seat.agent.since = clock_.wall();
    seat.agent.wrap_up_until =
        state == core::AgentState::WrapUp ? seat.wrap_up_until : std::nullopt;
    base::log::info("hub", "{} is {}", seat.agent.login, core::name(state));
    if (switch_) switch_->set_available(seat.agent.id, state == core::AgentState::Available);
    tell(seat);
}

void Roster::tell(const Seat& seat) {
    const auto written = write(seat);
    if (written) return;
    base::log::error("hub", "the state of {} is not written yet: {}", seat.agent.login,
                     written.error().what);
    unwritten_.insert(seat.agent.id);
    feed_.missed();
    trouble_();
}

base::Status Roster::write(const Seat& seat) {
    SDC_TRY(auto change, Change::begin(store_, feed_));
    SDC_CHECK(store_.agents.set_state(seat.agent.id, seat.agent.state, seat.agent.away_reason,
                                      seat.agent.since));
    if (!rules_.hub.empty() && !seat.elsewhere)
        SDC_CHECK(store_.hubs.hosts(rules_.hub, seat.agent.id));
    SDC_CHECK(change.tell(core::AgentChanged{seat.agent}));
    return change.commit();
}

bool Roster::retry() {
    std::erase_if(unwritten_, [this](const core::AgentId& id) {
        const auto found = seats_.find(id);
        return found == seats_.end() || write(found->second).has_value();
    });
    return unwritten_.empty();
}

} // namespace sangdam::hub
