// SPDX-License-Identifier: MIT
//
// Several handsets and one call: who rings, who owns the call, what each is told and shown. Pure
// but for its own state; no I/O, the time is an argument. Used on the call thread.
//
// * All phones ring together. The first one that is lifted owns the call; the others go dark and
//   are not listened to.
// * A call answered or dialled on the screen belongs to the phone that was used last, otherwise to
//   the first one.
// * The owner pulled out in mid-call: the call goes on. It owns again when it comes back (same
//   vendor, product and serial number, on whatever port), or another one does when it is lifted.
#pragma once

#include "hid/handset_fsm.h"
#include "hid/lift_to_dial.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sangdam::hid {

struct FleetDevice {
    std::string id;  // Of this plug.
    std::string key; // Of this device wherever it is plugged: vendor, product, serial number.
    std::shared_ptr<const TelephonyMap> map;
    Quirks quirks;
};

struct FleetOrders {
    struct Write {
        std::string id;
        std::vector<LampReport> reports;
    };
    std::vector<core::HandsetCommand> commands;
    std::vector<Write> writes;
};

class Fleet {
public:
    explicit Fleet(LiftToDial lift_to_dial) : lift_to_dial_(lift_to_dial) {}

    FleetOrders plugged(const FleetDevice&, base::TimePoint now);
    FleetOrders unplugged(const std::string& id, base::TimePoint now);
    FleetOrders report(const std::string& id, std::span<const std::uint8_t> bytes,
                       base::TimePoint now);
    FleetOrders lamps_lost(const std::string& id, base::TimePoint now);
    FleetOrders view(const core::HandsetView&, base::TimePoint now);
    FleetOrders time_passed(base::TimePoint now);
    FleetOrders resumed(base::TimePoint now); // Devices forgot their lamps: all are sent again.

    // Somebody looks at the keys one by one: without a call, none of them is a command.
    FleetOrders examined(bool now_examined, base::TimePoint now);
    // Lights exactly these lamps; nothing during a call, which has better use for them.
    FleetOrders try_out(const std::string& id, const std::vector<OutputRole>&);

    std::optional<base::TimePoint> next_deadline() const;
    const std::string& owner() const { return owner_; } // Empty: nobody.
    bool used_elsewhere(const std::string& id) const;   // Another program has a call on it.

private:
    struct Member {
        FleetDevice device;
        HandsetTraits traits;
        HandsetState state;
        InputReader reader;
        LampReports lamps;
        bool tried_out = false; // Its lamps show a wish and not the call.
    };

    Member* find(const std::string& id);
    core::HandsetView view_for(const Member&) const;
    void choose_owner();
    void feed(Member&, const HandsetInput&, base::TimePoint now, FleetOrders&);
    void take(const Member&, const core::HandsetCommand&, FleetOrders&);
    void show_all(base::TimePoint now, FleetOrders&); // Until nothing changes any more.
    void light(Member&, Repeat, FleetOrders&);

    LiftToDial lift_to_dial_;
    core::HandsetView view_;
    std::vector<std::unique_ptr<Member>> members_; // In the order they came.
    std::string owner_;                            // Id.
    std::string last_key_;                         // Of the handset used last.
    bool examined_ = false;
    bool awaited_ = false; // The owner was pulled out in mid-call; `last_key_` is awaited.
};

} // namespace sangdam::hid
