// SPDX-License-Identifier: MIT
//
// How a window follows a presenter: it watches a value and is called when the value has changed.
// One thread; a callback may watch, stop watching, and change the value from inside.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace sangdam::desk {

// Ends the watching when it goes. May outlive what it watches.
class Subscription {
public:
    Subscription() = default;
    explicit Subscription(std::shared_ptr<void> slot) : slot_(std::move(slot)) {}
    void reset() { slot_.reset(); }

private:
    std::shared_ptr<void> slot_; // The callback itself; the signal holds it weakly.
};

template <class... A>
class Signal {
public:
    using Callback = std::function<void(const A&...)>;

    [[nodiscard]] Subscription watch(Callback callback) {
        auto slot = std::make_shared<Callback>(std::move(callback));
        slots_.push_back(slot);
        return Subscription(std::move(slot));
    }
    void emit(const A&... args) {
        std::erase_if(slots_, [](const auto& slot) { return slot.expired(); });
        const auto now = slots_; // A copy: callbacks may come and go while we walk.
        for (const auto& weak : now)
            if (const auto slot = weak.lock()) (*slot)(args...);
    }

private:
    std::vector<std::weak_ptr<Callback>> slots_;
};

// A value with watchers. Setting an equal value wakes nobody: that is what keeps windows still.
template <class View>
class Observed {
public:
    const View& get() const { return view_; }
    void set(View view) {
        if (view == view_) return;
        view_ = std::move(view);
        const View now = view_; // A watcher may set again while we tell this one.
        changed_.emit(now);
    }
    // Called with every later value; the present one is at get().
    [[nodiscard]] Subscription watch(std::function<void(const View&)> callback) {
        return changed_.watch(std::move(callback));
    }

private:
    View view_{};
    Signal<View> changed_;
};

} // namespace sangdam::desk
