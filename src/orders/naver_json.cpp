// SPDX-License-Identifier: MIT

#include "orders/naver_json.h"

#include "orders/shop_time.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace sangdam::orders {
namespace {

using nlohmann::json;
constexpr std::size_t kLongestText = 2'000; // Bytes; longer ones are cut between characters.
constexpr std::size_t kMostLines = 1'000;   // Of one answer; the shop gives at most 300.

std::string cut(std::string text) {
    if (text.size() <= kLongestText) return text;
    std::size_t end = kLongestText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
    return text;
}

// A member that may be missing, null or of another type than expected.
class Node {
public:
    explicit Node(const json* value) : value_(value) {}
    Node operator[](const char* key) const {
        if (!value_ || !value_->is_object()) return Node(nullptr);
        const auto at = value_->find(key);
        return Node(at == value_->end() || at->is_null() ? nullptr : &*at);
    }
    bool there() const { return value_ != nullptr; }
    bool list() const { return value_ && value_->is_array(); }
    bool object() const { return value_ && value_->is_object(); }

    std::string text() const { // Numbers, too: ids come as both.
        if (!value_) return {};
        if (value_->is_string()) return cut(value_->get<std::string>());
        if (value_->is_number_integer()) return std::to_string(value_->get<std::int64_t>());
        return {};
    }
    std::int64_t integer() const {
        if (!value_) return 0;
        if (value_->is_number_integer()) return value_->get<std::int64_t>();
        if (value_->is_number_float()) {
            const double number = value_->get<double>();
            constexpr double kMost = 9e15;
            return std::isfinite(number) && std::abs(number) < kMost
                       ? static_cast<std::int64_t>(number)
                       : 0;
        }
        if (!value_->is_string()) return 0;
        const auto written = value_->get<std::string>();
        std::int64_t out = 0;
        std::from_chars(written.data(), written.data() + written.size(), out);
        return out;
    }
    int small() const {
        return static_cast<int>(std::clamp<std::int64_t>(integer(), 0, 1'000'000));
    }
    bool flag() const {
        return value_ && ((value_->is_boolean() && value_->get<bool>()) || text() == "true");
    }
    std::optional<base::WallTime> time() const { return parse_shop_time(text()); }
    template <class F>
    void each(F f) const {
        if (list())
            for (const auto& item : *value_) f(Node(&item));
    }

private:
    const json* value_;
};

json parsed(std::string_view body) { return json::parse(body, nullptr, false); }

base::Error not_that(const char* what) {
    return {base::Errc::BadInput, std::string("the answer is not ") + what};
}

void add_number(core::OrderPerson& person, const Node& tel) {
    const auto written = tel.text();
    if (written.empty()) return;
    auto number = core::PhoneNumber::parse(written);
    if (number.hidden() || std::ranges::count(person.numbers, number) > 0) return;
    person.numbers.push_back(std::move(number));
}

std::string joined(std::initializer_list<std::string> parts) {
    std::string out;
    for (const auto& each : parts) {
        if (each.empty()) continue;
        if (!out.empty()) out += ' ';
        out += each;
    }
    return out;
}

std::string first_of(std::initializer_list<std::string> texts) {
    for (const auto& each : texts)
        if (!each.empty()) return each;
    return {};
}

// A claim object is one of cancel, return and exchange, each with names of its own.
core::OrderClaim read_claim(const char* type, const Node& node) {
    core::OrderClaim out;
    out.type = type;
    out.status = node["claimStatus"].text();
    out.reason = first_of(
        {node["cancelReason"].text(), node["returnReason"].text(), node["exchangeReason"].text()});
    out.detail = first_of({node["cancelDetailedReason"].text(), node["returnDetailedReason"].text(),
                           node["exchangeDetailedReason"].text()});
    out.quantity = node["requestQuantity"].small();
    out.requested_at = node["claimRequestDate"].time();
    out.collect_status = node["collectStatus"].text();
    out.collect_company = node["collectDeliveryCompany"].text();
    out.collect_tracking = node["collectTrackingNumber"].text();
    const auto held = node["holdbackStatus"].text();
    if (!held.empty() && held != "NOT_YET" && held != "RELEASED")
        out.holdback = first_of({node["holdbackReason"].text(), held});
    return out;
}

std::optional<core::OrderClaim> claim_in(const Node& content) {
    const auto named = [](const Node& from) -> std::optional<core::OrderClaim> {
        if (from["cancel"].object()) return read_claim("CANCEL", from["cancel"]);
        if (from["return"].object()) return read_claim("RETURN", from["return"]);
        if (from["exchange"].object()) return read_claim("EXCHANGE", from["exchange"]);
        return std::nullopt;
    };
    for (const char* place : {"currentClaim", "beforeClaim"})
        if (auto claim = named(content[place])) return claim;
    if (auto claim = named(content)) return claim; // The older form, beside the order.
    std::optional<core::OrderClaim> last;          // Finished ones; the newest is at the end.
    content["completedClaims"].each([&](const Node& done) {
        auto claim = read_claim("", done);
        claim.type = done["claimType"].text();
        last = std::move(claim);
    });
    return last;
}

void read_claims(const Node& content, const Node& product, core::OrderLine& line) {
    line.claim = claim_in(content);
    const auto type = product["claimType"].text();
    const auto status = product["claimStatus"].text();
    if (type.empty() && status.empty()) return;
    if (!line.claim) line.claim.emplace();
    if (!type.empty()) line.claim->type = type; // The row's own word is the newest.
    if (!status.empty()) line.claim->status = status;
}

void read_parcel(const Node& content, const Node& product, core::OrderLine& line) {
    const auto delivery = content["delivery"];
    core::OrderParcel parcel;
    parcel.method =
        first_of({delivery["deliveryMethod"].text(), product["expectedDeliveryMethod"].text()});
    parcel.company =
        first_of({delivery["deliveryCompany"].text(), product["expectedDeliveryCompany"].text()});
    parcel.tracking = delivery["trackingNumber"].text();
    parcel.status = delivery["deliveryStatus"].text();
    parcel.sent_at = delivery["sendDate"].time();
    parcel.delivered_at = delivery["deliveredDate"].time();
    parcel.wrong_tracking = delivery["isWrongTrackingNumber"].flag();
    if (parcel != core::OrderParcel{}) line.parcel = std::move(parcel);
}

void read_people(const Node& order, const Node& product, core::OrderLine& line) {
    line.orderer.name = order["ordererName"].text();
    add_number(line.orderer, order["ordererTel"]);
    const auto to = product["shippingAddress"];
    line.receiver.name = to["name"].text();
    add_number(line.receiver, to["tel1"]);
    add_number(line.receiver, to["tel2"]);
    line.address =
        joined({to["zipCode"].text(), to["baseAddress"].text(), to["detailedAddress"].text()});
    line.memo = product["shippingMemo"].text();
    line.gift_status = product["giftReceivingStatus"].text();
    line.gift = !line.gift_status.empty();
}

std::optional<core::OrderLine> read_line(const Node& content, const core::ShopId& shop,
                                         base::WallTime read_at) {
    const auto order = content["order"];
    const auto product = content["productOrder"];
    core::OrderLine line;
    line.shop = shop;
    line.number = product["productOrderId"].text();
    if (line.number.empty()) return std::nullopt;
    line.order = order["orderId"].text();
    line.paid_at = order["paymentDate"].time();
    line.ordered_at = order["orderDate"].time().value_or(line.paid_at.value_or(read_at));
    line.status = product["productOrderStatus"].text();
    line.placed = product["placeOrderStatus"].text();
    line.product = product["productName"].text();
    line.option = product["productOption"].text();
    line.quantity = product["initialQuantity"].there() ? product["initialQuantity"].small()
                                                       : product["quantity"].small();
    line.remaining =
        product["remainQuantity"].there() ? product["remainQuantity"].small() : line.quantity;
    line.amount = product["initialPaymentAmount"].there()
                      ? product["initialPaymentAmount"].integer()
                      : product["totalPaymentAmount"].integer();
    line.remaining_amount = product["remainPaymentAmount"].there()
                                ? product["remainPaymentAmount"].integer()
                                : line.amount;
    line.payment = order["paymentMeans"].text();
    line.send_until = product["shippingDueDate"].time();
    line.delay_reason = product["delayedDispatchReason"].text();
    read_people(order, product, line);
    read_claims(content, product, line);
    read_parcel(content, product, line);
    line.read_at = read_at;
    return line;
}

} // namespace

base::Result<TokenAnswer> read_token(std::string_view body) {
    const json document = parsed(body);
    const Node root(&document);
    TokenAnswer out;
    out.token = base::Secret(root["access_token"].text());
    out.life =
        std::chrono::seconds{std::clamp<std::int64_t>(root["expires_in"].integer(), 0, 86'400)};
    const auto& token = out.token.reveal();
    const bool printable =
        std::ranges::all_of(token, [](char c) { return c > ' ' && c < 0x7F; }); // It is a header.
    if (token.empty() || !printable || out.life.count() == 0) return not_that("a token");
    return out;
}

ErrorBody read_error(std::string_view body) {
    const json document = parsed(body);
    const Node root(&document);
    ErrorBody out;
    out.code = root["code"].text();
    out.message = root["message"].text();
    out.trace = root["traceId"].text();
    root["invalidInputs"].each([&](const Node& each) {
        constexpr std::size_t kMost = 20;
        if (out.invalid.size() < kMost) out.invalid.push_back(each["name"].text());
    });
    return out;
}

base::Result<FeedPage> read_feed(std::string_view body) {
    const json document = parsed(body);
    const auto data = Node(&document)["data"];
    if (!data.object()) {
        // "Nothing changed" has been seen without data.
        if (document.is_object() && !document.contains("code")) return FeedPage{};
        return not_that("a list of changes");
    }
    FeedPage out;
    std::set<std::string> seen;
    data["lastChangeStatuses"].each([&](const Node& each) {
        auto number = each["productOrderId"].text();
        if (!number.empty() && out.numbers.size() < kMostLines && seen.insert(number).second)
            out.numbers.push_back(std::move(number));
    });
    const auto from = data["more"]["moreFrom"].time();
    auto sequence = data["more"]["moreSequence"].text();
    std::erase_if(sequence, [](char c) { return c <= ' '; }); // It is kept in a cursor.
    if (from) out.more = More{*from, std::move(sequence)};
    return out;
}

base::Result<std::vector<std::string>> read_numbers(std::string_view body) {
    const json document = parsed(body);
    const auto data = Node(&document)["data"];
    if (!data.list()) return not_that("a list of product orders");
    std::vector<std::string> out;
    data.each([&](const Node& each) {
        if (auto number = each.text(); !number.empty() && out.size() < kMostLines)
            out.push_back(std::move(number));
    });
    return out;
}

base::Result<std::vector<core::OrderLine>>
read_details(std::string_view body, const core::ShopId& shop, base::WallTime read_at) {
    const json document = parsed(body);
    const auto data = Node(&document)["data"];
    if (!data.list()) return not_that("a list of details");
    std::vector<core::OrderLine> out;
    data.each([&](const Node& each) {
        auto line = read_line(each, shop, read_at);
        if (line && out.size() < kMostLines) out.push_back(std::move(*line));
    });
    return out;
}

base::Result<DetailPage> read_conditional(std::string_view body, const core::ShopId& shop,
                                          base::WallTime read_at) {
    const json document = parsed(body);
    const auto data = Node(&document)["data"];
    if (!data.object()) return not_that("a page of details");
    DetailPage out;
    data["contents"].each([&](const Node& each) {
        auto line = read_line(each["content"], shop, read_at);
        if (line && out.lines.size() < kMostLines) out.lines.push_back(std::move(*line));
    });
    out.has_next = data["pagination"]["hasNext"].flag();
    return out;
}

} // namespace sangdam::orders
