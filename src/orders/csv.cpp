// SPDX-License-Identifier: MIT

#include "orders/csv.h"

#include <fmt/format.h>

#include <algorithm>

namespace sangdam::orders {
namespace {

char separator_of(std::string_view text) {
    const auto line = text.substr(0, text.find('\n'));
    char best = ',';
    for (const char each : {'\t', ';'})
        if (std::ranges::count(line, each) > std::ranges::count(line, best)) best = each;
    return best;
}

// One field, the separator or line end after it left in place. False: the quote never ends.
bool take_field(std::string_view& text, char separator, std::string& out) {
    if (!text.starts_with('"')) {
        const std::string ends{separator, '\r', '\n'};
        const auto end = std::min(text.find_first_of(ends), text.size());
        out = text.substr(0, end);
        text.remove_prefix(end);
        return true;
    }
    text.remove_prefix(1);
    while (!text.empty()) {
        const auto quote = text.find('"');
        if (quote == std::string_view::npos) return false;
        out += text.substr(0, quote);
        text.remove_prefix(quote + 1);
        if (!text.starts_with('"')) return true;
        out += '"';
        text.remove_prefix(1);
    }
    return false;
}

} // namespace

base::Result<std::vector<CsvRow>> read_csv(std::string_view text) {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
    const char separator = separator_of(text);
    std::vector<CsvRow> rows;
    while (!text.empty()) {
        CsvRow row;
        for (;;) {
            std::string field;
            if (!take_field(text, separator, field))
                return base::Error{base::Errc::BadInput,
                                   fmt::format("row {}: a quote is not closed", rows.size() + 1)};
            row.push_back(std::move(field));
            if (row.size() > kMostColumns)
                return base::Error{base::Errc::BadInput,
                                   fmt::format("row {} has too many columns", rows.size() + 1)};
            // What stands between a closing quote and the separator belongs to nobody.
            const std::string ends{separator, '\r', '\n'};
            text.remove_prefix(std::min(text.find_first_of(ends), text.size()));
            if (!text.starts_with(separator)) break;
            text.remove_prefix(1);
        }
        if (text.starts_with('\r')) text.remove_prefix(1);
        if (text.starts_with('\n')) text.remove_prefix(1);
        const bool empty = std::ranges::all_of(row, [](const auto& each) { return each.empty(); });
        if (!empty) rows.push_back(std::move(row));
        if (rows.size() > kMostRows)
            return base::Error{base::Errc::BadInput, "there are more than 100,000 rows"};
    }
    return rows;
}

} // namespace sangdam::orders
