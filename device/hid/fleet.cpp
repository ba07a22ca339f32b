// SPDX-License-Identifier: MIT

#include "hid/fleet.h"

#include <algorithm>
#include <utility>

namespace sangdam::hid {

namespace {

using base::TimePoint;
using core::HandsetView;
using Line = core::HandsetView::Line;

bool lifts(const DeviceEvent& event) {
    if (const auto* level = std::get_if<HookLevel>(&event)) return level->off_hook;
    if (const auto* pressed = std::get_if<HookPressed>(&event)) return pressed->off_hook;
    return std::holds_alternative<HookToggled>(event);
}

} // namespace

Fleet::Member* Fleet::find(const std::string& id) {
    for (auto& member : members_)
        if (member->device.id == id) return member.get();
    return nullptr;
}

// What a handset may know. One that does not own the call lives in a world without it, so that it
// can neither end it nor light up.
HandsetView Fleet::view_for(const Member& member) const {
    const bool owns = owner_ == member.device.id;
    if (owns) return view_;
    if (view_.line == Line::Ringing && owner_.empty()) return view_;
    return {};
}

void Fleet::choose_owner() {
    if (!in_call(view_) || !owner_.empty() || awaited_ || members_.empty()) return;
    const auto used = std::find_if(members_.begin(), members_.end(), [&](const auto& member) {
        return member->device.key == last_key_;
    });
    owner_ = used == members_.end() ? members_.front()->device.id : (*used)->device.id;
}

void Fleet::light(Member& member, Repeat repeat, FleetOrders& out) {
    const auto wanted = lamps(member.state, member.traits);
    if (member.tried_out && wanted == Lamps{}) return; // Until there is something to show.
    member.tried_out = false;
    auto reports = member.lamps.show(wanted, repeat);
    if (!reports.empty()) out.writes.push_back({member.device.id, std::move(reports)});
}

void Fleet::take(const Member& member, const core::HandsetCommand& command, FleetOrders& out) {
    if (owner_.empty() && (std::holds_alternative<core::HandsetAnswer>(command) ||
                           std::holds_alternative<core::HandsetLifted>(command))) {
        owner_ = member.device.id;
        last_key_ = member.device.key;
    }
    // Two handsets lifted in the same moment: the second one came too late.
    if (!owner_.empty() && owner_ != member.device.id) return;
    out.commands.push_back(command);
}

void Fleet::feed(Member& member, const HandsetInput& input, TimePoint now, FleetOrders& out) {
    const bool was_in_call = in_call(member.state.view);
    auto result = step(std::move(member.state), member.traits, input, now);
    member.state = std::move(result.state);
    for (const auto& command : result.commands) take(member, command, out);
    const bool edge = was_in_call != in_call(member.state.view);
    const auto normal = edge ? Repeat::Mute : Repeat::Changes;
    light(member, result.lamps_again ? Repeat::All : normal, out);
}

void Fleet::show_all(TimePoint now, FleetOrders& out) {
    // A claim on a call that did not come of it is given up, so that all ring again.
    if (auto* owner = find(owner_); owner != nullptr && !in_call(view_)) {
        const bool claims = view_.line == Line::Ringing ? owner->state.intent.has_value()
                                                        : owner->state.lifted_to_dial;
        if (!claims) owner_.clear();
    }
    choose_owner();
    // The owner last: the others are dark before its off-hook lamp is lit.
    for (const bool owners_turn : {false, true})
        for (auto& member : members_) {
            const bool owns = member->device.id == owner_;
            const auto view = view_for(*member);
            const bool shelved = examined_ && view.line == Line::Idle;
            const ViewChanged shown{view, shelved || (!owner_.empty() && !owns)};
            const bool known =
                member->state.view == shown.view && member->state.elsewhere == shown.elsewhere;
            if (owns == owners_turn && !known) feed(*member, shown, now, out);
        }
}

FleetOrders Fleet::plugged(const FleetDevice& device, TimePoint now) {
    FleetOrders out;
    if (find(device.id) != nullptr) return out;
    HandsetTraits traits;
    traits.off_hook_lamp = device.map->has(OutputRole::OffHook);
    traits.lift_to_dial = lift_to_dial_ == LiftToDial::Always ||
                          (lift_to_dial_ == LiftToDial::Telephones && device.map->is_body);
    traits.quirks = device.quirks;
    members_.push_back(
        std::make_unique<Member>(Member{device, traits, hid::plugged(now), InputReader(*device.map),
                                        LampReports(*device.map, device.quirks), false}));
    if (awaited_ && device.key == last_key_) {
        awaited_ = false;
        owner_ = device.id;
    }
    show_all(now, out);
    return out;
}

FleetOrders Fleet::unplugged(const std::string& id, TimePoint now) {
    FleetOrders out;
    const auto* member = find(id);
    if (member == nullptr) return out;
    if (owner_ == id) {
        if (member->state.lifted_to_dial) out.commands.emplace_back(core::HandsetDropped{});
        awaited_ = in_call(view_);
        last_key_ = member->device.key;
        owner_.clear();
    }
    std::erase_if(members_, [&](const auto& m) { return m->device.id == id; });
    show_all(now, out);
    return out;
}

FleetOrders Fleet::report(const std::string& id, std::span<const std::uint8_t> bytes,
                          TimePoint now) {
    FleetOrders out;
    auto* member = find(id);
    if (member == nullptr) return out;
    for (const auto& event : member->reader.read(bytes)) {
        if (awaited_ && lifts(event)) { // The old handset is gone; this one is in the hand.
            awaited_ = false;
            owner_ = id;
            last_key_ = member->device.key;
            show_all(now, out);
        }
        feed(*member, event, now, out);
    }
    show_all(now, out);
    return out;
}

FleetOrders Fleet::lamps_lost(const std::string& id, TimePoint now) {
    FleetOrders out;
    if (auto* member = find(id)) feed(*member, LampsLost{}, now, out);
    return out;
}

FleetOrders Fleet::view(const HandsetView& view, TimePoint now) {
    FleetOrders out;
    view_ = view;
    if (!in_call(view_)) awaited_ = false;
    show_all(now, out);
    return out;
}

FleetOrders Fleet::time_passed(TimePoint now) {
    FleetOrders out;
    for (auto& member : members_) feed(*member, TimePassed{}, now, out);
    show_all(now, out);
    return out;
}

FleetOrders Fleet::resumed(TimePoint) {
    FleetOrders out;
    for (auto& member : members_)
        if (!(lamps(member->state, member->traits) == Lamps{})) light(*member, Repeat::All, out);
    return out;
}

FleetOrders Fleet::examined(bool now_examined, TimePoint now) {
    FleetOrders out;
    if (std::exchange(examined_, now_examined) == now_examined) return out;
    for (auto& member : members_)
        if (std::exchange(member->tried_out, false)) light(*member, Repeat::Changes, out);
    show_all(now, out);
    return out;
}

FleetOrders Fleet::try_out(const std::string& id, const std::vector<OutputRole>& roles) {
    FleetOrders out;
    auto* member = find(id);
    if (member == nullptr || !(lamps(member->state, member->traits) == Lamps{})) return out;
    member->tried_out = !roles.empty();
    auto reports = member->lamps.try_out(roles);
    if (!reports.empty()) out.writes.push_back({id, std::move(reports)});
    return out;
}

bool Fleet::used_elsewhere(const std::string& id) const {
    return std::ranges::any_of(members_, [&](const auto& member) {
        return member->device.id == id && member->state.foreign;
    });
}

std::optional<TimePoint> Fleet::next_deadline() const {
    std::optional<TimePoint> next;
    for (const auto& member : members_)
        if (const auto at = hid::next_deadline(member->state))
            next = next ? std::min(*next, *at) : at;
    return next;
}

} // namespace sangdam::hid
