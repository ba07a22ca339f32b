// SPDX-License-Identifier: MIT

#include "shell/ctl_server.h"

#include <optional>
#include <utility>

namespace sangdam::shell {
namespace {

using desk::Switch;

std::string good(std::string text = "ok") { return to_line(CtlAnswer{true, std::move(text)}); }
std::string bad(std::string text) { return to_line(CtlAnswer{false, std::move(text)}); }

std::optional<Switch> parse_switch(const CtlRequest& request) {
    if (request.arguments.empty()) return Switch::Toggle;
    if (request.arguments.front() == "on") return Switch::On;
    if (request.arguments.front() == "off") return Switch::Off;
    return std::nullopt;
}

std::function<void(base::Status)> told(const CtlServer::Reply& reply) {
    return [reply](const base::Status& done) { reply(done ? good() : bad(done.error().what)); };
}
std::function<void(base::Result<core::CallId>)> told_call(const CtlServer::Reply& reply) {
    return [reply](const base::Result<core::CallId>& call) {
        reply(call ? good(std::to_string(static_cast<unsigned>(*call))) : bad(call.error().what));
    };
}

// Where a call goes and who is on the line. False: not such a verb.
bool hand_on_verb(desk::CallCommands& calls, const CtlRequest& request,
                  const CtlServer::Reply& reply) {
    const auto& verb = request.verb;
    const auto& arguments = request.arguments;
    if (verb == "transfer") {
        arguments.empty() ? calls.transfer_to_consulted(told(reply))
                          : calls.transfer(arguments.front(), told(reply));
    } else if (verb == "swap") {
        calls.swap();
        reply(good());
    } else if (verb == "conference") {
        const auto to = parse_switch(request);
        to ? calls.conference(*to, told(reply)) : reply(bad("conference takes on, off or nothing"));
    } else if (verb == "pickup") {
        arguments.empty() ? reply(bad("pickup takes the extension that rings"))
                          : calls.pick_up(arguments.front(), told_call(reply));
    } else if (verb == "watch") {
        calls.watch_seats(arguments);
        reply(good());
    } else {
        return false;
    }
    return true;
}

// What concerns a call, at once and on the call thread. False: not such a verb.
bool call_verb(desk::CallCommands& calls, const CtlRequest& request,
               const CtlServer::Reply& reply) {
    const auto& verb = request.verb;
    if (verb == "answer") {
        calls.answer();
        reply(good());
    } else if (verb == "hangup") {
        calls.hang_up();
        reply(good());
    } else if (verb == "mute" || verb == "hold") {
        const auto to = parse_switch(request);
        if (!to) {
            reply(bad(verb + " takes on, off or nothing"));
        } else {
            verb == "mute" ? calls.mute(*to) : calls.hold(*to);
            reply(good());
        }
    } else if (verb == "digits" || verb == "dtmf") {
        if (request.arguments.empty())
            return reply(bad(verb + " takes the keys, such as 12#")), true;
        for (const char key : request.arguments.front()) calls.digit(key);
        reply(good());
    } else if (verb == "dial") {
        if (request.arguments.empty()) return reply(bad("dial takes a number")), true;
        calls.dial(request.arguments.front(), told_call(reply),
                   request.arguments.size() > 1 ? request.arguments[1] : "");
    } else {
        return false;
    }
    return true;
}

void desk_verb(const CtlServer::Doors& doors, const CtlRequest& request,
               const CtlServer::Reply& reply) {
    const auto& verb = request.verb;
    if (verb == "status") return reply(good(doors.status(request.json)));
    if (verb == "state") {
        const auto trouble = doors.set_state(request);
        return reply(trouble.empty() ? good() : bad(trouble));
    }
    if (verb == "show") {
        doors.show(request.arguments);
        return reply(good());
    }
    if (verb == "quit") {
        reply(good());
        return doors.quit();
    }
    reply(bad("unknown verb: " + verb));
}

} // namespace

void CtlServer::handle(const std::string& line, Reply reply) const {
    auto request = parse_request(line);
    if (!request) return reply(bad(request.error().what));
    const auto calls = doors_->calls.lock();
    if (!calls) return reply(bad("the desk is closing"));
    if (call_verb(*calls, *request, reply) || hand_on_verb(*calls, *request, reply)) return;
    // Weak: the desk may be gone when its turn comes, and the doors lead into it.
    doors_->presenters.post([doors = std::weak_ptr(doors_), request = std::move(request).value(),
                             reply = std::move(reply)] {
        if (const auto open = doors.lock()) {
            desk_verb(*open, request, reply);
        } else {
            reply(bad("the desk is closing"));
        }
    });
}

} // namespace sangdam::shell
