// SPDX-License-Identifier: MIT

#include "hub/asked.h"

#include "hub/router.h"
#include "wire/rfc3339.h"

#include <string>

namespace sangdam::hub {
namespace {

constexpr std::size_t kMostSearched = 100; // Bytes.

base::Error unknown(std::string_view name) {
    return {base::Errc::BadInput, std::string(name) + " is not one of the known words"};
}

template <class E, class Parse>
base::Status word_asked(const Target& target, std::string_view name, E& out, Parse parse) {
    const auto text = target.value(name);
    if (!text) return base::Done{};
    const auto value = parse(*text);
    if (!value) return unknown(name);
    out = *value;
    return base::Done{};
}

template <class IdType>
base::Status id_asked(const Target& target, std::string_view name, IdType& out) {
    const auto text = target.value(name);
    if (!text) return base::Done{};
    if (!is_id(*text)) return base::Error{base::Errc::BadInput, std::string(name) + " is no id"};
    out = IdType(*text);
    return base::Done{};
}

} // namespace

base::Result<std::optional<base::WallTime>> time_asked(const Target& target,
                                                       std::string_view name) {
    using Time = std::optional<base::WallTime>;
    const auto text = target.value(name);
    if (!text) return Time();
    const auto at = wire::parse_rfc3339(*text);
    if (!at) return base::Error{base::Errc::BadInput, std::string(name) + ' ' + at.error().what};
    return Time(*at);
}

base::Result<core::CallQuery> calls_asked(const Target& target) {
    core::CallQuery query;
    SDC_CHECK(word_asked(target, "scope", query.scope, core::parse_call_scope));
    SDC_CHECK(word_asked(target, "show", query.filter, core::parse_call_filter));
    SDC_CHECK(word_asked(target, "direction", query.direction, core::parse_direction));
    SDC_CHECK(id_asked(target, "customer", query.customer));
    SDC_TRY(query.from, time_asked(target, "from"));
    SDC_TRY(query.until, time_asked(target, "until"));
    query.search = target.value("q").value_or("");
    if (query.search.size() > kMostSearched)
        return base::Error{base::Errc::BadInput, "q is longer than 100 bytes"};
    return query;
}

base::Result<core::CallbackQuery> callbacks_asked(const Target& target) {
    core::CallbackQuery query;
    SDC_CHECK(word_asked(target, "scope", query.scope, core::parse_callback_scope));
    if (target.value("status") == "any")
        query.status.reset();
    else
        SDC_CHECK(word_asked(target, "status", query.status, core::parse_callback_status));
    SDC_CHECK(id_asked(target, "customer", query.customer));
    SDC_TRY(query.from, time_asked(target, "from"));
    SDC_TRY(query.until, time_asked(target, "until"));
    return query;
}

base::Result<core::AccessQuery> accesses_asked(const Target& target) {
    core::AccessQuery query;
    SDC_CHECK(id_asked(target, "agent", query.agent));
    SDC_CHECK(id_asked(target, "customer", query.customer));
    query.action = target.value("action").value_or("");
    SDC_TRY(query.from, time_asked(target, "from"));
    SDC_TRY(query.until, time_asked(target, "until"));
    return query;
}

} // namespace sangdam::hub
