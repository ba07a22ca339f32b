// SPDX-License-Identifier: MIT

#include "orders/shop_time.h"
#include "orders/stand_in/stand_in_json.h"

namespace sangdam::orders {
namespace {

using nlohmann::json;

// The form of the mask is not documented; this one is ours.
std::string masked_name(const std::string& name) {
    constexpr std::size_t kSyllable = 3;
    return name.size() < kSyllable ? "*" : name.substr(0, kSyllable) + "**";
}
std::string masked_tel(const std::string& tel) {
    constexpr std::size_t kTail = 4;
    return tel.size() <= kTail ? "****" : "***-****-" + tel.substr(tel.size() - kTail);
}

json order_json(const StandInOrder& o) {
    return {{"orderId", o.order},
            {"orderDate", shop_time(o.ordered_at)},
            {"paymentDate", shop_time(o.ordered_at + std::chrono::seconds{35})},
            {"ordererId", "cust****"},
            {"ordererNo", "100000000000"},
            {"ordererName", o.gift ? masked_name(o.orderer) : o.orderer},
            {"ordererTel", o.gift ? masked_tel(o.orderer_tel) : o.orderer_tel},
            {"paymentMeans", "신용카드 간편결제"},
            {"payLocationType", "MOBILE"},
            {"isDeliveryMemoParticularInput", "false"},
            {"orderDiscountAmount", 0},
            {"generalPaymentAmount", o.price * o.quantity},
            {"naverMileagePaymentAmount", 0},
            {"chargeAmountPaymentAmount", 0},
            {"checkoutAccumulationPaymentAmount", 0},
            {"payLaterPaymentAmount", 0},
            {"isMembershipSubscribed", false}};
}

json product_json(const StandInOrder& o) {
    json address = {
        {"addressType", "DOMESTIC"}, {"name", o.receiver},       {"tel1", o.tel1},
        {"zipCode", "00001"},        {"baseAddress", o.address}, {"detailedAddress", ""},
        {"isRoadNameAddress", true}};
    if (!o.tel2.empty()) address["tel2"] = o.tel2;
    if (!o.entry_secret.empty()) {
        address["entryMethod"] = "LOBBY_PW";
        address["entryMethodContent"] = o.entry_secret;
    }
    json out = {{"productOrderId", o.number},
                {"productOrderStatus", o.status},
                {"placeOrderStatus", o.placed},
                {"productId", "10000000001"},
                {"originalProductId", "10000000000"},
                {"productName", o.product},
                {"quantity", o.quantity},
                {"initialQuantity", o.quantity},
                {"remainQuantity", o.remaining},
                {"unitPrice", o.price},
                {"optionPrice", 0},
                {"totalPaymentAmount", o.price * o.quantity},
                {"initialPaymentAmount", o.price * o.quantity},
                {"remainPaymentAmount", o.price * o.remaining},
                {"deliveryFeeAmount", 0},
                {"shippingFeeType", "무료"},
                {"expectedDeliveryMethod", "DELIVERY"},
                {"expectedDeliveryCompany", "CJGLS"},
                {"shippingDueDate", shop_time(o.ordered_at + std::chrono::hours{72})},
                {"shippingAddress", std::move(address)}};
    if (!o.option.empty()) out["productOption"] = o.option;
    if (!o.memo.empty()) out["shippingMemo"] = o.memo;
    if (o.gift) out["giftReceivingStatus"] = "RECEIVED";
    if (o.claim) {
        out["claimType"] = o.claim->type;
        out["claimStatus"] = o.claim->status;
        out["claimId"] = "C" + o.number;
    }
    return out;
}

json claim_json(const StandInOrder& o) {
    const auto& c = *o.claim;
    const std::string name = c.type == "CANCEL"   ? "cancel"
                             : c.type == "RETURN" ? "return"
                                                  : "exchange";
    json out = {{"claimId", "C" + o.number},
                {"claimStatus", c.status},
                {"claimRequestDate", shop_time(o.changed_at)},
                {"requestQuantity", c.quantity},
                {name + "Reason", c.reason},
                {name + "DetailedReason", c.detail}};
    if (!c.collect_status.empty()) out["collectStatus"] = c.collect_status;
    return {{name, std::move(out)}};
}

json finished_json(const StandInOrder& o) {
    return {{"claimId", "C" + o.number},
            {"claimType", o.claim->type},
            {"claimStatus", o.claim->status},
            {"claimRequestDate", shop_time(o.changed_at)},
            {"requestQuantity", o.claim->quantity}};
}

} // namespace

json change_json(const StandInOrder& o) {
    json out = {{"orderId", o.order},
                {"productOrderId", o.number},
                {"lastChangedType", o.changed},
                {"lastChangedDate", shop_time(o.changed_at)},
                {"paymentDate", shop_time(o.ordered_at + std::chrono::seconds{35})},
                {"productOrderStatus", o.status},
                {"receiverAddressChanged", false}};
    if (o.claim) {
        out["claimType"] = o.claim->type;
        out["claimStatus"] = o.claim->status;
    }
    if (o.gift) out["giftReceivingStatus"] = "RECEIVED";
    return out;
}

json detail_json(const StandInOrder& o, DetailForm form) {
    json out = {{"order", order_json(o)}, {"productOrder", product_json(o)}};
    if (o.claim && o.claim->finished) out["completedClaims"] = json::array({finished_json(o)});
    if (o.claim && !o.claim->finished) {
        out["currentClaim"] = claim_json(o);
        if (form == DetailForm::Query) out.update(claim_json(o));
    }
    if (!o.tracking.empty())
        out["delivery"] = {{"deliveryMethod", "DELIVERY"},
                           {"deliveryCompany", o.company},
                           {"trackingNumber", o.tracking},
                           {"deliveryStatus", o.delivery_status},
                           {"sendDate", shop_time(o.ordered_at + std::chrono::hours{20})},
                           {"isWrongTrackingNumber", false}};
    return out;
}

} // namespace sangdam::orders
