// SPDX-License-Identifier: MIT

#include "hub/change.h"

namespace sangdam::hub {

base::Result<Change> Change::begin(store::CentreStore& store, EventFeed& feed) {
    SDC_TRY(auto transaction, store::Transaction::begin(store.database()));
    return Change(std::move(transaction), feed);
}

base::Status Change::tell(core::CentreEventBody body) {
    SDC_TRY(auto event, feed_.log(std::move(body)));
    told_.push_back(std::move(event));
    return base::Done{};
}

base::Status Change::commit() {
    SDC_CHECK(transaction_.commit());
    feed_.deliver(told_);
    told_.clear();
    return base::Done{};
}

} // namespace sangdam::hub
