// SPDX-License-Identifier: MIT
//
// One change of the centre: records, and the events that tell of them, all or nothing. Nobody hears
// of a change before it is on disk. Thread: the hub's strand, within one task.
#pragma once

#include "base/result.h"
#include "hub/event_feed.h"

#include <vector>

namespace sangdam::hub {

class Change {
public:
    static base::Result<Change> begin(store::CentreStore&, EventFeed&);

    base::Status tell(core::CentreEventBody); // In this order, after commit().
    base::Status commit();                    // Uncommitted, all of it is undone.

private:
    Change(store::Transaction transaction, EventFeed& feed)
        : transaction_(std::move(transaction)), feed_(feed) {}
    store::Transaction transaction_;
    EventFeed& feed_;
    std::vector<core::CentreEvent> told_;
};

} // namespace sangdam::hub
