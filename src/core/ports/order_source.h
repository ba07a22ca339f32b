// SPDX-License-Identifier: MIT
//
// Port from the hub to one shop. Everything is asynchronous and on the hub's strand: `done` is
// called there, never before the call returned, and never after the source was destroyed.
//
// The mirror is moved on by batches. A batch and its cursor are kept together or not at all, so a
// hub that dies in between asks for the same batch again: batches may repeat, and a line says by
// `read_at` which of two copies is newer.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/order.h"
#include "core/shop.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sangdam::core {

struct OrderBatch {
    std::vector<OrderLine> lines;
    std::string cursor;                    // Opaque; what next() is given the next time.
    bool more = false;                     // Ask again at once.
    std::optional<base::WallTime> reached; // All changes up to here are in.
    std::optional<int> filled;             // Percent of the first fill; absent: it is done.
};

struct SourceFailure {
    ShopTrouble trouble = ShopTrouble::Busy;
    std::string what;               // English, for the log; no secrets.
    std::chrono::milliseconds wait; // Not before.
};

template <class T>
using SourceAnswer = std::function<void(std::variant<T, SourceFailure>)>;

class OrderSource {
public:
    virtual ~OrderSource() = default;

    // One at a time. An empty cursor begins the first fill.
    virtual void next(const std::string& cursor, SourceAnswer<OrderBatch>) = 0;
    // How these product orders are now. Lines that the shop does not give are left out.
    virtual void read(std::vector<std::string> numbers, SourceAnswer<std::vector<OrderLine>>) = 0;
    // All product orders of one order, siblings that nobody has seen yet included.
    virtual void read_order(const std::string& order, SourceAnswer<std::vector<OrderLine>>) = 0;
    virtual void check(std::function<void(ShopCheck)>) = 0;
    // What a shop sends by itself (a webhook); `type` is its Content-Type. BadInput: this kind of
    // shop sends nothing, or it cannot be understood.
    virtual base::Result<std::vector<OrderLine>> received(std::string_view type,
                                                          std::string_view body) = 0;
};

} // namespace sangdam::core
