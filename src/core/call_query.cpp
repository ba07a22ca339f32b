// SPDX-License-Identifier: MIT

#include "core/call_query.h"

#include "core/named_enum.h"

namespace sangdam::core {
namespace {

constexpr EnumNames<CallScope, 2> kScopes{
    {{CallScope::Mine, "mine"}, {CallScope::Visible, "visible"}}};
constexpr EnumNames<CallFilter, 3> kFilters{{{CallFilter::All, "all"},
                                             {CallFilter::Missed, "missed"},
                                             {CallFilter::Unfinished, "unfinished"}}};

} // namespace

std::string_view name(CallScope scope) { return name_in(kScopes, scope); }
std::optional<CallScope> parse_call_scope(std::string_view text) { return parse_in(kScopes, text); }
std::string_view name(CallFilter filter) { return name_in(kFilters, filter); }
std::optional<CallFilter> parse_call_filter(std::string_view text) {
    return parse_in(kFilters, text);
}

} // namespace sangdam::core
