// SPDX-License-Identifier: MIT
//
// The centre's use cases behind their HTTP routes: sessions, agents, queue, customers, calls,
// wrap-ups, events. One strand is the single writer of all of it; whoever else has something to say
// posts to it.
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/result.h"
#include "base/timers.h"
#include "base/uuid.h"
#include "core/ports/switch.h"
#include "hub/http_server.h"
#include "hub/order_keeper.h"

#include <chrono>
#include <memory>
#include <string>

namespace sangdam::store {
class CentreStore;
}

namespace sangdam::hub {

// Alone: the database is this hub's. Of several hubs one leads: it has the switch and keeps the
// records of the calls; the others serve their desktops. A hub whose part changes is made anew; its
// desktops resume.
enum class Part { Alone, Leads, Follows };

struct HubRules {
    std::string version;
    Part part = Part::Alone;
    std::string id; // Of this one among several.
    std::chrono::seconds wrap_up{120};
    std::chrono::seconds desktop_grace{30}; // An agent without event stream goes Offline after it.
    std::chrono::seconds heartbeat{15};     // Comments on silent event streams.
    std::chrono::hours event_window{24};    // How far back a desktop can resume.
    OrderRules orders;
    std::chrono::seconds sign_of_life{5}; // Among several hubs,
    std::chrono::seconds silence{20};     // after which one is taken for dead.
};

// All of them outlive the hub. `strand` and `timers` are one thread; `hashing` is another one, for
// passwords. `the_switch` may be missing: then nobody calls.
struct HubParts {
    base::Executor& strand;
    base::Timers& timers;
    base::Executor& hashing;
    const base::Clock& clock;
    base::Random& random;
    store::CentreStore& store;
    core::SwitchPort* the_switch;
    MakeOrderSource make_order_source{}; // Empty: no shop is asked.
};

// 503 with a sentence, from outside of a hub.
HttpResponse busy(std::string detail);

class Hub {
public:
    Hub(const HubParts&, HubRules);
    ~Hub(); // On the strand, where its timers live, after the server was stopped.

    Hub(const Hub&) = delete;
    Hub& operator=(const Hub&) = delete;

    // Reads the roster and settles what an earlier run left open. Before anything is posted to the
    // strand, because its errors end the program.
    base::Status prepare();
    // On the strand, once the switch runs. `registrar`: where the seats' phones find it, as in
    // core::SeatAccount.
    void open(std::string registrar);

    void handle(HttpRequest, Responder);   // On the strand.
    void others_wrote();                   // On the strand: another hub changed something.
    void heard(const core::SwitchNotice&); // On the strand.

private:
    class Inside;
    std::unique_ptr<Inside> inside_;
};

} // namespace sangdam::hub
