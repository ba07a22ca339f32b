// SPDX-License-Identifier: MIT

#include "hid/describe.h"

#include "base/log.h" // fmt

#include <optional>

namespace sangdam::hid {

namespace {

std::optional<unsigned> hex_digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
    return std::nullopt;
}

bool separates(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == ',' || c == ';' || c == '{' || c == '}';
}

// One word of digits: "5" is one byte, otherwise pairs.
bool add_word(std::string_view word, std::vector<std::uint8_t>& out) {
    if (word.starts_with("0x") || word.starts_with("0X")) word.remove_prefix(2);
    if (word.empty() || (word.size() > 1 && word.size() % 2 != 0)) return false;
    for (std::size_t i = 0; i < word.size(); i += 2) {
        const auto pair = word.substr(i, 2);
        unsigned value = 0;
        for (const char c : pair) {
            const auto digit = hex_digit(c);
            if (!digit) return false;
            value = value * 16 + *digit;
        }
        out.push_back(static_cast<std::uint8_t>(value));
    }
    return true;
}

bool add_line(std::string_view line, std::vector<std::uint8_t>& out) {
    line = line.substr(0, line.find('#'));
    line = line.substr(0, line.find("//"));
    while (!line.empty()) {
        if (separates(line.front())) {
            line.remove_prefix(1);
            continue;
        }
        std::size_t end = 0;
        while (end < line.size() && !separates(line[end])) ++end;
        if (!add_word(line.substr(0, end), out)) return false;
        line.remove_prefix(end);
    }
    return true;
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string entry(std::string_view role, Usage usage, unsigned report_id, std::uint32_t bit,
                  std::string_view kind) {
    return fmt::format(
        R"({{"role":"{}","usage":"0x{:02X}:0x{:02X}","report_id":{},"bit":{},"kind":"{}"}})", role,
        usage_page(usage), usage_id(usage), report_id, bit, kind);
}

} // namespace

base::Result<std::vector<std::uint8_t>> parse_hex(std::string_view text) {
    std::vector<std::uint8_t> out;
    for (int line = 1; !text.empty(); ++line) {
        const auto end = text.find('\n');
        if (!add_line(text.substr(0, end), out))
            return base::Error{base::Errc::BadInput,
                               fmt::format("line {}: expected hexadecimal bytes", line)};
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    if (out.empty()) return base::Error{base::Errc::BadInput, "there are no bytes in it"};
    return out;
}

std::string describe_json(const TelephonyMap& map) {
    std::string inputs;
    for (const auto& i : map.inputs) {
        if (!inputs.empty()) inputs += ',';
        inputs += entry(name(i.role), i.usage, i.report_id, i.bit, name(i.kind));
    }
    std::string outputs;
    for (const auto& o : map.outputs) {
        if (!outputs.empty()) outputs += ',';
        outputs +=
            entry(name(o.role), o.usage, o.report_id, o.bit, o.relative ? "toggle" : "level");
    }
    return fmt::format(R"({{"is_phone":{},"inputs":[{}],"outputs":[{}]}})", map.is_phone, inputs,
                       outputs);
}

std::string list_json(const std::vector<core::HandsetDevice>& devices) {
    std::string out;
    for (const auto& d : devices) {
        if (!out.empty()) out += ',';
        out += fmt::format(
            R"({{"id":{},"name":{},"vid_pid":{},"is_phone":{},"usable":{},"trouble":{}}})",
            quoted(d.id), quoted(d.name), quoted(d.vid_pid), d.is_phone, d.usable,
            quoted(d.trouble));
    }
    return "[" + out + "]";
}

base::Result<std::string> describe_hex(std::string_view text) {
    SDC_TRY(const auto bytes, parse_hex(text));
    SDC_TRY(const auto model, parse_descriptor(bytes));
    return describe_json(telephony_map(model));
}

} // namespace sangdam::hid
