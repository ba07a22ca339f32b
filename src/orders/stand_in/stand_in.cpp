// SPDX-License-Identifier: MIT

#include "orders/stand_in/stand_in.h"

#include "orders/shop_time.h"
#include "orders/signature.h"
#include "orders/stand_in/stand_in_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <set>

namespace sangdam::orders {
namespace {

using base::WallTime;
using nlohmann::json;
using namespace std::chrono_literals;

constexpr const char* kOrders = "/v1/pay-order/seller/";
const std::set<std::string> kTokenFields{"client_id",  "timestamp", "client_secret_sign",
                                         "grant_type", "type",      "account_id"};

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned value = 0;
        const auto hex = text.substr(i + 1, 2);
        if (text[i] == '%' && hex.size() == 2 &&
            std::from_chars(hex.data(), hex.data() + 2, value, 16).ptr == hex.data() + 2) {
            out += static_cast<char>(value);
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i]; // Why a '+' must come as %2B.
        }
    }
    return out;
}

// With milliseconds and an offset, as documented; anything else is refused.
std::optional<WallTime> strict_time(const std::string& text) {
    constexpr std::size_t kLength = 29;
    if (text.size() != kLength || text[19] != '.' || text[23] != '+') return std::nullopt;
    return parse_shop_time(text);
}

std::string dumped(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace

struct StandIn::Query {
    std::multimap<std::string, std::string> values;

    explicit Query(std::string_view text) {
        while (!text.empty()) {
            const auto end = std::min(text.find('&'), text.size());
            const auto pair = text.substr(0, end);
            const auto eq = std::min(pair.find('='), pair.size());
            values.emplace(unescaped(pair.substr(0, eq)),
                           eq < pair.size() ? unescaped(pair.substr(eq + 1)) : "");
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }
    std::string value(const std::string& name) const {
        const auto at = values.find(name);
        return at == values.end() ? std::string{} : at->second;
    }
    bool has(const std::string& name) const { return values.contains(name); }
    long number(const std::string& name, long otherwise) const {
        return has(name) ? std::strtol(value(name).c_str(), nullptr, 10) : otherwise;
    }
};

StandIn::StandIn(StandInRules given, const base::Clock& clock, base::Random& random)
    : rules(std::move(given)), clock_(clock), random_(random) {}

void StandIn::put(StandInOrder order) { orders_[order.number] = std::move(order); }

void StandIn::deliver_silently(const std::string& number) {
    const auto at = orders_.find(number);
    if (at == orders_.end()) return;
    at->second.status = "DELIVERED";
    at->second.delivery_status = "DELIVERY_COMPLETION";
}

void StandIn::forget_tokens() {
    token_.clear();
    old_token_.clear();
}

HttpReply StandIn::refusal(int status, std::string code, std::string message) const {
    HttpReply out;
    out.status = status;
    out.body = dumped({{"code", std::move(code)},
                       {"message", std::move(message)},
                       {"timestamp", shop_time(clock_.wall())},
                       {"traceId", fmt::format("PRACTICE^{}", traces_)}});
    return out;
}

HttpReply StandIn::data(std::string inner) const {
    HttpReply out;
    out.status = 200;
    out.body = fmt::format(R"({{"timestamp":"{}","traceId":"PRACTICE^{}","data":{}}})",
                           shop_time(clock_.wall()), traces_, inner);
    return out;
}

std::optional<HttpReply>
StandIn::answer(std::string_view method, std::string_view target,
                const std::vector<std::pair<std::string, std::string>>& headers,
                const std::string& body) {
    ++traces_;
    const auto mark = std::min(target.find('?'), target.size());
    const auto path = target.substr(0, mark);
    const Query query(mark < target.size() ? target.substr(mark + 1) : std::string_view{});
    HttpReply reply;
    const bool for_token = path == "/v1/oauth2/token";
    const auto authorization = std::ranges::find(
        headers, "authorization", [](const auto& each) { return std::string_view(each.first); });
    HttpReply limits;
    if (rules.trouble_in > 0 &&
        random_.next() % static_cast<std::uint64_t>(rules.trouble_in) == 0) {
        ++counts.troubled;
        switch (random_.next() % 4) {
        case 0: return std::nullopt;
        case 1: reply = refusal(500, "GW.PROXY.01", "작업 중 오류가 발생하였습니다."); break;
        case 2:
            reply = refusal(503, "GW.BLOCK.02", "서비스를 일시적으로 사용할 수 없습니다.");
            break;
        default: reply = refusal(504, "GW.TIMEOUT.01", "요청 대기 시간이 초과되었습니다.");
        }
    } else if (!rules.address_registered) {
        reply = refusal(403, "GW.IP_NOT_ALLOWED", "호출이 허용되지 않은 IP입니다.");
    } else if (for_token && method == "POST") {
        reply = token(query, body);
    } else if (authorization == headers.end() || !good_token(authorization->second)) {
        reply = refusal(401, "GW.AUTHN", "요청을 보낼 권한이 없습니다.");
    } else if (auto refused =
                   limited(std::string(method) + std::string(path.substr(0, 60)), limits)) {
        reply = std::move(*refused);
    } else if (!rules.may_read_orders) {
        reply = refusal(403, "GW.AUTHZ", "요청을 보낼 권한이 없습니다.");
    } else {
        reply = routed(method, path, query, body);
        if (reply.status == 200) ++counts.calls;
        if (rules.corrupt_in > 0 &&
            random_.next() % static_cast<std::uint64_t>(rules.corrupt_in) == 0)
            reply.body.resize(reply.body.size() / 2);
    }
    std::ranges::move(limits.headers, std::back_inserter(reply.headers));
    reply.headers.emplace_back("content-type", "application/json;charset=UTF-8");
    reply.headers.emplace_back("date", http_date(clock_.wall()));
    reply.headers.emplace_back("gncp-gw-trace-id", fmt::format("PRACTICE^{}", traces_));
    reply.headers.emplace_back("gncp-gw-httpclient-responsetime", "3");
    return reply;
}

// Documented: a token bucket per application and API, its state in every answer.
std::optional<HttpReply> StandIn::limited(const std::string& api, HttpReply& limits) {
    const auto now = clock_.now();
    if (penalised_) {
        const bool over = penalty_call_ && now - *penalty_call_ < 1h;
        if (!over) {
            penalty_call_ = now;
            return std::nullopt;
        }
        ++counts.limited;
        limits.headers = {{"gncp-gw-quota-period", "HOURS"},
                          {"gncp-gw-quota-limit", "1"},
                          {"gncp-gw-quota-remaining", "0"}};
        return refusal(429, "GW.QUOTA_LIMIT", "할당된 시간당 요청량을 초과하였습니다.");
    }
    auto& bucket = buckets_[api.find("/orders/") != std::string::npos ? "numbers" : api];
    const double burst = 2 * rules.per_second;
    if (!bucket.at) bucket.level = burst;
    const std::chrono::duration<double> passed = bucket.at ? now - *bucket.at : 0s;
    bucket.level = std::min(burst, bucket.level + passed.count() * rules.per_second);
    bucket.at = now;
    const bool over = bucket.level < 1;
    if (!over) bucket.level -= 1;
    limits.headers = {
        {"gncp-gw-ratelimit-replenish-rate", fmt::format("{}", rules.per_second)},
        {"gncp-gw-ratelimit-burst-capacity", fmt::format("{}", burst)},
        {"gncp-gw-ratelimit-remaining", fmt::format("{}", static_cast<int>(bucket.level))}};
    if (!over) return std::nullopt;
    ++counts.limited;
    return refusal(429, "GW.RATE_LIMIT", "요청이 많아 서비스를 일시적으로 사용할 수 없습니다.");
}

HttpReply StandIn::token(const Query& query, const std::string& body) {
    const Query form(body);
    for (const auto& [name, value] : query.values)
        if (kTokenFields.contains(name)) penalised_ = true; // And yet it gets its token.
    const auto field = [&](const std::string& name) {
        return form.has(name) ? form.value(name) : query.value(name);
    };
    std::string wrong;
    const auto timestamp = std::strtoll(field("timestamp").c_str(), nullptr, 10);
    const auto now = clock_.wall().time_since_epoch().count();
    const auto sign = client_secret_sign(rules.client_id, rules.secret, timestamp);
    if (field("grant_type") != "client_credentials")
        wrong = "grant_type";
    else if (field("type") != "SELF" || !field("account_id").empty())
        wrong = "type";
    else if (std::abs(now - timestamp) > 300'000)
        wrong = "timestamp";
    else if (field("client_id") != rules.client_id)
        wrong = "client_id";
    else if (!sign || *sign != field("client_secret_sign"))
        wrong = "client_secret_sign";
    HttpReply out;
    if (!wrong.empty()) {
        out.status = 400;
        out.body = dumped({{"code", "BAD_REQUEST"},
                           {"message", "유효성 검사 오류"},
                           {"timestamp", shop_time(clock_.wall())},
                           {"invalidInputs",
                            {{{"name", wrong},
                              {"type", wrong + ".invalid"},
                              {"message", wrong + " 항목이 유효하지 않습니다."}}}}});
        return out;
    }
    ++counts.tokens;
    const auto left = token_ends_ - clock_.now();
    if (token_.empty() || left < 30min) {
        old_token_ = std::exchange(
            token_, fmt::format("practice-token-{}-{}", counts.tokens, random_.next()));
        old_ends_ = std::exchange(token_ends_, clock_.now() + rules.token_life);
    }
    const auto seconds = std::chrono::floor<std::chrono::seconds>(token_ends_ - clock_.now());
    out.status = 200;
    out.body = dumped(
        {{"access_token", token_}, {"expires_in", seconds.count()}, {"token_type", "Bearer"}});
    return out;
}

bool StandIn::good_token(std::string_view authorization) const {
    constexpr std::string_view kScheme = "Bearer ";
    if (!authorization.starts_with(kScheme)) return false;
    const auto given = authorization.substr(kScheme.size());
    const auto now = clock_.now();
    return (!token_.empty() && given == token_ && now < token_ends_) ||
           (!old_token_.empty() && given == old_token_ && now < old_ends_);
}

HttpReply StandIn::routed(std::string_view method, std::string_view path, const Query& query,
                          const std::string& body) {
    if (!path.starts_with(kOrders))
        return refusal(404, "GW.NOT_FOUND", "요청하신 리소스를 찾을 수 없습니다.");
    const auto rest = path.substr(std::string_view(kOrders).size());
    constexpr std::string_view kTail = "/product-order-ids";
    if (method == "GET" && rest == "product-orders/last-changed-statuses") return changes(query);
    if (method == "POST" && rest == "product-orders/query") return details(body);
    if (method == "GET" && rest == "product-orders") return paid(query);
    if (method == "GET" && rest.starts_with("orders/") && rest.ends_with(kTail))
        return numbers(rest.substr(7, rest.size() - 7 - kTail.size()));
    return refusal(404, "GW.NOT_FOUND", "요청하신 리소스를 찾을 수 없습니다.");
}

HttpReply StandIn::changes(const Query& query) const {
    const auto from = strict_time(query.value("lastChangedFrom"));
    const auto to = query.has("lastChangedTo") ? strict_time(query.value("lastChangedTo"))
                    : from                     ? std::optional(*from + 24h)
                                               : std::nullopt;
    const auto limit = query.number("limitCount", 300);
    if (!from || !to || limit < 1 || limit > 300)
        return refusal(400, "4000", "잘못된 요청 파라미터입니다.");
    if (query.has("lastChangedTo") && *to > clock_.wall())
        return refusal(400, "104139", "조회 가능한 날짜 범위를 초과했습니다.");
    const auto page = std::min(rules.page, static_cast<std::size_t>(limit));
    std::vector<const StandInOrder*> hits;
    const auto sequence = query.value("moreSequence");
    for (const auto& [number, order] : orders_)
        if (order.changed_at >= *from && order.changed_at <= *to &&
            order.changed_at <= clock_.wall() &&
            (sequence.empty() || order.changed_at > *from || number >= sequence))
            hits.push_back(&order);
    std::ranges::sort(hits, [](const auto* a, const auto* b) {
        return std::pair(a->changed_at, a->number) < std::pair(b->changed_at, b->number);
    });
    json list = json::array();
    for (std::size_t i = 0; i < std::min(page, hits.size()); ++i)
        list.push_back(change_json(*hits[i]));
    json out = {{"count", list.size()}, {"lastChangeStatuses", std::move(list)}};
    if (hits.size() > page)
        out["more"] = {{"moreFrom", shop_time(hits[page]->changed_at)},
                       {"moreSequence", hits[page]->number}};
    return data(dumped(out));
}

HttpReply StandIn::details(const std::string& body) {
    const json asked = json::parse(body, nullptr, false);
    const auto ids = asked.is_object() ? asked.find("productOrderIds") : asked.end();
    if (!asked.is_object() || ids == asked.end() || !ids->is_array() || ids->empty() ||
        ids->size() > rules.most_details)
        return refusal(400, "4000", "잘못된 요청 파라미터입니다.");
    counts.most_asked = std::max(counts.most_asked, ids->size());
    json list = json::array();
    for (const auto& id : *ids) {
        const auto at = id.is_string() ? orders_.find(id.get<std::string>()) : orders_.end();
        if (at == orders_.end()) return refusal(400, "100001", "상품 주문을 찾을 수 없습니다.");
        list.push_back(detail_json(at->second, DetailForm::Query));
    }
    return data(dumped(list));
}

HttpReply StandIn::paid(const Query& query) const {
    const auto from = strict_time(query.value("from"));
    const auto to = query.has("to") ? strict_time(query.value("to"))
                    : from          ? std::optional(*from + 24h)
                                    : std::nullopt;
    const auto size = query.number("pageSize", 300);
    const auto page = query.number("page", 1);
    if (!from || !to || size < 1 || size > 300 || page < 1)
        return refusal(400, "4000", "잘못된 요청 파라미터입니다.");
    if (*to - *from > 24h) return refusal(400, "104139", "조회 가능한 날짜 범위를 초과했습니다.");
    std::vector<const StandInOrder*> hits;
    for (const auto& [number, order] : orders_) {
        const auto paid_at = order.ordered_at + 35s;
        if (paid_at >= *from && paid_at <= *to) hits.push_back(&order);
    }
    const auto each = std::min(rules.page, static_cast<std::size_t>(size));
    const auto begin = std::min(hits.size(), each * static_cast<std::size_t>(page - 1));
    const auto end = std::min(hits.size(), begin + each);
    json list = json::array();
    for (auto i = begin; i < end; ++i)
        list.push_back({{"productOrderId", hits[i]->number},
                        {"content", detail_json(*hits[i], DetailForm::Conditional)}});
    const json pages = {{"page", page}, {"size", end - begin}, {"hasNext", end < hits.size()}};
    return data(dumped({{"contents", std::move(list)}, {"pagination", pages}}));
}

HttpReply StandIn::numbers(std::string_view escaped_order) const {
    json list = json::array();
    const auto order = unescaped(escaped_order);
    for (const auto& [number, each] : orders_)
        if (each.order == order) list.push_back(number);
    if (list.empty()) return refusal(400, "100003", "주문을 찾을 수 없습니다.");
    return data(dumped(list));
}

} // namespace sangdam::orders
