// SPDX-License-Identifier: MIT
//
// Result<T>: a value, or the reason there is none. The member names are those of C++23's
// std::expected, so that it can become an alias when the compilers of our users have it.
// Pure; any thread.
#pragma once

#include <cassert>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace sangdam::base {

// Few on purpose: a code exists only if some caller behaves differently because of it.
enum class Errc {
    BadInput,    // What was given can never work; ask the person for something else.
    NotFound,    // It is not there.
    Refused,     // The other side knows us and says no (wrong password, no right).
    TimedOut,    // No answer in time; trying again may help.
    Unavailable, // Cannot be reached now; trying again later helps.
    Conflict,    // Somebody else was faster; read again.
    Internal     // Our own mistake.
};

std::string_view name(Errc);

struct Error {
    Errc code;
    std::string what; // English, for the log. The screen's words are chosen in ui/.
};

template <class T>
class [[nodiscard]] Result {
public:
    using value_type = T;

    // NOLINTNEXTLINE(google-explicit-constructor): `return value;` is the point of the type.
    Result(T value) : data_(std::in_place_index<0>, std::move(value)) {}
    // NOLINTNEXTLINE(google-explicit-constructor): `return Error{...};` likewise.
    Result(Error error) : data_(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return data_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T& value() & {
        assert(has_value());
        return std::get<0>(data_);
    }
    const T& value() const& {
        assert(has_value());
        return std::get<0>(data_);
    }
    T value() && {
        assert(has_value());
        return std::get<0>(std::move(data_));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const {
        assert(!has_value());
        return std::get<1>(data_);
    }
    T value_or(T fallback) const { return has_value() ? std::get<0>(data_) : std::move(fallback); }

private:
    std::variant<T, Error> data_;
};

struct Done {};
using Status = Result<Done>;

} // namespace sangdam::base

#define SDC_CONCAT_2(a, b) a##b
#define SDC_CONCAT(a, b) SDC_CONCAT_2(a, b)
#define SDC_TRY_IMPL(tmp, decl, expr)                                                              \
    auto tmp = (expr);                                                                             \
    if (!tmp) return tmp.error();                                                                  \
    decl = std::move(tmp).value()
// SDC_TRY(auto uri, parse_uri(text));  -- hands the error on, or names the value.
#define SDC_TRY(decl, expr) SDC_TRY_IMPL(SDC_CONCAT(try_, __LINE__), decl, expr)
// SDC_CHECK(save(row));  -- hands the error on, or goes on.
#define SDC_CHECK(expr)                                                                            \
    do {                                                                                           \
        auto sdc_checked = (expr);                                                                 \
        if (!sdc_checked) return sdc_checked.error();                                              \
    } while (false)
