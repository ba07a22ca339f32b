// SPDX-License-Identifier: MIT

#include "store/sealed_field.h"

namespace sangdam::store {
namespace {

std::string context(std::string_view column, std::string_view id) {
    std::string out(column);
    out += ':';
    out += id;
    return out;
}

} // namespace

Value seal_field(const Sealer& sealer, std::string_view column, std::string_view id,
                 std::string_view plain) {
    if (plain.empty()) return {};
    return sealer.seal(plain, context(column, id));
}

base::Result<std::string> unseal_field(const Sealer& sealer, std::string_view column,
                                       std::string_view id, const Row& row, std::size_t at) {
    if (row.null(at)) return std::string{};
    return sealer.unseal(row.bytes(at), context(column, id));
}

base::Result<core::PhoneNumber> unseal_number(const Sealer& sealer, std::string_view column,
                                              std::string_view id, const Row& row, std::size_t at) {
    SDC_TRY(const auto text, unseal_field(sealer, column, id, row, at));
    return core::PhoneNumber::parse(text); // Nothing is a withheld number.
}

Value number_index(const Sealer& sealer, const core::PhoneNumber& number) {
    if (number.key().empty()) return {};
    return sealer.index("number", number.key());
}

Value last_four_index(const Sealer& sealer, const std::string& digits) {
    constexpr std::size_t kFour = 4;
    if (digits.size() != kFour) return {};
    return sealer.index("last four", digits);
}

} // namespace sangdam::store
