// SPDX-License-Identifier: MIT

#include "shell/ctl_protocol.h"

#include <nlohmann/json.hpp>

namespace sangdam::shell {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestLine = 64U << 10U; // A link or a number; nobody needs more.

std::string line(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

base::Result<Json> object(std::string_view text) {
    if (text.size() > kLongestLine)
        return base::Error{base::Errc::BadInput, "the line is too long"};
    auto json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return base::Error{base::Errc::BadInput, "not a JSON object"};
    return json;
}

} // namespace

std::string to_line(const CtlRequest& request) {
    return line({{"verb", request.verb}, {"arguments", request.arguments}, {"json", request.json}});
}

std::string to_line(const CtlAnswer& answer) {
    return line({{"ok", answer.ok}, {"text", answer.text}});
}

base::Result<CtlRequest> parse_request(std::string_view text) {
    SDC_TRY(const auto json, object(text));
    CtlRequest request;
    const auto verb = json.find("verb");
    if (verb == json.end() || !verb->is_string())
        return base::Error{base::Errc::BadInput, "no verb"};
    request.verb = verb->get<std::string>();
    if (const auto list = json.find("arguments"); list != json.end()) {
        if (!list->is_array()) return base::Error{base::Errc::BadInput, "arguments: not a list"};
        for (const auto& each : *list) {
            if (!each.is_string())
                return base::Error{base::Errc::BadInput, "arguments: not all are text"};
            request.arguments.push_back(each.get<std::string>());
        }
    }
    if (const auto wish = json.find("json"); wish != json.end() && wish->is_boolean())
        request.json = wish->get<bool>();
    return request;
}

base::Result<CtlAnswer> parse_answer(std::string_view text) {
    SDC_TRY(const auto json, object(text));
    const auto ok = json.find("ok");
    const auto words = json.find("text");
    if (ok == json.end() || !ok->is_boolean() || words == json.end() || !words->is_string())
        return base::Error{base::Errc::BadInput, "not an answer"};
    return CtlAnswer{ok->get<bool>(), words->get<std::string>()};
}

} // namespace sangdam::shell
