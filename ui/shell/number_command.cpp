// SPDX-License-Identifier: MIT

#include "shell/number_command.h"

#include "core/phone_number.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace sangdam::shell {
namespace {

nlohmann::ordered_json text_or_null(const std::string& text) {
    return text.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(text);
}

} // namespace

std::string number_as_json(std::string_view input) {
    const auto number = core::PhoneNumber::parse(input);
    nlohmann::ordered_json line;
    line["input"] = input;
    line["e164"] = text_or_null(number.e164().value_or(""));
    line["key"] = text_or_null(number.key());
    line["display"] = number.display();
    line["masked"] = number.masked();
    line["kind"] = core::name(number.kind());
    line["ext"] = text_or_null(number.extension());
    // Bytes that are not UTF-8 come out as U+FFFD instead of ending the program.
    return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string number_as_text(std::string_view input) {
    const auto number = core::PhoneNumber::parse(input);
    return fmt::format("{}  {}  {}  {}", number.display(), number.masked(),
                       number.e164().value_or("-"), core::name(number.kind()));
}

} // namespace sangdam::shell
