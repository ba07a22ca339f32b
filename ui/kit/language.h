// SPDX-License-Identifier: MIT
//
// The language of the screen. Source texts are English; ui/words/<language>.po holds the rest.
// Window thread, before the first window.
#pragma once

#include <string>

namespace sangdam::ui {

// `language`: "ko" or "en"; "" takes the system's, and Korean when that is neither. `catalogs` is
// the folder with ko/LC_MESSAGES/sangdamcall.mo. False: there is no catalog, texts are English.
bool choose_language(const std::string& language, const std::string& catalogs);

// "ko", "en_US.UTF-8", "" … -> the language we speak. Pure.
std::string nearest_language(const std::string& wanted);

} // namespace sangdam::ui
