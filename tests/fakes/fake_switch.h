// SPDX-License-Identifier: MIT
//
// A switch that does what the test says and remembers what it was asked. Everything happens on the
// executor it was given, like with a real one; the test asks through ask().
#pragma once

#include "base/executor.h"
#include "core/ports/switch.h"

#include <functional>
#include <future>
#include <map>
#include <utility>
#include <vector>

namespace sangdam::fakes {

class FakeSwitch final : public core::SwitchPort {
public:
    struct PickUp {
        core::CallRef ref;
        core::AgentId agent;
    };

    struct Recording {
        core::CallRef ref;
        core::RecordingOrder order;
    };

    FakeSwitch(base::Executor& on, const base::Clock& clock) : on_(on), clock_(clock) {}

    void set_listener(core::SwitchListener listener) override { listener_ = std::move(listener); }
    base::Status start() override { return base::Done{}; }
    void set_seats(std::vector<core::Seat> seats) override { seats_ = std::move(seats); }
    void set_available(const core::AgentId& agent, bool available) override {
        available_[agent] = available;
    }
    void pick_up(const core::CallRef& ref, const core::AgentId& agent,
                 std::function<void(base::Status)> done) override {
        pick_ups_.push_back({ref, agent});
        if (on_pick_up_) on_pick_up_(std::move(done));
    }
    void set_settings(core::SwitchSettings settings, Done done) override {
        settings_ = std::move(settings);
        done(base::Done{});
    }
    void place_outcall(core::Outcall outcall, Done done) override {
        outcalls_.push_back(std::move(outcall));
        if (on_outcall_) on_outcall_(std::move(done));
    }
    void record(const core::CallRef& ref, core::RecordingOrder order, Done done) override {
        recordings_.push_back({ref, order});
        if (on_record_) on_record_(std::move(done));
    }
    void hang_up(const core::CallRef& ref) override { hung_up_.push_back(ref); }
    void snapshot(std::function<void(base::Result<core::SwitchSnapshot>)> told) override {
        told(snapshot_);
    }

    // --- for tests, from another thread: returns when the hub has dealt with it -----------------
    template <class F>
    auto ask(F question) -> decltype(question(std::declval<FakeSwitch&>())) {
        using Answer = decltype(question(std::declval<FakeSwitch&>()));
        std::packaged_task<Answer()> task([&] { return question(*this); });
        auto answer = task.get_future();
        on_.post([&task] { task(); });
        return answer.get();
    }
    void tell(core::SwitchEvent event) {
        ask([&](FakeSwitch&) { listener_({clock_.wall(), std::move(event)}); });
    }

    // What happens on pick_up: call `done` now, later or never.
    std::function<void(std::function<void(base::Status)>)> on_pick_up_ =
        [](const std::function<void(base::Status)>& done) { done(base::Done{}); };
    std::function<void(Done)> on_outcall_ = [](const Done& done) { done(base::Done{}); };
    std::function<void(Done)> on_record_ = [](const Done& done) { done(base::Done{}); };
    base::Result<core::SwitchSnapshot> snapshot_ = core::SwitchSnapshot{};
    core::SwitchSettings settings_;
    std::vector<core::Outcall> outcalls_;
    std::vector<Recording> recordings_;
    std::vector<core::Seat> seats_;
    std::map<core::AgentId, bool> available_;
    std::vector<PickUp> pick_ups_;
    std::vector<core::CallRef> hung_up_;

private:
    base::Executor& on_;
    const base::Clock& clock_;
    core::SwitchListener listener_;
};

} // namespace sangdam::fakes
