// SPDX-License-Identifier: MIT
//
// One table per enumeration: its words on the wire and in the database. Looking up both ways in the
// same table keeps them from drifting apart. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace sangdam::core {

template <class E, std::size_t N>
using EnumNames = std::array<std::pair<E, std::string_view>, N>;

template <class E, std::size_t N>
constexpr std::string_view name_in(const EnumNames<E, N>& table, E value) {
    for (const auto& [each, text] : table)
        if (each == value) return text;
    return "unknown";
}

template <class E, std::size_t N>
constexpr std::optional<E> parse_in(const EnumNames<E, N>& table, std::string_view text) {
    for (const auto& [each, word] : table)
        if (word == text) return each;
    return std::nullopt;
}

} // namespace sangdam::core
