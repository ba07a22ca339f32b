// SPDX-License-Identifier: MIT
//
// A sip::Endpoint on a call thread of its own that writes down what it hears, for tests. Commands
// are called from the test's thread.
#pragma once

#include "fakes/eventually.h"
#include "sip/call_thread.h"
#include "sip/endpoint.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace sangdam::fakes {

struct SipHeard {
    std::string what; // "offered", "progress", "answered", "accepted", "confirmed" …
    sip::LegId leg{};
    int status = 0;
    std::string sdp;
    char digit = 0;
    sip::IncomingLeg offer;
    sip::Ending ending;
};

class SipSeat final : public sip::LegListener, public sip::Registrar {
public:
    // With users it is their registrar from the start.
    explicit SipSeat(sip::EndpointConfig config = {}, std::map<std::string, std::string> users = {})
        : secrets(std::move(users)) {
        on(thread, [&] {
            auto opened = sip::Endpoint::open(thread, config);
            if (!opened) {
                ADD_FAILURE() << opened.error().what;
                return;
            }
            endpoint = std::move(*opened);
            endpoint->set_listener(this);
            if (!secrets.empty()) endpoint->set_registrar(this);
        });
    }
    ~SipSeat() override { close(); }
    void close() {
        on(thread, [&] { endpoint.reset(); });
    }
    SipSeat(const SipSeat&) = delete;
    SipSeat& operator=(const SipSeat&) = delete;

    // Runs a command on the call thread: seat.tell([&](auto& e) { e.bye(leg); });
    template <class Work>
    auto tell(Work work) {
        return on(thread, [&] { return work(*endpoint); });
    }
    std::uint16_t port() {
        return tell([](sip::Endpoint& e) { return e.port(); });
    }
    std::string uri(const std::string& user = "seat", const std::string& parameters = "") {
        return "sip:" + user + "@127.0.0.1:" + std::to_string(port()) + parameters;
    }
    sip::LegId call(sip::OutgoingLeg leg) {
        return tell([&](sip::Endpoint& e) {
            auto id = e.invite(std::move(leg));
            EXPECT_TRUE(id) << (id ? "" : id.error().what);
            return id ? *id : sip::LegId{};
        });
    }
    // The next event of that name; a test failure and an empty one when it does not come.
    SipHeard expect(const std::string& what) {
        auto found = heard.take([&](const SipHeard& h) { return h.what == what; });
        if (!found) ADD_FAILURE() << "'" << what << "' did not come";
        return found.value_or(SipHeard{});
    }
    sip::AccountReport expect_report(sip::AccountReport::State state) {
        auto found = reports.take([&](const auto& r) { return r.state == state; });
        if (!found) ADD_FAILURE() << "account did not reach state " << static_cast<int>(state);
        return found.value_or(sip::AccountReport{});
    }
    sip::AccountId add_account(sip::Account account) {
        return tell([&](sip::Endpoint& e) {
            return e.add_account(std::move(account),
                                 [this](const sip::AccountReport& r) { reports.push(r); });
        });
    }
    void become_registrar(std::map<std::string, std::string> users) {
        tell([&](sip::Endpoint& e) {
            secrets = std::move(users);
            e.set_registrar(this);
        });
    }

    // LegListener
    void leg_offered(const sip::IncomingLeg& in) override {
        push({.what = "offered",
              .leg = in.leg,
              .status = 0,
              .sdp = in.sdp,
              .digit = 0,
              .offer = in,
              .ending = {}});
    }
    void leg_progress(sip::LegId leg, int status, const std::string& sdp) override {
        push(plain("progress", leg, status, sdp));
    }
    void leg_answered(sip::LegId leg, const std::string& sdp) override {
        push(plain("answered", leg, 200, sdp));
    }
    void leg_accepted(sip::LegId leg) override { push(plain("accepted", leg, 200, {})); }
    void leg_confirmed(sip::LegId leg, const std::string& sdp) override {
        push(plain("confirmed", leg, 0, sdp));
    }
    void leg_reoffered(sip::LegId leg, const std::string& sdp) override {
        push(plain("reoffered", leg, 0, sdp));
        if (!answer_reoffers_with.empty()) endpoint->answer(leg, answer_reoffers_with);
    }
    void leg_reanswered(sip::LegId leg, int status, const std::string& sdp) override {
        push(plain("reanswered", leg, status, sdp));
    }
    void leg_digit(sip::LegId leg, char digit) override {
        auto event = plain("digit", leg, 0, {});
        event.digit = digit;
        push(std::move(event));
    }
    void leg_ended(sip::LegId leg, const sip::Ending& ending) override {
        auto event = plain("ended", leg, ending.status, {});
        event.ending = ending;
        push(std::move(event));
    }

    // Registrar
    std::string realm() const override { return "practice"; }
    std::optional<base::Secret> secret_of(std::string_view user) const override {
        const auto found = secrets.find(std::string{user});
        return found == secrets.end() ? std::nullopt : std::optional{base::Secret{found->second}};
    }
    void reachable_changed(const std::string& user, bool reachable) override {
        reachables.push({user, reachable});
    }

    sip::CallThread thread{"call"};
    Heard<SipHeard> heard;
    Heard<sip::AccountReport> reports;
    Heard<std::pair<std::string, bool>> reachables;
    std::string answer_reoffers_with;           // Call thread. Empty: the test answers.
    std::map<std::string, std::string> secrets; // Call thread.
    std::unique_ptr<sip::Endpoint> endpoint;    // Call thread; gone before the thread is.

private:
    static SipHeard plain(std::string what, sip::LegId leg, int status, std::string sdp) {
        SipHeard event;
        event.what = std::move(what);
        event.leg = leg;
        event.status = status;
        event.sdp = std::move(sdp);
        return event;
    }
    void push(SipHeard event) { heard.push(std::move(event)); }
};

} // namespace sangdam::fakes
