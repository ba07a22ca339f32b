// SPDX-License-Identifier: MIT

#include "hublink/hub_api.h"

#include "core/number_text.h"
#include "wire/problem.h"
#include "wire/sse.h"

#include <fmt/format.h>

namespace sangdam::hublink::api {
namespace {

constexpr const char* kJson = "Content-Type: application/json";

HttpRequest send(std::string method, std::string path, std::string body) {
    auto request = api::get(std::move(path));
    request.method = std::move(method);
    request.body = std::move(body);
    if (!request.body.empty()) request.headers.emplace_back(kJson);
    return request;
}

std::string idempotency(const std::string& key) { return "Idempotency-Key: " + key; }
std::string if_match(std::int64_t revision) { return fmt::format("If-Match: \"{}\"", revision); }

// FNV-1a. Two desktops never share a key with different bodies by intent; nobody attacks himself.
std::uint64_t fingerprint(std::string_view text, std::uint64_t seed) {
    constexpr std::uint64_t kPrime = 0x100000001b3;
    for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * kPrime;
    return seed;
}

} // namespace

HttpRequest get(std::string path) {
    HttpRequest request;
    request.url = std::move(path);
    request.headers = {"Accept: application/json"};
    return request;
}

HttpRequest write(std::string method, std::string path, std::string body,
                  std::optional<std::int64_t> revision) {
    auto key = idempotency(content_key(path + '\n' + body));
    auto request = send(std::move(method), std::move(path), std::move(body));
    request.headers.push_back(std::move(key));
    if (revision) request.headers.push_back(if_match(*revision));
    return request;
}

HttpRequest press(std::string method, std::string path, std::string body, const std::string& key) {
    auto request = send(std::move(method), std::move(path), std::move(body));
    request.headers.push_back(idempotency(key));
    return request;
}

std::string content_key(std::string_view body) {
    constexpr std::uint64_t kBasis = 0xcbf29ce484222325;
    constexpr std::uint64_t kOther = 0x9e3779b97f4a7c15;
    return fmt::format("{:016x}{:016x}", fingerprint(body, kBasis), fingerprint(body, kOther));
}

std::string path_piece(std::string_view text) {
    constexpr std::string_view kPlain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string out;
    for (const char c : text) {
        if (kPlain.find(c) != std::string_view::npos)
            out.push_back(c);
        else
            out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    return out;
}

HttpRequest sign_in(const std::string& login, const base::Secret& password,
                    const std::string& device) {
    return send("POST", "/v1/session",
                wire::to_json(wire::SessionRequest{login, password, device}));
}

HttpRequest sign_out() { return send("DELETE", "/v1/session", {}); }

HttpRequest set_state(core::AgentState state, const std::string& away_reason) {
    return send("PUT", "/v1/me/state", wire::to_json(wire::StateRequest{state, away_reason}));
}

HttpRequest agents() { return get("/v1/agents"); }
HttpRequest queue() { return get("/v1/queue"); }

HttpRequest pick_up(const core::CallRef& call, const std::string& key) {
    auto request = send("POST", "/v1/queue/" + path_piece(call.value) + "/pickup", {});
    request.headers.push_back(idempotency(key));
    return request;
}

HttpRequest customer_card(const core::PhoneNumber& number) {
    return get("/v1/customers/card?number=" + path_piece(core::number_text(number)));
}

HttpRequest save_customer(const core::Customer& customer) {
    const bool stored = customer.revision > 0;
    auto body = wire::to_json(customer);
    auto key = idempotency(content_key(body));
    auto request = stored ? send("PUT", "/v1/customers/" + path_piece(customer.id.value), body)
                          : send("POST", "/v1/customers", body);
    request.headers.push_back(std::move(key));
    if (stored) request.headers.push_back(if_match(customer.revision));
    return request;
}

HttpRequest recent_calls() { return get("/v1/calls?limit=100"); }
HttpRequest wrap_up_choices() { return get("/v1/settings/wrap-up-choices"); }

HttpRequest wrap_up(const core::CallRef& call) {
    return get("/v1/calls/" + path_piece(call.value) + "/wrap-up");
}

HttpRequest save_wrap_up(const core::WrapUp& wrap_up) {
    auto request = send("PUT", "/v1/calls/" + path_piece(wrap_up.call.value) + "/wrap-up",
                        wire::to_json(wrap_up));
    request.headers.push_back(idempotency(content_key(request.body)));
    request.headers.push_back(if_match(wrap_up.revision));
    return request;
}

HttpRequest events(std::optional<std::uint64_t> after) {
    auto request = get("/v1/events");
    request.headers = {std::string("Accept: ") + wire::kEventStreamType, "Cache-Control: no-cache"};
    if (after) request.headers.push_back(fmt::format("Last-Event-ID: {}", *after));
    return request;
}

base::Error problem_in(const HttpAnswer& answer) {
    if (auto problem = wire::from_json<wire::Problem>(answer.body)) return error_of(*problem);
    wire::Problem bare;
    bare.status = answer.status;
    bare.code.clear();
    return error_of(bare);
}

std::string problem_code(const HttpAnswer& answer) {
    const auto problem = wire::from_json<wire::Problem>(answer.body);
    return problem ? problem->code : std::string{};
}

base::Error not_a_hub(const base::Error& why) {
    return {base::Errc::Unavailable, "the answer is not from a hub: " + why.what};
}

HttpRequest extend_wrap_up(const std::string& key) {
    return press("POST", "/v1/me/wrap-up-extension", {}, key);
}

HttpRequest show_number(const std::string& number) {
    return send("PUT", "/v1/me/number", wire::to_json(wire::ShownNumberRequest{number}));
}

HttpRequest set_state_of(const core::AgentId& agent, core::AgentState state,
                         const std::string& away_reason) {
    return send("PUT", "/v1/agents/" + path_piece(agent.value) + "/state",
                wire::to_json(wire::StateRequest{state, away_reason}));
}

base::Result<std::string> text(const base::Result<HttpAnswer>& answer) {
    if (!answer) return answer.error();
    if (!good(*answer)) return problem_in(*answer);
    return answer->body;
}

base::Status nothing(const base::Result<HttpAnswer>& answer) {
    if (!answer) return answer.error();
    if (!good(*answer)) return problem_in(*answer);
    return base::Done{};
}

} // namespace sangdam::hublink::api
