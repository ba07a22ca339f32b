// SPDX-License-Identifier: MIT

#include "store/postgres/hub_watch.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/strand.h"
#include "store/postgres/postgres_link.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <string>
#include <thread>
#include <unistd.h>
#include <utility>

namespace sangdam::store {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kLook = 1000ms;   // Is the lead free, are we still there?
constexpr std::chrono::milliseconds kAnswer = 2000ms; // Longer: we are cut off.
constexpr std::chrono::milliseconds kConnect = 1000ms;

// The server's half of the promise in the header; of no effect on a local socket, which cannot be
// cut off.
constexpr const char* kSession =
    "SET tcp_keepalives_idle = 3; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 3; "
    "SET tcp_user_timeout = 6000; SET statement_timeout = 2000; LISTEN sangdam_events; "
    "SELECT pg_advisory_lock_shared(1396982862, hashtext(current_schema()))";
constexpr const char* kLead = "SELECT pg_try_advisory_lock(1396982863, hashtext(current_schema()))";

class PostgresWatch final : public HubWatch {
public:
    PostgresWatch(const PostgresPlace& place, base::Executor& on, Told told)
        : link_(place, kSession), on_(on), told_(std::make_shared<Told>(std::move(told))) {
        if (::pipe2(wake_.data(), O_CLOEXEC | O_NONBLOCK) != 0) wake_ = {-1, -1};
        thread_ = std::thread([this] {
            base::name_this_thread("hub watch");
            run();
        });
    }
    ~PostgresWatch() override {
        ending_ = true;
        const char byte = 0;
        (void)!::write(wake_[1], &byte, 1);
        thread_.join();
        told_.reset(); // What is posted and has not run finds nobody.
        for (const int end : wake_) ::close(end);
    }
    PostgresWatch(const PostgresWatch&) = delete;
    PostgresWatch& operator=(const PostgresWatch&) = delete;

private:
    void run() {
        while (!ending_) {
            const auto ready = link_.ready(kConnect);
            if (!ready) {
                set_leads(false);
                pause(false);
                continue;
            }
            if (std::exchange(generation_, link_.generation()) != link_.generation())
                tell_written(); // While there was no connection nobody could wake us.
            if (!leads_.value_or(false) || clock_.now() - looked_ >= kLook) look();
            if (link_.up()) pause(true);
        }
    }

    // The leader only asks whether the server still hears it; the others ask for the lead.
    void look() {
        looked_ = clock_.now();
        const char* sql = leads_.value_or(false) ? "SELECT true" : kLead;
        const auto answer = link_.ask([&](PGconn* to) { return PQsendQuery(to, sql); }, kAnswer);
        take_notices();
        if (!answer) return set_leads(false);
        const auto* result = answer->get();
        const bool yes = PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) == 1 &&
                         *PQgetvalue(result, 0, 0) == 't';
        set_leads(yes);
    }

    // Until something is written, or it is time to look again.
    void pause(bool connected) {
        std::array<pollfd, 2> waits{pollfd{wake_[0], POLLIN, 0}, pollfd{-1, POLLIN, 0}};
        if (connected) waits[1].fd = PQsocket(link_.raw());
        const int ready = ::poll(waits.data(), waits.size(), static_cast<int>(kLook.count()));
        if (ready <= 0 || waits[1].revents == 0) return;
        if (PQconsumeInput(link_.raw()) != 0) take_notices(); // Else ready() sees that it is gone.
    }

    void take_notices() {
        if (!link_.up()) return;
        bool any = false;
        while (auto* notice = PQnotifies(link_.raw())) {
            PQfreemem(notice);
            any = true;
        }
        if (any) tell_written();
    }

    void tell_written() {
        if (written_posted_->exchange(true)) return;
        on_.post([told = std::weak_ptr(told_), posted = written_posted_] {
            *posted = false;
            if (const auto live = told.lock()) live->written();
        });
    }

    void set_leads(bool leads) {
        if (std::exchange(leads_, leads) == std::optional(leads)) return;
        base::log::info("store", "this hub {}", leads ? "leads" : "does not lead");
        on_.post([told = std::weak_ptr(told_), leads] {
            if (const auto live = told.lock()) live->leads(leads);
        });
    }

    PostgresLink link_; // Own thread only, from here on.
    int generation_ = 0;
    std::optional<bool> leads_; // Nothing: nobody was told yet.
    const base::SystemClock clock_;
    base::TimePoint looked_{};

    base::Executor& on_;
    std::shared_ptr<Told> told_;
    const std::shared_ptr<std::atomic<bool>> written_posted_ =
        std::make_shared<std::atomic<bool>>(false);
    std::array<int, 2> wake_{-1, -1};
    std::atomic<bool> ending_{false};
    std::thread thread_; // Last.
};

} // namespace

std::unique_ptr<HubWatch> watch_hubs(const PostgresPlace& place, base::Executor& on,
                                     HubWatch::Told told) {
    return std::make_unique<PostgresWatch>(place, on, std::move(told));
}

} // namespace sangdam::store
