// SPDX-License-Identifier: MIT
//
// A small shop to try everything with: agents, a number, customers with a past. All numbers are of
// the ranges that are assigned to nobody. Does nothing where there are agents already.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/uuid.h"
#include "orders/stand_in/invented.h"

#include <vector>

namespace sangdam::store {
class CentreStore;
}

namespace sangdam::hubd {

inline constexpr const char* kDemoLogin = "demo";         // 홍길동, extension 201
inline constexpr const char* kDemoNumber = "025550100";   // 대표
inline constexpr const char* kDemoCaller = "01000001111"; // 김민수, VIP, who complained yesterday

// `password`: of the demo agent; colleagues get random ones. Wherever the store may be used; takes
// some 50 ms for each agent's password.
base::Status seed_demo(store::CentreStore&, const base::Secret& password, base::WallTime now,
                       base::Random&);

// The same customers, as buyers of the stand-in shop.
std::vector<orders::Buyer> demo_buyers();

} // namespace sangdam::hubd
