// SPDX-License-Identifier: MIT

#include "desk/on_executor.h"

#include <utility>

namespace sangdam::desk {
namespace {

// The hop itself: the call runs on `executor`, if the target still lives then.
template <class T, class F>
void hop(base::Executor& executor, const std::weak_ptr<T>& target, F call) {
    executor.post([target, call = std::move(call)] {
        if (const auto alive = target.lock()) call(*alive);
    });
}

} // namespace

CallsListenerOn::CallsListenerOn(base::Executor& executor, std::weak_ptr<CallsListener> target)
    : executor_(executor), target_(std::move(target)) {}

void CallsListenerOn::calls_changed(const CallsView& view) {
    hop(executor_, target_, [view](CallsListener& to) { to.calls_changed(view); });
}

HandsetDeskListenerOn::HandsetDeskListenerOn(base::Executor& executor,
                                             std::weak_ptr<HandsetDeskListener> target)
    : executor_(executor), target_(std::move(target)) {}

void HandsetDeskListenerOn::handset_changed(const HandsetDeskView& view) {
    hop(executor_, target_, [view](HandsetDeskListener& to) { to.handset_changed(view); });
}

CallCommandsOn::CallCommandsOn(base::Executor& executor, std::weak_ptr<CallCommands> target,
                               base::Executor& replies)
    : executor_(executor), target_(std::move(target)), replies_(replies) {}

void CallCommandsOn::answer(Which which) {
    hop(executor_, target_, [which](CallCommands& to) { to.answer(which); });
}
void CallCommandsOn::hang_up(Which which) {
    hop(executor_, target_, [which](CallCommands& to) { to.hang_up(which); });
}
void CallCommandsOn::decline(Which which) {
    hop(executor_, target_, [which](CallCommands& to) { to.decline(which); });
}
void CallCommandsOn::hold(Switch on, Which which) {
    hop(executor_, target_, [on, which](CallCommands& to) { to.hold(on, which); });
}
void CallCommandsOn::mute(Switch on, Which which) {
    hop(executor_, target_, [on, which](CallCommands& to) { to.mute(on, which); });
}
void CallCommandsOn::digit(char key, Which which) {
    hop(executor_, target_, [key, which](CallCommands& to) { to.digit(key, which); });
}
void CallCommandsOn::dial(std::string target,
                          std::function<void(base::Result<core::CallId>)> done) {
    auto back = [&replies = replies_, done = std::move(done)](base::Result<core::CallId> result) {
        replies.post([done, result = std::move(result)] { done(result); });
    };
    hop(executor_, target_, [target = std::move(target), back = std::move(back)](CallCommands& to) {
        to.dial(target, back);
    });
}
void CallCommandsOn::redial() {
    hop(executor_, target_, [](CallCommands& to) { to.redial(); });
}

} // namespace sangdam::desk
