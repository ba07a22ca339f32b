// SPDX-License-Identifier: MIT
//
// A Smart Store as an OrderSource: the change feed with its cursor, details by 300, the daily
// repair, and the test button. On the hub's strand.
#pragma once

#include "core/ports/order_source.h"
#include "orders/feed_cursor.h"
#include "orders/naver_calls.h"

#include <chrono>
#include <memory>
#include <optional>

namespace sangdam::orders {

struct NaverSettings {
    core::ShopId shop;
    NaverAccount account;
    std::chrono::hours fill{24 * 30};
    FeedRules rules;
};

class NaverSource final : public core::OrderSource {
public:
    // All outlive it.
    NaverSource(NaverSettings, Http&, base::Timers&, const base::Clock&, base::Random&);
    ~NaverSource() override;

    void next(const std::string& cursor, core::SourceAnswer<core::OrderBatch>) override;
    void read(std::vector<std::string> numbers,
              core::SourceAnswer<std::vector<core::OrderLine>>) override;
    void read_order(const std::string& order,
                    core::SourceAnswer<std::vector<core::OrderLine>>) override;
    void check(std::function<void(core::ShopCheck)>) override;
    base::Result<std::vector<core::OrderLine>> received(std::string_view type,
                                                        std::string_view body) override;

private:
    using Lines = std::vector<core::OrderLine>;
    using LinesDone = std::function<void(std::variant<Lines, Trouble>)>;
    struct Reading;
    void next_changes(const Feed&, const AskChanges&, core::SourceAnswer<core::OrderBatch>);
    void next_paid(const Feed&, const AskPaid&, core::SourceAnswer<core::OrderBatch>);
    core::OrderBatch batch(Lines, const Feed&);
    void details(std::vector<std::string> numbers, LinesDone);
    void read_on(const std::shared_ptr<Reading>&);
    void chunk_answered(const std::shared_ptr<Reading>&, std::vector<std::string> asked,
                        std::variant<NaverCalls::Answer, Trouble>);
    core::SourceFailure failure(const Trouble&);
    FeedRules rules() const; // With the margin as the shop's clock has shown it to be.

    const NaverSettings settings_;
    Http& http_;
    base::Timers& timers_;
    const base::Clock& clock_;
    base::Random& random_;
    NaverCalls calls_;
    int failed_in_a_row_ = 0;
    std::chrono::seconds more_margin_{0};
    base::Timer idle_, unasked_;
    std::shared_ptr<char> alive_ = std::make_shared<char>();
};

} // namespace sangdam::orders
