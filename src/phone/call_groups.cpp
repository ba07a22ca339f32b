// SPDX-License-Identifier: MIT
//
// PhoneCalls where more than one call is meant: transfers and the conference.

#include "base/log.h"
#include "phone/phone_calls.h"
#include "sip/message.h"

#include <algorithm>

namespace sangdam::phone {
namespace {

using namespace std::chrono_literals;
using core::Phase;

// The new call of the far end may ring as long as a telephone rings. Then whoever was handed on
// hears a person again and not music for ever.
constexpr auto kWordWithin = 90s;

base::Error not_up() { return {base::Errc::Conflict, "only a call that is up can be handed on"}; }

bool is_up(const core::Call& call) {
    return (call.phase == Phase::Talking || call.phase == Phase::Held) && !call.transferring;
}

} // namespace

base::Status PhoneCalls::transfer(core::CallId id, std::string_view target) {
    const auto* line = find(id);
    if (line == nullptr || !is_up(line->call)) return not_up();
    SDC_TRY(const auto uri, request_uri(target, seat_of(*line).registrar));
    // How the far end reaches its PBX is the far end's business.
    apply(id, core::TransferTo{uri.substr(0, uri.find(';'))});
    return base::Done{};
}

base::Status PhoneCalls::transfer_into(core::CallId id, core::CallId consulted) {
    const auto* line = find(id);
    const auto* other = find(consulted);
    if (id == consulted || line == nullptr || other == nullptr || !is_up(line->call) ||
        !is_up(other->call))
        return not_up();
    apply(id, core::TransferInto{consulted});
    return base::Done{};
}

void PhoneCalls::await_word(Line& line) {
    line.refer_word = timers_.after(kWordWithin, [this, id = line.call.id] {
        base::log::warn("phone", "call {}: the far end never told how the transfer went",
                        static_cast<std::uint32_t>(id));
        transfer_refused(id, core::EndCause::NoAnswer);
    });
}

void PhoneCalls::transfer_refused(core::CallId id, core::EndCause why) {
    auto* line = find(id);
    if (line == nullptr) return;
    line->refer_word.reset();
    const bool line_free = std::ranges::none_of(lines_, [](const auto& entry) {
        const auto phase = entry.second->call.phase;
        return phase == Phase::Talking || phase == Phase::Dialing || phase == Phase::Alerting;
    });
    apply(id, core::TransferRefused{why, line_free});
}

std::vector<core::CallId> PhoneCalls::conference() const {
    std::vector<core::CallId> members;
    for (const auto& [id, line] : lines_)
        if (line->call.conference) members.push_back(id);
    return members;
}

base::Status PhoneCalls::set_conference(bool on) {
    if (!on) {
        const auto members = conference();
        for (const auto id : members) apply(id, core::SetConference{false});
        for (std::size_t i = 1; i < members.size(); ++i) apply(members[i], core::SetHold{true});
        return base::Done{};
    }
    std::vector<core::CallId> up;
    for (const auto& [id, line] : lines_)
        if (is_up(line->call)) up.push_back(id);
    if (up.size() < 2)
        return base::Error{base::Errc::Conflict, "a conference needs two calls that are up"};
    for (const auto id : up) apply(id, core::SetConference{true});
    return base::Done{};
}

void PhoneCalls::leave_conference_alone() {
    const auto members = conference();
    if (members.size() == 1) apply(members.front(), core::SetConference{false});
}

void PhoneCalls::set_hold(core::CallId id, bool on) {
    const auto* line = find(id);
    const auto members = conference();
    const bool together = line != nullptr && line->call.conference;
    take_the_line(id, core::SetHold{on});
    if (!together) return;
    for (const auto each : members)
        if (each != id) apply(each, core::SetHold{on});
}

void PhoneCalls::set_mute(core::CallId id, bool on) {
    const auto* line = find(id);
    const auto members = line != nullptr && line->call.conference ? conference() : std::vector{id};
    for (const auto each : members) apply(each, core::SetMute{on});
}

void PhoneCalls::tell_media(Line& line) {
    if (line.session.agreed()) apply(line.call.id, media_agreed(line.session));
}

} // namespace sangdam::phone
