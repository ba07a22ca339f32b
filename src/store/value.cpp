// SPDX-License-Identifier: MIT

#include "store/value.h"

namespace sangdam::store {

const Value::Any& Row::at(std::size_t column) const {
    static const Value::Any kNothing;
    return column < columns_.size() ? columns_[column].any() : kNothing;
}

const Value& Row::value(std::size_t column) const {
    static const Value kNothing;
    return column < columns_.size() ? columns_[column] : kNothing;
}

std::int64_t Row::integer(std::size_t column) const {
    const auto* number = std::get_if<std::int64_t>(&at(column));
    return number ? *number : 0;
}

const std::string& Row::text(std::size_t column) const {
    static const std::string kEmpty;
    const auto* text = std::get_if<std::string>(&at(column));
    return text ? *text : kEmpty;
}

const std::string& Row::bytes(std::size_t column) const {
    static const std::string kEmpty;
    const auto* bytes = std::get_if<Bytes>(&at(column));
    return bytes ? bytes->data : kEmpty;
}

bool Row::null(std::size_t column) const {
    return std::holds_alternative<std::monostate>(at(column));
}

base::WallTime Row::time(std::size_t column) const {
    return base::WallTime(std::chrono::milliseconds(integer(column)));
}

std::optional<base::WallTime> Row::maybe_time(std::size_t column) const {
    if (null(column)) return std::nullopt;
    return time(column);
}

std::chrono::seconds Row::seconds(std::size_t column) const {
    return std::chrono::seconds(integer(column));
}

} // namespace sangdam::store
