// SPDX-License-Identifier: MIT

#include "core/outcall.h"

#include "core/named_enum.h"

namespace sangdam::core {
namespace {

constexpr EnumNames<OutcallStage, 6> kStages{{
    {OutcallStage::SeatRinging, "seat_ringing"},
    {OutcallStage::SeatAnswered, "seat_answered"},
    {OutcallStage::CustomerRinging, "customer_ringing"},
    {OutcallStage::CustomerAnswered, "customer_answered"},
    {OutcallStage::Talking, "talking"},
    {OutcallStage::Ended, "ended"},
}};

constexpr EnumNames<OutcallFailure, 12> kFailures{{
    {OutcallFailure::None, "none"},
    {OutcallFailure::SeatOffline, "seat_offline"},
    {OutcallFailure::SeatDeclined, "seat_declined"},
    {OutcallFailure::SeatNoAnswer, "seat_no_answer"},
    {OutcallFailure::CustomerBusy, "customer_busy"},
    {OutcallFailure::CustomerDeclined, "customer_declined"},
    {OutcallFailure::CustomerNoAnswer, "customer_no_answer"},
    {OutcallFailure::UnknownNumber, "unknown_number"},
    {OutcallFailure::CustomerLeft, "customer_left"},
    {OutcallFailure::GivenUp, "given_up"},
    {OutcallFailure::Cancelled, "cancelled"},
    {OutcallFailure::NetworkTrouble, "network_trouble"},
}};

} // namespace

std::string_view name(OutcallStage stage) { return name_in(kStages, stage); }
std::optional<OutcallStage> parse_outcall_stage(std::string_view text) {
    return parse_in(kStages, text);
}
std::string_view name(OutcallFailure failure) { return name_in(kFailures, failure); }
std::optional<OutcallFailure> parse_outcall_failure(std::string_view text) {
    return parse_in(kFailures, text);
}

} // namespace sangdam::core
