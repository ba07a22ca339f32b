// SPDX-License-Identifier: MIT
//
// `sangdamcall number`: how a telephone number is understood, as one line of text. Pure.
#pragma once

#include <string>
#include <string_view>

namespace sangdam::shell {

// {"input":…,"e164":…|null,"key":…|null,"display":…,"masked":…,"kind":…,"ext":…|null}
std::string number_as_json(std::string_view input);
std::string number_as_text(std::string_view input);

} // namespace sangdam::shell
