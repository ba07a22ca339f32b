// SPDX-License-Identifier: MIT
//
// The Korean numbering plan as a table: what a string of digits is, and how Koreans group it. Pure.
// Source of the ranges: 전기통신번호관리세칙 as libphonenumber 9.0 carries it; where the two
// differ, the comment at the row says so.
#pragma once

#include "core/phone_number.h"

#include <optional>
#include <string>
#include <string_view>

namespace sangdam::core {

struct PlanEntry {
    NumberKind kind;
    int head = 0;        // Digits before the first hyphen; 0: written without hyphens.
    bool abroad = false; // Can be dialled as +82: has an E.164 form.
};

// `digits` in national form: with the leading 0, without +82. nullopt: nothing of the plan.
std::optional<PlanEntry> plan_entry(std::string_view digits);

// 010-1234-5678, 1588-1234, 02-120. `digits` must be of this entry.
std::string grouped(std::string_view digits, const PlanEntry&);

// Digits of the international access code at the front (001, 00700 …); 0 when there is none. `00`
// alone is not one in Korea.
std::size_t international_access(std::string_view digits);

// Digits of the ITU country code at the front of an international number; 0: unassigned.
std::size_t country_code_length(std::string_view digits);

} // namespace sangdam::core
