// SPDX-License-Identifier: MIT
//
// The supervisor's board (전광판): how the centre does now and has done today, hour by hour. On the
// presenters' executor.
#pragma once

#include "base/clock.h"
#include "base/timers.h"
#include "core/ports/centre.h"
#include "desk/briefing.h"
#include "desk/centre_feed.h"
#include "desk/lifeline.h"
#include "desk/signal.h"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::desk {

struct Hour {
    int arrived = 0; // Incoming, offered in this hour.
    int answered = 0;
    int missed = 0;
    int outgoing = 0;
    std::chrono::seconds waited{0}; // Of the answered ones, together.

    friend bool operator==(const Hour&, const Hour&) = default;
};
using Day24 = std::array<Hour, 24>; // By the local hour.

struct BoardView {
    core::Board board;
    std::chrono::seconds longest{0};
    std::vector<core::Agent> agents; // By state, then by name.
    Day24 hours;
    std::size_t calls_read = 0;
    bool reading = false; // The day's calls are being read; cancel() stops it.
    bool known = false;
    bool stale = true;

    friend bool operator==(const BoardView&, const BoardView&) = default;
};

void count(Day24&, const core::CallRecord&, std::chrono::minutes zone = kKorea); // Pure.

class BoardWatch {
public:
    BoardWatch(core::Centre&, CentreFeed&, const base::Clock&, base::Timers&);

    const BoardView& view() const { return view_.get(); }
    [[nodiscard]] Subscription watch(std::function<void(const BoardView&)> f) {
        return view_.watch(std::move(f));
    }
    void open();  // A board is looked at: it is kept fresh from now on …
    void close(); // … until here.

private:
    void read();
    void read_day();
    void next_page(std::string after);
    void call_ended(const core::CallRecord&);
    void refresh();

    core::Centre& centre_;
    CentreFeed& feed_;
    const base::Clock& clock_;
    base::Timers& timers_;
    bool open_ = false;
    core::Board board_;
    bool known_ = false;
    Day24 hours_{}, counting_{};
    std::size_t calls_ = 0, counted_ = 0;
    bool reading_ = false;
    base::Timer tick_, again_;
    int seconds_ = 0;
    Observed<BoardView> view_;
    Subscription events_, link_, names_;
    Lifeline life_;
};

} // namespace sangdam::desk
