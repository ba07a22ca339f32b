// SPDX-License-Identifier: MIT
//
// Each request of the hub's API (src/wire/openapi.yaml) as a value, and each answer read back.
// Without address and token: the session adds them. Pure.
#pragma once

#include "core/customer.h"
#include "core/history.h"
#include "core/wrap_up.h"
#include "hublink/http_thread.h"
#include "wire/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sangdam::hublink::api {

// `url` holds the path only.
HttpRequest sign_in(const std::string& login, const base::Secret& password,
                    const std::string& device);
HttpRequest sign_out();
HttpRequest set_state(core::AgentState, const std::string& away_reason);
HttpRequest agents();
HttpRequest queue();
HttpRequest pick_up(const core::CallRef&, const std::string& key);
HttpRequest customer_card(const core::PhoneNumber&);
HttpRequest save_customer(const core::Customer&);
HttpRequest recent_calls();
HttpRequest wrap_up_choices();
HttpRequest wrap_up(const core::CallRef&);
HttpRequest save_wrap_up(const core::WrapUp&);
HttpRequest events(std::optional<std::uint64_t> after);
HttpRequest extend_wrap_up(const std::string& key);
HttpRequest show_number(const std::string& number);
HttpRequest set_state_of(const core::AgentId&, core::AgentState, const std::string& away_reason);

HttpRequest get(std::string path);
// A record, with the key of its content and the revision that was edited.
HttpRequest write(std::string method, std::string path, std::string body,
                  std::optional<std::int64_t> revision);
// A wish; `key` tells it from the same wish another time.
HttpRequest press(std::string method, std::string path, std::string body, const std::string& key);

// The same content gets the same key, also after a restart: sent twice, it is stored once.
std::string content_key(std::string_view body);
std::string path_piece(std::string_view text); // Percent-encoded (RFC 3986 §2.1).

// What is not 2xx, as an error: the hub's problem, or the bare status of whatever answered.
base::Error problem_in(const HttpAnswer&);
std::string problem_code(const HttpAnswer&); // Empty: not a problem of the hub's.
inline bool good(const HttpAnswer& answer) { return answer.status >= 200 && answer.status < 300; }
// Something answers that is no hub (a hotel's sign-in page): trying again later may help.
base::Error not_a_hub(const base::Error& why);

template <class T>
base::Result<T> record(const base::Result<HttpAnswer>& answer) {
    if (!answer) return answer.error();
    if (!good(*answer)) return problem_in(*answer);
    auto value = wire::from_json<T>(answer->body);
    if (!value) return not_a_hub(value.error());
    return value;
}

template <class T>
base::Result<std::vector<T>> page(const base::Result<HttpAnswer>& answer) {
    if (!answer) return answer.error();
    if (!good(*answer)) return problem_in(*answer);
    auto value = wire::page_from_json<T>(answer->body);
    if (!value) return not_a_hub(value.error());
    return std::move(value->items);
}

template <class T>
base::Result<core::Page<T>> whole_page(const base::Result<HttpAnswer>& answer) {
    if (!answer) return answer.error();
    if (!good(*answer)) return problem_in(*answer);
    auto value = wire::page_from_json<T>(answer->body);
    if (!value) return not_a_hub(value.error());
    return value;
}

base::Result<std::string> text(const base::Result<HttpAnswer>&);
base::Status nothing(const base::Result<HttpAnswer>&);

} // namespace sangdam::hublink::api
