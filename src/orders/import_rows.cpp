// SPDX-License-Identifier: MIT

#include "orders/import_rows.h"

#include "orders/csv.h"
#include "orders/shop_time.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace sangdam::orders {
namespace {

using Fields = std::map<std::string, std::string, std::less<>>; // By the English names.

constexpr std::array<std::pair<std::string_view, std::string_view>, 24> kNames{
    {{"상품주문번호", "number"},
     {"주문번호", "order"},
     {"주문일시", "ordered_at"},
     {"주문일", "ordered_at"},
     {"상태", "status"},
     {"주문상태", "status"},
     {"상품명", "product"},
     {"옵션", "option"},
     {"수량", "quantity"},
     {"잔여수량", "remaining"},
     {"결제금액", "amount"},
     {"잔여금액", "remaining_amount"},
     {"주문자", "orderer"},
     {"주문자연락처", "orderer_phone"},
     {"수취인", "receiver"},
     {"수취인연락처", "receiver_phone"},
     {"수취인연락처2", "receiver_phone2"},
     {"주소", "address"},
     {"배송메모", "memo"},
     {"택배사", "company"},
     {"송장번호", "tracking"},
     {"배송상태", "delivery_status"},
     {"클레임", "claim"},
     {"클레임상태", "claim_status"}}};

// What people write for what the shops' own words mean; other words stay as they are.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kStatuses{
    {{"결제대기", "PAYMENT_WAITING"},
     {"결제완료", "PAYED"},
     {"배송준비", "PAYED"},
     {"배송준비중", "PAYED"},
     {"배송중", "DELIVERING"},
     {"배송완료", "DELIVERED"},
     {"구매확정", "PURCHASE_DECIDED"},
     {"취소", "CANCELED"},
     {"취소완료", "CANCELED"},
     {"반품", "RETURNED"},
     {"반품완료", "RETURNED"},
     {"교환", "EXCHANGED"},
     {"교환완료", "EXCHANGED"},
     {"미결제취소", "CANCELED_BY_NOPAYMENT"}}};

std::string without_spaces(std::string_view text) {
    std::string out(text);
    std::erase_if(out, [](char c) { return c == ' ' || c == '\t'; });
    return out;
}

std::string english(std::string_view column) {
    const auto plain = without_spaces(column);
    for (const auto& [korean, name] : kNames)
        if (korean == plain) return std::string(name);
    return plain;
}

std::string status_word(std::string_view written) {
    const auto plain = without_spaces(written);
    for (const auto& [korean, word] : kStatuses)
        if (korean == plain) return std::string(word);
    return std::string(written);
}

std::string value(const Fields& fields, std::string_view name) {
    constexpr std::size_t kLongest = 1'000;
    const auto at = fields.find(name);
    if (at == fields.end()) return {};
    auto text = at->second;
    if (text.size() > kLongest) {
        std::size_t end = kLongest;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
        text.resize(end);
    }
    return text;
}

// "39,900원" is 39900.
base::Result<std::int64_t> amount(const Fields& fields, std::string_view name,
                                  std::int64_t otherwise) {
    auto text = without_spaces(value(fields, name));
    if (text.ends_with("원")) text.resize(text.size() - std::string_view("원").size());
    std::erase(text, ',');
    if (text.empty()) return otherwise;
    std::int64_t out = 0;
    constexpr std::int64_t kMost = 1'000'000'000'000;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size() || out < 0 || out > kMost)
        return base::Error{base::Errc::BadInput, fmt::format("{} is not a number", name)};
    return out;
}

void add_number(core::OrderPerson& person, const std::string& written) {
    if (written.empty()) return;
    auto number = core::PhoneNumber::parse(written);
    if (!number.hidden()) person.numbers.push_back(std::move(number));
}

base::Result<core::OrderLine> line_of(const Fields& fields, const core::ShopId& shop,
                                      base::WallTime read_at) {
    core::OrderLine line;
    line.shop = shop;
    line.order = value(fields, "order");
    line.number = value(fields, "number");
    if (line.number.empty()) line.number = line.order;
    if (line.order.empty()) line.order = line.number;
    constexpr std::size_t kLongestNumber = 64;
    if (line.number.empty()) return base::Error{base::Errc::BadInput, "there is no order number"};
    if (line.number.size() > kLongestNumber || line.order.size() > kLongestNumber)
        return base::Error{base::Errc::BadInput, "the order number is longer than 64 characters"};
    const auto written = value(fields, "ordered_at");
    const auto at = parse_loose_time(written);
    if (!written.empty() && !at)
        return base::Error{base::Errc::BadInput, "ordered_at is not a time like 2026-11-23 14:05"};
    line.ordered_at = at.value_or(read_at);
    line.status = status_word(value(fields, "status"));
    line.product = value(fields, "product");
    line.option = value(fields, "option");
    constexpr std::int64_t kMostPieces = 1'000'000;
    SDC_TRY(const auto quantity, amount(fields, "quantity", 1));
    SDC_TRY(const auto remaining, amount(fields, "remaining", quantity));
    line.quantity = static_cast<int>(std::min(quantity, kMostPieces));
    line.remaining = static_cast<int>(std::min(remaining, kMostPieces));
    SDC_TRY(line.amount, amount(fields, "amount", 0));
    SDC_TRY(line.remaining_amount, amount(fields, "remaining_amount", line.amount));
    line.orderer.name = value(fields, "orderer");
    add_number(line.orderer, value(fields, "orderer_phone"));
    line.receiver.name = value(fields, "receiver");
    add_number(line.receiver, value(fields, "receiver_phone"));
    add_number(line.receiver, value(fields, "receiver_phone2"));
    line.address = value(fields, "address");
    line.memo = value(fields, "memo");
    core::OrderParcel parcel;
    parcel.company = value(fields, "company");
    parcel.tracking = value(fields, "tracking");
    parcel.status = value(fields, "delivery_status");
    if (parcel != core::OrderParcel{}) line.parcel = std::move(parcel);
    if (const auto claim = value(fields, "claim"); !claim.empty()) {
        line.claim.emplace();
        line.claim->type = claim;
        line.claim->status = value(fields, "claim_status");
    }
    line.read_at = read_at;
    return line;
}

base::Error in_row(std::size_t row, const base::Error& error) {
    return {error.code, fmt::format("row {}: {}", row, error.what)};
}

} // namespace

base::Result<std::vector<core::OrderLine>>
read_import_csv(std::string_view text, const core::ShopId& shop, base::WallTime read_at) {
    SDC_TRY(const auto rows, read_csv(text));
    std::vector<core::OrderLine> out;
    if (rows.empty()) return out;
    std::vector<std::string> columns;
    for (const auto& each : rows.front()) columns.push_back(english(each));
    if (std::ranges::count(columns, "number") + std::ranges::count(columns, "order") == 0)
        return base::Error{base::Errc::BadInput,
                           "the first row must name the columns, one of them 주문번호 (order)"};
    for (std::size_t row = 1; row < rows.size(); ++row) {
        Fields fields;
        for (std::size_t i = 0; i < std::min(columns.size(), rows[row].size()); ++i)
            if (!rows[row][i].empty()) fields[columns[i]] = rows[row][i];
        auto line = line_of(fields, shop, read_at);
        if (!line) return in_row(row + 1, line.error());
        out.push_back(std::move(line).value());
    }
    return out;
}

base::Result<std::vector<core::OrderLine>>
read_import_json(std::string_view text, const core::ShopId& shop, base::WallTime read_at) {
    using nlohmann::json;
    const json document = json::parse(text, nullptr, false);
    const json* list = &document;
    if (document.is_object() && document.contains("orders")) list = &document.at("orders");
    if (!list->is_array() || list->size() > kMostRows)
        return base::Error{base::Errc::BadInput,
                           R"(the body must be a list of orders, or {"orders": [ … ]})"};
    std::vector<core::OrderLine> out;
    for (const auto& each : *list) {
        Fields fields;
        if (each.is_object())
            for (const auto& [key, member] : each.items()) {
                if (member.is_string()) fields[english(key)] = member.get<std::string>();
                if (member.is_number()) fields[english(key)] = member.dump();
            }
        auto line = line_of(fields, shop, read_at);
        if (!line) return in_row(out.size() + 1, line.error());
        out.push_back(std::move(line).value());
    }
    return out;
}

} // namespace sangdam::orders
