// SPDX-License-Identifier: MIT

#include "desk/agent_desk.h"

#include <algorithm>
#include <utility>

namespace sangdam::desk {
namespace {

using core::AgentState;
using core::LinkState;

SignInTrouble trouble_of(base::Errc code) {
    switch (code) {
    case base::Errc::Refused: return SignInTrouble::Refused;
    case base::Errc::BadInput:
    case base::Errc::NotFound: return SignInTrouble::Misconfigured; // Some other server answers.
    default: return SignInTrouble::Unreachable;
    }
}

Reach reach(const AgentView& view) {
    if (view.sign_in != SignIn::In) return Reach::NotAvailable;
    if (view.link == LinkState::Offline) return Reach::NoHub;
    if (view.registration.state != core::RegistrationState::Registered) return Reach::NoPhone;
    return view.state == AgentState::Available ? Reach::Reachable : Reach::NotAvailable;
}

} // namespace

AgentDesk::AgentDesk(core::Centre& centre, CentreFeed& feed) : centre_(centre), feed_(feed) {
    link_ = feed_.watch_link(
        [this](LinkState link) { update([&](AgentView& view) { view.link = link; }); });
    // An event, or the whole list after a gap: either way the feed knows me best.
    names_ = feed_.watch_names([this] {
        const auto me = feed_.colleagues().find(view_.get().me.id);
        if (me != feed_.colleagues().end()) me_changed(me->second);
    });
    ended_ = feed_.watch_ended([this](const base::Error& why) {
        ++wish_;
        update([&](AgentView& view) {
            view.sign_in = SignIn::Out;
            view.trouble = SignInTrouble::Replaced;
            view.trouble_what = why.what;
            view.changing_to.reset();
        });
    });
}

template <class F>
void AgentDesk::update(F change) {
    AgentView view = view_.get();
    change(view);
    const bool in = view.sign_in == SignIn::In;
    view.state = !in ? AgentState::Offline : talking_ ? AgentState::OnCall : view.me.state;
    view.offline_bar = in && view.link == LinkState::Offline;
    view.reach = reach(view);
    view_.set(std::move(view));
}

void AgentDesk::sign_in(std::string login, base::Secret password) {
    if (view_.get().sign_in == SignIn::Trying) return;
    update([](AgentView& view) {
        view.sign_in = SignIn::Trying;
        view.trouble = SignInTrouble::None;
        view.trouble_what.clear();
    });
    centre_.sign_in(std::move(login), std::move(password),
                    life_.guard([this](const base::Result<core::SessionGranted>& answer) {
                        answer ? granted(*answer) : refused(answer.error());
                    }));
}

void AgentDesk::granted(const core::SessionGranted& session) {
    update([&](AgentView& view) {
        view.sign_in = SignIn::In;
        view.me = session.me;
        view.link = feed_.link();
        view.numbers.clear();
        std::ranges::copy_if(session.numbers, std::back_inserter(view.numbers),
                             &core::OwnNumber::approved);
        if (!session.me.shown.empty()) view.chosen_number = session.me.shown;
        const auto chosen =
            std::ranges::find(view.numbers, view.chosen_number, &core::OwnNumber::key);
        if (chosen == view.numbers.end())
            view.chosen_number = view.numbers.empty() ? "" : view.numbers.front().key;
    });
    granted_.emit(session);
}

void AgentDesk::refused(const base::Error& error) {
    update([&](AgentView& view) {
        view.sign_in = SignIn::Out;
        view.trouble = trouble_of(error.code);
        view.trouble_what = error.what;
    });
}

void AgentDesk::sign_out() {
    if (view_.get().sign_in != SignIn::In) return;
    ++wish_;
    update([](AgentView& view) {
        view.sign_in = SignIn::Out;
        view.changing_to.reset();
    });
    // The hub forgets the token by itself if it cannot be told.
    centre_.sign_out([](const base::Result<base::Done>&) {});
}

void AgentDesk::set_state(AgentState state, std::string away_reason) {
    if (state != AgentState::Available && state != AgentState::Away) return;
    if (view_.get().sign_in != SignIn::In) return;
    const auto wish = ++wish_;
    update([&](AgentView& view) {
        view.changing_to = state;
        view.change_failed = false;
    });
    centre_.set_state(state, std::move(away_reason),
                      life_.guard([this, wish](const base::Result<core::Agent>& answer) {
                          if (wish != wish_) return;
                          update([&](AgentView& view) {
                              view.changing_to.reset();
                              view.change_failed = !answer;
                              if (answer) view.me = *answer;
                          });
                      }));
}

void AgentDesk::choose_number(const std::string& key) {
    const auto& now = view_.get();
    if (key == now.chosen_number ||
        std::ranges::find(now.numbers, key, &core::OwnNumber::key) == now.numbers.end())
        return;
    update([&](AgentView& view) {
        view.chosen_number = key;
        view.change_failed = false;
    });
    const auto wish = ++number_wish_;
    centre_.show_number(key, life_.guard([this, wish](const base::Result<core::Agent>& answer) {
        if (wish != number_wish_) return;
        update([&](AgentView& view) {
            view.change_failed = !answer;
            if (answer) view.me = *answer;
        });
    }));
}

void AgentDesk::me_changed(const core::Agent& me) {
    update([&](AgentView& view) { view.me = me; });
}

void AgentDesk::calls_changed(const CallsView& calls) {
    talking_ = std::ranges::any_of(
        calls.live, [](const CallView& each) { return each.call.phase != core::Phase::Ringing; });
    update([&](AgentView& view) { view.registration = calls.registration; });
}

} // namespace sangdam::desk
