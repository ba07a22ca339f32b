// SPDX-License-Identifier: MIT

#include "core/call_record.h"

#include "core/named_enum.h"

namespace sangdam::core {
namespace {

constexpr EnumNames<CallResult, 9> kResults{{{CallResult::Open, "open"},
                                             {CallResult::Answered, "answered"},
                                             {CallResult::Missed, "missed"},
                                             {CallResult::Abandoned, "abandoned"},
                                             {CallResult::Busy, "busy"},
                                             {CallResult::NoAnswer, "no_answer"},
                                             {CallResult::Rejected, "rejected"},
                                             {CallResult::PickedUp, "picked_up"},
                                             {CallResult::Failed, "failed"}}};

} // namespace

std::string_view name(CallResult result) { return name_in(kResults, result); }
std::optional<CallResult> parse_call_result(std::string_view text) {
    return parse_in(kResults, text);
}

} // namespace sangdam::core
