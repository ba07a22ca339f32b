// SPDX-License-Identifier: MIT
//
// A real HubLink on the real network stack, against a scripted server in this process.
#pragma once

#include "base/strand.h"
#include "fakes/eventually.h"
#include "fakes/manual_clock.h"
#include "fakes/scripted_server.h"
#include "hublink/hub_link.h"
#include "wire/json.h"
#include "wire/problem.h"
#include "wire/sse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::hublink {

using fakes::Heard;
using fakes::SeenRequest;
using fakes::Wire;

class LinkBench : public testing::Test, public core::CentreListener {
protected:
    struct Asked {
        SeenRequest request;
        std::shared_ptr<Wire> wire;
    };
    struct NoChance final : base::Random {
        std::uint64_t next() override { return 0; } // Shortest waits.
    };

    LinkBench() { open({}); }
    // Before any member of a test has gone that a reply could still want.
    void TearDown() override {
        fakes::on(replies, [this] { link.reset(); });
    }

    void open(HubLink::Settings settings) {
        settings.url = settings.url.empty() ? server.url() : settings.url;
        fakes::on(replies, [&] {
            link.reset();
            link = std::move(HubLink::open(settings, replies, clock, random)).value();
            link->set_listener(this);
        });
    }

    // --- the server: sign-in is answered by itself, everything else by the test ------------------
    void serve(const SeenRequest& request, const std::shared_ptr<Wire>& wire) {
        if (request.target == "/v1/session" && request.method == "POST") {
            signed_in.push(request);
            const std::lock_guard lock(mutex_);
            if (refuse_sign_in) return wire->answer(401, problem(*refuse_sign_in));
            return wire->answer(201, session_answer("token-" + std::to_string(++tokens_)));
        }
        asked.push({request, wire});
    }
    static std::string session_answer(const std::string& token) {
        wire::SessionAnswer answer;
        answer.token = base::Secret(token);
        answer.granted.me.id = core::AgentId("a-hong");
        answer.granted.me.login = "hong";
        answer.granted.seat = {"sip:127.0.0.1:5060", "201", base::Secret("pw")};
        return wire::to_json(answer);
    }
    static std::string problem(std::string_view code) { return wire::to_json(wire::problem(code)); }
    std::optional<Asked> next(const std::string& target) {
        return asked.take([&](const Asked& each) { return each.request.target == target; });
    }
    std::shared_ptr<Wire> next_stream(std::string* resumed_after = nullptr) {
        const auto stream = next("/v1/events");
        if (!stream) return nullptr;
        if (resumed_after) *resumed_after = stream->request.header("last-event-id");
        return stream->wire;
    }

    // --- the desktop
    // -------------------------------------------------------------------------------
    void link_changed(core::LinkState state) override { links.push(state); }
    void centre_event(const core::CentreEvent& event) override { events.push(event); }
    void session_ended(const base::Error& why) override { ended.push(why); }

    template <class T>
    core::Reply<T> into(Heard<base::Result<T>>& heard) {
        return [&heard](base::Result<T> result) { heard.push(std::move(result)); };
    }
    template <class F>
    void ask(F call) {
        replies.post([this, call = std::move(call)] { call(*link); });
    }
    template <class T>
    static std::optional<base::Result<T>> any(Heard<base::Result<T>>& heard) {
        return heard.take([](const auto&) { return true; });
    }
    bool becomes(core::LinkState state) {
        return links.take([&](core::LinkState each) { return each == state; }).has_value();
    }
    std::optional<std::uint64_t> next_sequence() {
        const auto event = events.take([](const auto&) { return true; });
        return event ? std::optional(event->sequence) : std::nullopt;
    }
    void sign_in() {
        ask([this](HubLink& to) { to.sign_in("hong", base::Secret("right"), into(grants)); });
        const auto granted = any(grants);
        ASSERT_TRUE(granted && granted->has_value());
    }
    static std::string frame(std::uint64_t sequence) {
        return wire::sse_frame(core::CentreEvent{sequence, core::SettingsChanged{}});
    }
    void refuse_sign_ins(std::optional<std::string_view> code) {
        const std::lock_guard lock(mutex_);
        refuse_sign_in = code;
    }

    Heard<SeenRequest> signed_in;
    Heard<Asked> asked;
    Heard<core::LinkState> links;
    Heard<core::CentreEvent> events;
    Heard<base::Error> ended;
    Heard<base::Result<core::SessionGranted>> grants;
    std::mutex mutex_;
    std::optional<std::string_view> refuse_sign_in; // Guarded by mutex_.
    int tokens_ = 0;                                // Guarded by mutex_.
    fakes::ManualClock clock;
    NoChance random;
    base::Strand replies{"replies"};
    fakes::ScriptedServer server{
        [this](const auto& request, const auto& wire) { serve(request, wire); }};
    std::unique_ptr<HubLink> link;
};

} // namespace sangdam::hublink
