// SPDX-License-Identifier: MIT
//
// What a new centre starts with: the choices of a Smart Store shop. An administrator edits them.

#include "store/repositories/settings.h"

#include <array>
#include <initializer_list>

namespace sangdam::store {
namespace {

struct Branch {
    const char* id;
    const char* label;
    std::initializer_list<const char*> leaves;
};

// Along the claim types and reasons of the shop's own platform, so that orders map onto them later.
const std::array kTree{
    Branch{"delivery", "배송", {"배송조회", "배송지연", "오배송", "배송지변경", "분실"}},
    Branch{"claim", "취소/반품/교환", {"취소요청", "반품접수", "교환접수", "수거", "환불"}},
    Branch{"product", "상품", {"재고", "사용법", "불량/AS", "정품"}},
    Branch{"payment", "주문/결제", {"주문확인", "결제오류", "영수증"}},
    Branch{"member", "회원/혜택", {"쿠폰", "적립금"}},
    Branch{"voice", "칭찬/불만", {"칭찬", "불만"}},
    Branch{"other", "기타", {"오인입", "단선", "스팸"}},
};

} // namespace

base::Status seed_choices(Database& database) {
    Settings settings(database);
    SDC_TRY(auto transaction, Transaction::begin(database));
    SDC_TRY(const auto there, settings.categories());
    if (!there.empty()) return transaction.commit();

    int place = 0;
    for (const auto& branch : kTree) {
        const core::CategoryId id{branch.id};
        SDC_CHECK(settings.put_category({id, {}, branch.label, place++, true}));
        int leaf_place = 0;
        for (const char* leaf : branch.leaves) {
            const core::CategoryId leaf_id{id.value + '-' + std::to_string(leaf_place + 1)};
            SDC_CHECK(settings.put_category({leaf_id, id, leaf, leaf_place++, true}));
        }
    }
    using List = Settings::List;
    SDC_CHECK(settings.put_list(List::Emotions, {"긍정", "중립", "부정"}, {"부정"}));
    SDC_CHECK(settings.put_list(List::Grades, {"VIP", "우수", "일반", "신규", "블랙리스트"}));
    SDC_CHECK(settings.put_list(List::Statuses, {"완료", "처리중", "보류", "이관"}));
    return transaction.commit();
}

} // namespace sangdam::store
