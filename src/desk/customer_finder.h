// SPDX-License-Identifier: MIT
//
// Ctrl+K: finds a customer by name, by the last four digits or by the whole number. The centre
// searches; nothing but the newest question is shown. On the presenters' executor.
#pragma once

#include "base/timers.h"
#include "core/ports/centre.h"
#include "desk/lifeline.h"
#include "desk/signal.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace sangdam::desk {

enum class Search { Idle, Asking, Found, Nobody, Failed };

struct FinderView {
    std::string typed;
    Search search = Search::Idle;
    std::vector<core::Customer> customers;
    bool more = false; // Only the first ones are shown: type more.

    friend bool operator==(const FinderView&, const FinderView&) = default;
};

// Typing rests so long before the centre is asked: each search of a person is in its access log.
inline constexpr std::chrono::milliseconds kTypingRest{300};

class CustomerFinder {
public:
    CustomerFinder(core::Centre&, base::Timers&);

    const FinderView& view() const { return view_.get(); }
    [[nodiscard]] Subscription watch(std::function<void(const FinderView&)> f) {
        return view_.watch(std::move(f));
    }
    void type(std::string);
    void clear();

private:
    void ask();

    core::Centre& centre_;
    base::Timers& timers_;
    base::Timer rest_;
    std::uint64_t question_ = 0;
    Observed<FinderView> view_;
    Lifeline life_;
};

} // namespace sangdam::desk
