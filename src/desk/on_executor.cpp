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

// The answer to a command, brought back to where it was asked.
template <class R>
std::function<void(R)> on(base::Executor& replies, std::function<void(R)> done) {
    return [&replies, done = std::move(done)](R result) {
        replies.post([done, result = std::move(result)] { done(result); });
    };
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
void CallCommandsOn::dial(std::string target, std::function<void(base::Result<core::CallId>)> done,
                          std::string account) {
    hop(executor_, target_,
        [target = std::move(target), account = std::move(account),
         back = on(replies_, std::move(done))](CallCommands& to) {
            to.dial(target, back, account);
        });
}
void CallCommandsOn::redial() {
    hop(executor_, target_, [](CallCommands& to) { to.redial(); });
}
void CallCommandsOn::transfer(std::string target, Done done, Which which) {
    hop(executor_, target_,
        [target = std::move(target), which, back = on(replies_, std::move(done))](
            CallCommands& to) { to.transfer(target, back, which); });
}
void CallCommandsOn::transfer_to_consulted(Done done) {
    hop(executor_, target_, [back = on(replies_, std::move(done))](CallCommands& to) {
        to.transfer_to_consulted(back);
    });
}
void CallCommandsOn::swap() {
    hop(executor_, target_, [](CallCommands& to) { to.swap(); });
}
void CallCommandsOn::conference(Switch wish, Done done) {
    hop(executor_, target_, [wish, back = on(replies_, std::move(done))](CallCommands& to) {
        to.conference(wish, back);
    });
}
void CallCommandsOn::pick_up(std::string extension,
                             std::function<void(base::Result<core::CallId>)> done) {
    hop(executor_, target_,
        [extension = std::move(extension), back = on(replies_, std::move(done))](CallCommands& to) {
            to.pick_up(extension, back);
        });
}
void CallCommandsOn::watch_seats(std::vector<std::string> extensions) {
    hop(executor_, target_,
        [extensions = std::move(extensions)](CallCommands& to) { to.watch_seats(extensions); });
}

} // namespace sangdam::desk
