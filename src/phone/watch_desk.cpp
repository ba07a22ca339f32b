// SPDX-License-Identifier: MIT

#include "phone/watch_desk.h"

#include <algorithm>
#include <utility>

namespace sangdam::phone {

using State = sip::WatchedDialog::State;

base::Result<PickUpWay> way_to_pick_up(const SeatAccount& seat, std::string_view extension,
                                       const std::vector<sip::WatchedDialog>& dialogs) {
    const auto ringing = std::ranges::find_if(dialogs, [](const sip::WatchedDialog& each) {
        return each.incoming && each.state == State::Early;
    });
    if (ringing != dialogs.end() && !ringing->call_id.empty() && !ringing->local_tag.empty() &&
        !ringing->remote_tag.empty()) {
        // The dialog as the ringing telephone sees it: its own tag is the to-tag there (§6.1).
        return PickUpWay{std::string{extension}, ringing->call_id +
                                                     ";to-tag=" + ringing->local_tag +
                                                     ";from-tag=" + ringing->remote_tag};
    }
    if (seat.account.pickup_code.empty())
        return base::Error{base::Errc::Unavailable,
                           "the PBX does not say enough of that call, and the account has no "
                           "code for picking up"};
    return PickUpWay{seat.account.pickup_code + std::string{extension}, {}};
}

core::SeatState seat_state(const std::string& extension,
                           const std::vector<sip::WatchedDialog>& dialogs) {
    core::SeatState seat;
    seat.extension = extension;
    seat.known = true;
    for (const auto& each : dialogs) {
        core::SeatCall call;
        call.state = each.state == State::Confirmed ? core::SeatCall::State::Talking
                                                    : core::SeatCall::State::Ringing;
        call.incoming = each.incoming;
        call.peer = core::PhoneNumber::parse(each.remote_user);
        call.peer_name = each.remote_display;
        seat.calls.push_back(std::move(call));
    }
    return seat;
}

WatchDesk::WatchDesk(sip::Endpoint& endpoint, const SeatAccounts& accounts)
    : endpoint_(endpoint), accounts_(accounts) {
    endpoint_.set_watch_listener(this);
}

WatchDesk::~WatchDesk() { endpoint_.set_watch_listener(nullptr); }

void WatchDesk::watch(std::vector<std::string> extensions) {
    wanted_ = std::move(extensions);
    std::erase_if(known_, [&](const auto& entry) {
        return std::ranges::find(wanted_, entry.first) == wanted_.end();
    });
    if (registered_) endpoint_.watch_dialogs(accounts_.front().id, wanted_);
}

void WatchDesk::registered() {
    registered_ = true;
    endpoint_.watch_dialogs(accounts_.front().id, wanted_);
    if (accounts_.front().account.watch_messages) endpoint_.watch_messages(accounts_.front().id);
}

base::Result<PickUpWay> WatchDesk::pick_up(std::string_view extension) const {
    const auto at = known_.find(extension);
    return way_to_pick_up(accounts_.front(), extension,
                          at == known_.end() ? std::vector<sip::WatchedDialog>{} : at->second);
}

void WatchDesk::dialogs_told(const std::string& extension,
                             const std::vector<sip::WatchedDialog>& dialogs) {
    known_[extension] = dialogs;
    if (listener_ != nullptr) listener_->seat_changed(seat_state(extension, dialogs));
}

void WatchDesk::dialogs_unknown(const std::string& extension) {
    known_.erase(extension);
    core::SeatState unknown;
    unknown.extension = extension;
    if (listener_ != nullptr) listener_->seat_changed(unknown);
}

void WatchDesk::messages_told(const sip::MessageSummary& summary) {
    if (listener_ != nullptr)
        listener_->messages_changed({summary.waiting, summary.fresh, summary.old});
}

} // namespace sangdam::phone
