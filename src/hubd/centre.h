// SPDX-License-Identifier: MIT
//
// The whole centre in one process: database, keys, switch, use cases and HTTP server, on their
// threads. `sangdam-hub` runs one; `sangdamcall --demo` runs the same one on a loopback port of its
// own. Used on one thread, the main one; nothing here waits for a call.
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "base/result.h"
#include "base/uuid.h"
#include "config/hub.h"
#include "core/ports/switch.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace sangdam::store {
class CentreStore;
}

namespace sangdam::hubd {

// What switches the calls. `port` is destroyed on the hub's strand, then `guests` on the main one.
struct Engine {
    std::unique_ptr<core::SwitchPort> port;
    std::function<std::string()>
        registrar;                         // Of the seats' phones; asked once the port has started.
    std::function<base::Status()> started; // Called then; may be empty.
    std::shared_ptr<void> guests;          // What lives beside it: simulated customers.
};
using MakeEngine = std::function<base::Result<Engine>(base::Executor& events_on, const base::Clock&,
                                                      base::Random&)>;

struct CentreParts {
    config::HubSettings settings;
    MakeEngine make_engine; // Empty: nobody calls.
    // Called with the open store before anybody uses it: the demo's people.
    std::function<base::Status(store::CentreStore&)> seed;
    std::chrono::seconds wrap_up{120};
};

class Centre {
public:
    // Makes key file and database when there are none. Every error says what to do: Unavailable (a
    // port is taken, the disk cannot be written), Refused (others may read the key file, or it
    // belongs to another database), BadInput (not an address, not a database …).
    static base::Result<std::unique_ptr<Centre>> open(CentreParts);
    ~Centre(); // Answers what is open, says goodbye to all streams, ends the calls, joins.

    Centre(const Centre&) = delete;
    Centre& operator=(const Centre&) = delete;

    std::string url() const;       // http://127.0.0.1:8460
    std::string registrar() const; // Empty without an engine.

private:
    class Inside;
    explicit Centre(std::unique_ptr<Inside>);
    std::unique_ptr<Inside> inside_;
};

} // namespace sangdam::hubd
