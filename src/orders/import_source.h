// SPDX-License-Identifier: MIT
//
// A shop of one's own as an OrderSource: its CSV is fetched from an address, when there is one, and
// its webhook brings changes in between (the hub takes those by import_rows.h). On the hub's
// strand.
#pragma once

#include "base/timers.h"
#include "base/uuid.h"
#include "core/ports/order_source.h"
#include "orders/http.h"

#include <memory>
#include <string>
#include <vector>

namespace sangdam::orders {

struct ImportSettings {
    core::ShopId shop;
    std::string url;     // Empty: nothing to fetch.
    base::Secret secret; // Sent as a bearer token.
};

class ImportSource final : public core::OrderSource {
public:
    ImportSource(ImportSettings, Http&, base::Timers&, const base::Clock&, base::Random&);

    // The cursor is the ETag of what was read last: an unchanged file is not read again.
    void next(const std::string& cursor, core::SourceAnswer<core::OrderBatch>) override;
    void read(std::vector<std::string> numbers,
              core::SourceAnswer<std::vector<core::OrderLine>>) override;
    void read_order(const std::string& order,
                    core::SourceAnswer<std::vector<core::OrderLine>>) override;
    void check(std::function<void(core::ShopCheck)>) override;
    base::Result<std::vector<core::OrderLine>> received(std::string_view type,
                                                        std::string_view body) override;

private:
    void fetch(const std::string& etag,
               std::function<void(base::Result<HttpReply>, base::WallTime)>);
    template <class Keep>
    void pick(Keep keep, core::SourceAnswer<std::vector<core::OrderLine>>);
    void soon(base::Task);
    core::SourceFailure failure(core::ShopTrouble, std::string what);

    const ImportSettings settings_;
    Http& http_;
    base::Timers& timers_;
    const base::Clock& clock_;
    base::Random& random_;
    int failed_in_a_row_ = 0;
    std::shared_ptr<char> alive_ = std::make_shared<char>();
    std::vector<base::Timer> soon_;
};

} // namespace sangdam::orders
