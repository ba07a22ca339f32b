// SPDX-License-Identifier: MIT
//
// What goes into a statement and comes out of a row. Both engines know these four: nothing, whole
// number, text, bytes. Times are milliseconds since 1970 UTC. Values only.
#pragma once

#include "base/clock.h"
#include "core/ids.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace sangdam::store {

struct Bytes {
    std::string data;
    friend bool operator==(const Bytes&, const Bytes&) = default;
};

class Value {
public:
    using Any = std::variant<std::monostate, std::int64_t, std::string, Bytes>;

    // NOLINTBEGIN(google-explicit-constructor): parameters read like a call: {id, now, "text"}.
    Value() = default;
    Value(std::nullopt_t) {}
    Value(std::int64_t number) : any_(number) {}
    Value(int number) : any_(std::int64_t{number}) {}
    Value(bool flag) : any_(std::int64_t{flag ? 1 : 0}) {}
    Value(std::string text) : any_(std::move(text)) {}
    Value(std::string_view text) : any_(std::string(text)) {}
    Value(const char* text) : any_(std::string(text)) {}
    Value(Bytes bytes) : any_(std::move(bytes)) {}
    Value(base::WallTime at) : any_(std::int64_t{at.time_since_epoch().count()}) {}
    Value(std::chrono::seconds span) : any_(std::int64_t{span.count()}) {}
    template <class Tag>
    Value(const core::Id<Tag>& id) { // An empty id is "none".
        if (!id.empty()) any_ = id.value;
    }
    template <class T>
    Value(const std::optional<T>& maybe) {
        if (maybe) *this = Value(*maybe);
    }
    // NOLINTEND(google-explicit-constructor)

    const Any& any() const { return any_; }

private:
    Any any_;
};

// One row of an answer. A column of another type reads as empty, zero or none: a file that somebody
// edited must not end the program.
class Row {
public:
    explicit Row(std::vector<Value> columns) : columns_(std::move(columns)) {}

    std::int64_t integer(std::size_t column) const;
    bool flag(std::size_t column) const { return integer(column) != 0; }
    const std::string& text(std::size_t column) const;
    const std::string& bytes(std::size_t column) const;
    bool null(std::size_t column) const;
    base::WallTime time(std::size_t column) const;
    std::optional<base::WallTime> maybe_time(std::size_t column) const;
    const Value& value(std::size_t column) const; // As it came, for handing it on.
    std::size_t size() const { return columns_.size(); }
    std::chrono::seconds seconds(std::size_t column) const;
    template <class IdType>
    IdType id(std::size_t column) const {
        return IdType(text(column));
    }

private:
    const Value::Any& at(std::size_t column) const;
    std::vector<Value> columns_;
};
using Rows = std::vector<Row>;

} // namespace sangdam::store
