// SPDX-License-Identifier: MIT

#include "core/number_text.h"

namespace sangdam::core {

std::string number_text(const PhoneNumber& number) {
    if (number.hidden()) return {};
    std::string text = number.e164().value_or(number.key());
    if (!number.extension().empty()) text += ";ext=" + number.extension();
    return text;
}

} // namespace sangdam::core
