// SPDX-License-Identifier: MIT

#include "core/order.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace sangdam::core {
namespace {

constexpr std::array<std::string_view, 8> kClaimsUnderWay{
    "CANCEL_REQUEST", "CANCELING",    "RETURN_REQUEST",        "EXCHANGE_REQUEST",
    "COLLECTING",     "COLLECT_DONE", "EXCHANGE_REDELIVERING", "ADMIN_CANCELING"};

} // namespace

bool to_send(const OrderLine& line) { return line.status == "PAYED"; }

// Automatic delivery completion does not move the shop's status at once; the parcel knows better.
bool on_the_way(const OrderLine& line) {
    return line.status == "DELIVERING" &&
           !(line.parcel && line.parcel->status == "DELIVERY_COMPLETION");
}

bool claim_open(const OrderLine& line) {
    return line.claim && std::ranges::count(kClaimsUnderWay, line.claim->status) > 0;
}

OrderSummary summary(const std::vector<OrderLine>& lines) {
    OrderSummary out;
    out.total = static_cast<int>(lines.size());
    for (const auto& each : lines) {
        out.to_send += to_send(each) ? 1 : 0;
        out.on_the_way += on_the_way(each) ? 1 : 0;
        out.claims += claim_open(each) ? 1 : 0;
    }
    return out;
}

std::string last_eight(const PhoneNumber& number) {
    constexpr std::size_t kEight = 8;
    switch (number.kind()) {
    case NumberKind::Mobile:
    case NumberKind::Fixed:
    case NumberKind::Voip:
    case NumberKind::Intl: break;
    default: return {};
    }
    const auto& key = number.key();
    return key.size() < kEight ? std::string{} : key.substr(key.size() - kEight);
}

bool findable(const PhoneNumber& number) {
    switch (number.kind()) {
    case NumberKind::Hidden:
    case NumberKind::Unknown:
    case NumberKind::Emergency: return false;
    default: return !number.key().empty();
    }
}

} // namespace sangdam::core
