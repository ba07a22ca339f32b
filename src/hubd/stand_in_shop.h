// SPDX-License-Identifier: MIT
//
// The stand-in shop behind a real socket on loopback: practice centres mirror it, contract tests
// bend it. Opened and closed on one thread; the shop itself lives on a strand of its own.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/uuid.h"
#include "core/shop.h"
#include "orders/stand_in/invented.h"
#include "orders/stand_in/stand_in.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sangdam::store {
class CentreStore;
}

namespace sangdam::hubd {

inline constexpr const char* kPracticeShop = "practice-shop"; // Its id.

class StandInShop {
public:
    static base::Result<std::unique_ptr<StandInShop>> open(orders::StandInRules, const base::Clock&,
                                                           base::Random&);
    ~StandInShop();
    StandInShop(const StandInShop&) = delete;
    StandInShop& operator=(const StandInShop&) = delete;

    std::string url() const;
    void with(std::function<void(orders::StandIn&)>); // On its strand; waits until it was done.

private:
    class Inside;
    explicit StandInShop(std::unique_ptr<Inside>);
    std::unique_ptr<Inside> inside_;
};

// A stand-in with orders of these people, entered into the store as a shop. Without practice, the
// entry of an earlier practice is removed.
base::Result<std::unique_ptr<StandInShop>> open_practice_shop(store::CentreStore&,
                                                              std::vector<orders::Buyer>,
                                                              const base::Clock&, base::Random&);
base::Status close_practice_shop(store::CentreStore&);

} // namespace sangdam::hubd
