// SPDX-License-Identifier: MIT

#include "wire/fields.h"

#include "core/number_text.h"

#include <algorithm>

namespace sangdam::wire {
namespace {

constexpr std::size_t kMaxId = 64;

// Counted before parsing, so that a parser never sees a tower of brackets.
bool too_deep(std::string_view text) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\') ++i;
            if (c == '"') quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            if (++depth > kMaxDepth) return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

bool id_char(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '.' || c == '_';
}

// PostgreSQL's text holds no U+0000, and nothing a person writes does.
bool has_nul(const std::string& text) { return text.find('\0') != std::string::npos; }

} // namespace

void Fault::fail(std::string_view why) {
    if (any()) return;
    for (const auto& step : path_) what_ += what_.empty() ? step : '.' + step;
    what_ += what_.empty() ? "the document " : ": ";
    what_ += why;
}

base::Result<json> parse_document(std::string_view text) {
    if (text.size() > kMaxDocument) return base::Error{base::Errc::BadInput, "JSON is too long"};
    if (too_deep(text)) return base::Error{base::Errc::BadInput, "JSON is nested too deeply"};
    constexpr bool kThrow = false;
    json value = json::parse(text.begin(), text.end(), nullptr, kThrow);
    if (value.is_discarded()) return base::Error{base::Errc::BadInput, "text is not JSON"};
    return value;
}

std::string dump(const json& value) {
    constexpr int kCompact = -1;
    constexpr bool kAscii = false;
    return value.dump(kCompact, ' ', kAscii, json::error_handler_t::replace);
}

json time_json(base::WallTime at) { return rfc3339(at); }
json time_json(const std::optional<base::WallTime>& at) {
    return at ? json(rfc3339(*at)) : json(nullptr);
}

json number_json(const core::PhoneNumber& number) {
    return number.hidden() ? json(nullptr) : json(core::number_text(number));
}

Fields::Fields(const json& object, Fault& fault) : fault_(fault) {
    if (object.is_object())
        object_ = &object;
    else
        fault_.fail("must be an object");
}

const json* Fields::member(const char* key, Need need) {
    if (!object_ || fault_.any()) return nullptr;
    const auto found = object_->find(key);
    if (found != object_->end() && !found->is_null()) return &*found;
    if (need == Need::Required) complain(key, "is missing");
    return nullptr;
}

void Fields::complain(const char* key, std::string_view why) {
    within(key, [&] { fault_.fail(why); });
}

void Fields::text(const char* key, std::string& out, Need need, std::size_t most) {
    const json* value = member(key, need);
    if (!value) return;
    if (!value->is_string()) return complain(key, "must be a string");
    const auto& text = value->get_ref<const std::string&>();
    if (text.size() > most)
        return complain(key, "is longer than " + std::to_string(most) + " bytes");
    if (has_nul(text)) return complain(key, "contains U+0000");
    if (need == Need::Required && text.empty()) return complain(key, "must not be empty");
    out = text;
}

void Fields::text(const char* key, std::optional<std::string>& out, std::size_t most) {
    if (!member(key, Need::Optional)) return;
    text(key, out.emplace(), Need::Optional, most);
}

void Fields::secret(const char* key, base::Secret& out, Need need) {
    std::string value;
    text(key, value, need);
    if (!value.empty()) out = base::Secret(std::move(value));
}

void Fields::id_text(const char* key, std::string& out, Need need) {
    std::string id;
    text(key, id, need, kMaxId);
    if (!std::ranges::all_of(id, id_char)) return complain(key, "is not an id");
    out = std::move(id);
}

void Fields::flag(const char* key, bool& out, Need need) {
    const json* value = member(key, need);
    if (!value) return;
    if (!value->is_boolean()) return complain(key, "must be true or false");
    out = value->get<bool>();
}

void Fields::integer(const char* key, std::int64_t& out, std::int64_t least, std::int64_t most,
                     Need need) {
    const json* value = member(key, need);
    if (!value) return;
    if (!value->is_number_integer()) return complain(key, "must be an integer");
    // get<int64> of a larger unsigned would wrap.
    if (value->is_number_unsigned() &&
        value->get<std::uint64_t>() > static_cast<std::uint64_t>(most))
        return complain(key, "is too large");
    const auto number = value->get<std::int64_t>();
    if (number < least || number > most) return complain(key, "is out of range");
    out = number;
}

void Fields::small(const char* key, int& out, int least, int most, Need need) {
    std::int64_t wide = out;
    integer(key, wide, least, most, need);
    out = static_cast<int>(wide);
}

void Fields::seconds(const char* key, std::chrono::seconds& out) {
    constexpr std::int64_t kTenYears = 315'576'000;
    std::int64_t count = out.count();
    integer(key, count, 0, kTenYears, Need::Optional);
    out = std::chrono::seconds(count);
}

void Fields::time(const char* key, base::WallTime& out, Need need) {
    std::string written;
    text(key, written, need);
    if (written.empty()) return;
    if (const auto at = parse_rfc3339(written))
        out = *at;
    else
        complain(key, at.error().what);
}

void Fields::time(const char* key, std::optional<base::WallTime>& out) {
    if (!member(key, Need::Optional)) return;
    base::WallTime at{};
    time(key, at, Need::Required);
    out = at;
}

void Fields::number(const char* key, core::PhoneNumber& out) {
    constexpr std::size_t kMaxNumber = 64;
    std::string written;
    text(key, written, Need::Optional, kMaxNumber);
    out = core::PhoneNumber::parse(written);
}

void Fields::raw(const char* key, std::string& out) {
    if (const json* value = member(key, Need::Optional)) out = dump(*value);
}

void Fields::texts(const char* key, std::vector<std::string>& out) {
    list(
        key, out,
        [](const json& each, std::string& text, Fault& fault) {
            if (!each.is_string()) return fault.fail("must be a string");
            text = each.get_ref<const std::string&>();
            if (text.size() > kMaxText) fault.fail("is too long");
            if (has_nul(text)) fault.fail("contains U+0000");
        },
        Need::Optional);
}

} // namespace sangdam::wire
