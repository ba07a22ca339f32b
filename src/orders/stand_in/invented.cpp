// SPDX-License-Identifier: MIT

#include "orders/stand_in/invented.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace sangdam::orders {
namespace {

using namespace std::chrono_literals;

struct Ware {
    const char* product;
    const char* option;
    std::int64_t price;
};
constexpr std::array<Ware, 6> kWares{{{"무선 이어폰 A1", "색상: 화이트", 39'900},
                                      {"국내산 한라봉 3kg", "", 28'900},
                                      {"면 티셔츠", "색상: 네이비 / 사이즈: L", 17'900},
                                      {"접이식 노트북 거치대", "", 24'500},
                                      {"스테인리스 텀블러 500ml", "색상: 블랙", 21'000},
                                      {"강아지 간식 세트", "닭가슴살 10팩", 15'800}}};

enum class Story { OnTheWay, NotSent, Returning, Gift, Cancelled, Delivered };

void tell(StandInOrder& o, Story story, std::size_t at) {
    const auto send = [&](const char* company, const char* status) {
        o.company = company;
        o.tracking = fmt::format("{:012}", 600'000'000'000ULL + at * 7'919);
        o.delivery_status = status;
        o.changed = "DISPATCHED";
        o.changed_at = o.ordered_at + 20h;
    };
    switch (story) {
    case Story::OnTheWay:
        o.status = "DELIVERING";
        send("CJGLS", "DELIVERING");
        break;
    case Story::NotSent: o.placed = "NOT_YET"; break;
    case Story::Returning:
        o.status = "DELIVERED";
        send("HANJIN", "DELIVERY_COMPLETION");
        o.quantity = 2;
        o.remaining = 1;
        o.claim = {"RETURN", "COLLECTING", "BROKEN", "뚜껑이 깨져서 왔어요",
                   1,        "DELIVERING", false};
        o.changed = "CLAIM_REQUESTED";
        o.changed_at = o.ordered_at + 70h;
        break;
    case Story::Gift:
        o.gift = true;
        o.changed = "GIFT_RECEIVED";
        o.changed_at = o.ordered_at + 3h;
        break;
    case Story::Cancelled:
        o.status = "CANCELED";
        o.remaining = 0;
        o.claim = {"CANCEL", "CANCEL_DONE", "INTENT_CHANGED", "", 1, "", true};
        o.changed = "CLAIM_COMPLETED";
        o.changed_at = o.ordered_at + 5h;
        break;
    case Story::Delivered:
        o.status = "PURCHASE_DECIDED";
        send("KGB", "DELIVERY_COMPLETION");
        o.changed = "PURCHASE_DECIDED";
        o.changed_at = o.ordered_at + 90h;
        break;
    }
}

} // namespace

std::vector<StandInOrder> invented_orders(const std::vector<Buyer>& buyers, base::WallTime now) {
    constexpr std::array kEach{std::pair{Story::OnTheWay, 30h},   std::pair{Story::NotSent, 4h},
                               std::pair{Story::Returning, 120h}, std::pair{Story::Delivered, 240h},
                               std::pair{Story::Gift, 12h},       std::pair{Story::Cancelled, 60h}};
    std::vector<StandInOrder> out;
    for (std::size_t who = 0; who < buyers.size(); ++who) {
        const auto& buyer = buyers[who];
        const std::size_t many = 2 + (who + 1) % 3; // The first one has three.
        for (std::size_t n = 0; n < many; ++n) {
            const auto at = out.size();
            const auto& [story, ago] = kEach[(who * 2 + n) % kEach.size()];
            const auto& ware = kWares[(who + n) % kWares.size()];
            StandInOrder o;
            o.number = fmt::format("2026{:012}", 100'000 + at);
            o.order = fmt::format("2026{:012}", 900'000 + who * 10 + n);
            o.product = ware.product;
            o.option = ware.option;
            o.price = ware.price;
            o.ordered_at = now - ago - std::chrono::minutes{static_cast<long>(who) * 7};
            o.changed_at = o.ordered_at + 35s;
            o.orderer = buyer.name.empty() ? "한가상" : buyer.name;
            o.orderer_tel = buyer.number;
            o.receiver = o.orderer;
            o.tel1 = buyer.number;
            o.address = buyer.address.empty() ? "서울특별시 가상구 예시대로 1" : buyer.address;
            o.memo = n == 0 ? "문 앞에 놓아 주세요" : "";
            if (n == 0) o.entry_secret = "#1234*"; // Must never be found in the hub's records.
            tell(o, story, at);
            if (o.gift) { // Somebody else paid; the buyer receives.
                o.orderer = "선물한이";
                o.orderer_tel = "010-0000-9999";
            }
            o.changed_at = std::min(o.changed_at, now - 1min);
            out.push_back(std::move(o));
        }
    }
    return out;
}

} // namespace sangdam::orders
