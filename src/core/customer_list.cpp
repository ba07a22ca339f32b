// SPDX-License-Identifier: MIT

#include "core/customer_list.h"

#include "core/named_enum.h"

#include <algorithm>

namespace sangdam::core {
namespace {

constexpr EnumNames<PersonalField, 4> kFields{{{PersonalField::Number, "number"},
                                               {PersonalField::Email, "email"},
                                               {PersonalField::Address, "address"},
                                               {PersonalField::Name, "name"}}};
constexpr EnumNames<ImportRow::Verdict, 4> kVerdicts{{{ImportRow::Verdict::New, "new"},
                                                      {ImportRow::Verdict::Known, "known"},
                                                      {ImportRow::Verdict::Repeated, "repeated"},
                                                      {ImportRow::Verdict::Bad, "bad"}}};
constexpr EnumNames<KnownCustomers, 2> kKnown{
    {{KnownCustomers::Skip, "skip"}, {KnownCustomers::Complete, "complete"}}};

} // namespace

CustomerQuery understood(std::string_view typed) {
    constexpr std::size_t kLastFour = 4;
    using By = CustomerQuery::By;
    while (!typed.empty() && typed.front() == ' ') typed.remove_prefix(1);
    while (!typed.empty() && typed.back() == ' ') typed.remove_suffix(1);
    std::string text(typed);
    const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (digits && text.size() == kLastFour) return {By::LastFour, std::move(text)};
    const auto number = PhoneNumber::parse(text);
    const bool is_number = number.kind() != NumberKind::Unknown && !number.hidden();
    return {is_number ? By::Number : By::Name, std::move(text)};
}

std::string_view name(PersonalField field) { return name_in(kFields, field); }
std::optional<PersonalField> parse_personal_field(std::string_view text) {
    return parse_in(kFields, text);
}
std::string_view name(ImportRow::Verdict verdict) { return name_in(kVerdicts, verdict); }
std::optional<ImportRow::Verdict> parse_import_verdict(std::string_view text) {
    return parse_in(kVerdicts, text);
}
std::string_view name(KnownCustomers what) { return name_in(kKnown, what); }
std::optional<KnownCustomers> parse_known_customers(std::string_view text) {
    return parse_in(kKnown, text);
}

} // namespace sangdam::core
