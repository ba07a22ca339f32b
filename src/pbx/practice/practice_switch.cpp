// SPDX-License-Identifier: MIT

#include "pbx/practice/practice_switch.h"

#include "pbx/practice/switchboard.h"
#include "sip/call_thread.h"

#include <cstdint>
#include <latch>
#include <map>
#include <utility>

namespace sangdam::pbx {

// Lives on two threads: what is marked "call thread" is touched by posted tasks only.
struct PracticeSwitch::Impl {
    Impl(PracticeConfig c, base::Executor& events, const base::Clock& time, base::Random& bits)
        : config(std::move(c)), events_on(events), clock(time), random(bits) {}

    base::Status open_board() { // Call thread.
        SDC_TRY(board,
                Switchboard::open(thread, clock, random, config,
                                  {[this](const core::SwitchNotice& notice) { tell(notice); },
                                   [this](std::uint64_t ticket, const base::Status& status) {
                                       reply(ticket, status);
                                   }}));
        return base::Done{};
    }

    // The weak pointers end with the switch, which ends where these tasks run: nothing is called
    // afterwards.
    void tell(const core::SwitchNotice& notice) { // Call thread.
        if (observer) observer(notice);
        events_on.post([listener = std::weak_ptr(listener), notice] {
            if (const auto alive = listener.lock(); alive && *alive) (*alive)(notice);
        });
    }
    void reply(std::uint64_t ticket, const base::Status& status) { // Call thread.
        events_on.post([asked = std::weak_ptr(asked), ticket, status] {
            const auto alive = asked.lock();
            if (!alive) return;
            if (auto found = alive->extract(ticket)) found.mapped()(status);
        });
    }
    // Thread of `events_on`: does `work(board, ticket)` on the call thread, which replies.
    template <class Work>
    void ask(core::SwitchPort::Done done, Work work) {
        const auto ticket = next_ticket++;
        asked->emplace(ticket, std::move(done));
        thread.post([this, ticket, work = std::move(work)] {
            if (board)
                work(*board, ticket);
            else
                reply(ticket, base::Error{base::Errc::Unavailable, "the switch is off"});
        });
    }

    const PracticeConfig config;
    base::Executor& events_on;
    const base::Clock& clock;
    base::Random& random;

    // Thread of `events_on`.
    std::shared_ptr<core::SwitchListener> listener = std::make_shared<core::SwitchListener>();
    using Asked = std::map<std::uint64_t, core::SwitchPort::Done>;
    std::shared_ptr<Asked> asked = std::make_shared<Asked>();
    std::uint64_t next_ticket = 1;
    std::uint16_t port = 0;

    core::SwitchListener observer;      // Call thread; set before start().
    std::unique_ptr<Switchboard> board; // Call thread. Null before start() and if that failed.
    sip::CallThread thread{"switch"};
};

PracticeSwitch::PracticeSwitch(PracticeConfig config, base::Executor& events_on,
                               const base::Clock& clock, base::Random& random)
    : impl_(std::make_unique<Impl>(std::move(config), events_on, clock, random)) {}

PracticeSwitch::~PracticeSwitch() {
    impl_->thread.post([impl = impl_.get()] { impl->board.reset(); });
    impl_.reset(); // Joins the thread, which runs that task first.
}

void PracticeSwitch::set_listener(core::SwitchListener listener) {
    *impl_->listener = std::move(listener);
}

void PracticeSwitch::set_observer(core::SwitchListener observer) {
    impl_->observer = std::move(observer);
}

// Waits for the switch's thread: a program that cannot switch calls must say so before it says that
// it is ready. Nothing else in here waits.
base::Status PracticeSwitch::start() {
    base::Status outcome = base::Done{};
    std::latch opened{1};
    impl_->thread.post([&, impl = impl_.get()] {
        outcome = impl->open_board();
        if (outcome) impl->port = impl->board->sip_port();
        opened.count_down();
    });
    opened.wait();
    return outcome;
}

void PracticeSwitch::set_seats(std::vector<core::Seat> seats) {
    impl_->thread.post([impl = impl_.get(), seats = std::move(seats)] {
        if (impl->board) impl->board->set_seats(seats);
    });
}

void PracticeSwitch::set_available(const core::AgentId& agent, bool available) {
    impl_->thread.post([impl = impl_.get(), agent, available] {
        if (impl->board) impl->board->handle(SeatAvailable{agent, available});
    });
}

void PracticeSwitch::pick_up(const core::CallRef& call, const core::AgentId& agent, Done done) {
    impl_->ask(std::move(done), [call, agent](Switchboard& board, std::uint64_t ticket) {
        board.handle(PickUp{call, agent, ticket});
    });
}

void PracticeSwitch::set_settings(core::SwitchSettings settings, Done done) {
    impl_->ask(std::move(done),
               [settings = std::move(settings)](Switchboard& board, std::uint64_t ticket) {
                   board.set_settings(settings, ticket);
               });
}

void PracticeSwitch::place_outcall(core::Outcall outcall, Done done) {
    impl_->ask(std::move(done),
               [outcall = std::move(outcall)](Switchboard& board, std::uint64_t ticket) {
                   board.handle(PlaceOutcall{outcall, ticket});
               });
}

void PracticeSwitch::record(const core::CallRef& call, core::RecordingOrder order, Done done) {
    impl_->ask(std::move(done), [call, order](Switchboard& board, std::uint64_t ticket) {
        board.handle(Record{call, order, ticket});
    });
}

void PracticeSwitch::snapshot(std::function<void(base::Result<core::SwitchSnapshot>)> told) {
    impl_->thread.post([impl = impl_.get(), told = std::move(told)] {
        base::Result<core::SwitchSnapshot> all =
            base::Error{base::Errc::Unavailable, "the switch is off"};
        if (impl->board) all = impl->board->snapshot();
        impl->events_on.post([told, all = std::move(all)] { told(all); });
    });
}

void PracticeSwitch::hang_up(const core::CallRef& call) {
    impl_->thread.post([impl = impl_.get(), call] {
        if (impl->board) impl->board->handle(HangUp{call});
    });
}

std::uint16_t PracticeSwitch::sip_port() const { return impl_->port; }

} // namespace sangdam::pbx
