// SPDX-License-Identifier: MIT
//
// Ids are types of their own, so that an agent's id cannot be passed for a customer's. The text is
// a UUIDv7 made by whoever created the thing.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace sangdam::core {

template <class Tag>
struct Id {
    std::string value;

    Id() = default;
    explicit Id(std::string text) : value(std::move(text)) {}
    bool empty() const { return value.empty(); }
    friend auto operator<=>(const Id&, const Id&) = default;
};

using AgentId = Id<struct AgentTag>;
using CustomerId = Id<struct CustomerTag>;
using CategoryId = Id<struct CategoryTag>;
using CallbackId = Id<struct CallbackTag>;
using MergeId = Id<struct MergeTag>;   // Two customers became one.
using ImportId = Id<struct ImportTag>; // A spreadsheet that was looked at and waits for a yes.

// One customer's call as the whole centre knows it, from the announcement to the wrap-up. The
// INVITE that reaches an agent carries it in kCallRefHeader, so that card, call and record meet
// without guessing by number.
using CallRef = Id<struct CallRefTag>;
inline constexpr const char* kCallRefHeader = "X-Sangdam-Call"; // CallRef
inline constexpr const char* kQueueHeader =
    "X-Sangdam-Queue"; // Queue label, UTF-8, percent-encoded
inline constexpr const char* kDialledHeader =
    "X-Sangdam-Dialled"; // The number the customer dialled

// One leg on this desktop's phone. Small, counted from 1, never reused while the program runs.
enum class CallId : std::uint32_t {};

} // namespace sangdam::core

template <class Tag>
struct std::hash<sangdam::core::Id<Tag>> {
    std::size_t operator()(const sangdam::core::Id<Tag>& id) const noexcept {
        return std::hash<std::string>{}(id.value);
    }
};
