// SPDX-License-Identifier: MIT
//
// Private to wire: reading the members of a JSON object one by one, and keeping the first thing
// that is wrong together with its path ("wrap_up.note: is longer than 20000 bytes"). Never throws.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/ids.h"
#include "core/phone_number.h"
#include "wire/json.h"
#include "wire/rfc3339.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::wire {

using nlohmann::json; // Sorted members: looking up in a huge object stays cheap.

// The first complaint about a document.
class Fault {
public:
    void fail(std::string_view why);
    bool any() const { return !what_.empty(); }
    base::Error error() const { return {base::Errc::BadInput, what_}; }

    void enter(std::string step) { path_.push_back(std::move(step)); }
    void leave() { path_.pop_back(); }

private:
    std::vector<std::string> path_;
    std::string what_;
};

enum class Need { Required, Optional }; // Optional: absent and null leave the value as it was.

// Parses text within kMaxDocument and kMaxDepth.
base::Result<json> parse_document(std::string_view text);
std::string dump(const json&); // Bytes that are not UTF-8 become U+FFFD.

json time_json(base::WallTime);
json time_json(const std::optional<base::WallTime>&); // null
json number_json(const core::PhoneNumber&);           // null: withheld
template <class Tag>
json id_json(const core::Id<Tag>& id) {
    return id.empty() ? json(nullptr) : json(id.value);
}

class Fields {
public:
    Fields(const json& object, Fault& fault);

    void text(const char* key, std::string& out, Need = Need::Optional,
              std::size_t most = kMaxText);
    void text(const char* key, std::optional<std::string>& out, std::size_t most);
    void secret(const char* key, base::Secret& out, Need);
    void flag(const char* key, bool& out, Need = Need::Optional);
    void integer(const char* key, std::int64_t& out, std::int64_t least, std::int64_t most, Need);
    void small(const char* key, int& out, int least, int most, Need = Need::Optional);
    void seconds(const char* key, std::chrono::seconds& out);
    void time(const char* key, base::WallTime& out, Need);
    void time(const char* key, std::optional<base::WallTime>& out);
    void number(const char* key, core::PhoneNumber& out);
    void raw(const char* key, std::string& out); // Any value, as JSON text.
    void texts(const char* key, std::vector<std::string>& out);

    template <class Tag>
    void id(const char* key, core::Id<Tag>& out, Need need) {
        id_text(key, out.value, need);
    }
    template <class E, class Parse>
    void word(const char* key, E& out, Parse parse, Need need) {
        std::string text;
        this->text(key, text, need);
        if (text.empty()) return;
        if (const auto value = parse(text))
            out = *value; // E may be the optional of an enumeration: absent leaves it empty.
        else
            complain(key, "is not one of the known words");
    }
    template <class T, class Read>
    void object(const char* key, T& out, Read read, Need need) {
        if (const json* value = member(key, need)) within(key, [&] { read(*value, out, fault_); });
    }
    template <class T, class Read>
    void list(const char* key, std::vector<T>& out, Read read, Need need) {
        const json* value = member(key, need);
        if (!value) return;
        if (!value->is_array()) return complain(key, "must be an array");
        std::size_t at = 0;
        for (const auto& each : *value) {
            if (fault_.any()) return;
            within(std::string(key) + '[' + std::to_string(at++) + ']',
                   [&] { read(each, out.emplace_back(), fault_); });
        }
    }
    void complain(const char* key, std::string_view why);

private:
    const json* member(const char* key, Need);
    void id_text(const char* key, std::string& out, Need);
    template <class F>
    void within(std::string step, F f) {
        fault_.enter(std::move(step));
        f();
        fault_.leave();
    }

    const json* object_ = nullptr; // Null when the value is no object.
    Fault& fault_;
};

} // namespace sangdam::wire
