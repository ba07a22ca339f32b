// SPDX-License-Identifier: MIT
//
// The settings page "Handset": which devices are there, what each can do, the key that was pressed
// just now, the lamps that are lit on trial, and a lesson. Only while the page is open do keys come
// here and are not obeyed. Presenters' executor.
#pragma once

#include "base/timers.h"
#include "core/ports/handset_check.h"
#include "desk/signal.h"

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace sangdam::desk {

inline constexpr std::chrono::milliseconds kPressShown{900};

struct HandsetPageView {
    bool open = false;
    std::vector<core::HandsetPlan> devices;
    std::string chosen;                         // Id; empty: there is none.
    std::map<std::string, std::string> pressed; // Role -> what, of the chosen one, just now.
    std::string last_role, last_what;           // The last press; stays.
    std::set<std::string> lit;                  // Roles of lamps lit on trial.
    core::TeachView teaching;

    const core::HandsetPlan* plan() const; // Of the chosen one; null: none.
    friend bool operator==(const HandsetPageView&, const HandsetPageView&) = default;
};

class HandsetPage final : public core::HandsetCheckListener {
public:
    // Both must outlive it.
    HandsetPage(core::HandsetCheck& check, base::Timers& timers) : check_(check), timers_(timers) {}
    ~HandsetPage() override;

    const HandsetPageView& view() const { return view_.get(); }
    [[nodiscard]] Subscription watch(std::function<void(const HandsetPageView&)> f) {
        return view_.watch(std::move(f));
    }

    void open();
    void close(); // Lamps go out, a lesson ends.
    void choose(const std::string& id);
    void toggle_lamp(const std::string& role);
    void teach();
    void answer(core::TeachAnswer);
    void forget_taught();

    void plans_changed(const std::vector<core::HandsetPlan>&) override;
    void pressed(const core::HandsetPress&) override;
    void teaching(const core::TeachView&) override;

private:
    template <class Change>
    void change(Change what) {
        auto next = view_.get();
        what(next);
        view_.set(std::move(next));
    }

    core::HandsetCheck& check_;
    base::Timers& timers_;
    Observed<HandsetPageView> view_;
    std::map<std::string, base::Timer> fading_; // By role.
};

} // namespace sangdam::desk
