// SPDX-License-Identifier: MIT
//
// Orders of a shop of one's own, from a CSV file or a webhook's JSON. The first row (or the names
// of the JSON members) says what is what, in Korean or English:
//
//   number 상품주문번호 · order 주문번호 · ordered_at 주문일시 · status 상태 · product 상품명
//   option 옵션 · quantity 수량 · remaining 잔여수량 · amount 결제금액 · remaining_amount 잔여금액
//   orderer 주문자 · orderer_phone 주문자연락처 · receiver 수취인 · receiver_phone 수취인연락처
//   receiver_phone2 · address 주소 · memo 배송메모 · company 택배사 · tracking 송장번호
//   delivery_status 배송상태 · claim 클레임 · claim_status 클레임상태
//
// Only a number (of the line, or of the order) is needed. Pure; never throws.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/order.h"

#include <string_view>
#include <vector>

namespace sangdam::orders {

// BadInput names the row and what is wrong with it; nothing is taken then: half a file is worse
// than none.
base::Result<std::vector<core::OrderLine>>
read_import_csv(std::string_view text, const core::ShopId&, base::WallTime read_at);
base::Result<std::vector<core::OrderLine>>
read_import_json(std::string_view text, const core::ShopId&, base::WallTime read_at);

} // namespace sangdam::orders
