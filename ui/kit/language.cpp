// SPDX-License-Identifier: MIT

#include "kit/language.h"

#include "kit/text.h"

#include <wx/translation.h>
#include <wx/uilocale.h>

namespace sangdam::ui {

std::string nearest_language(const std::string& wanted) {
    return wanted.starts_with("en") ? "en" : "ko"; // An agent in a Korean centre reads Korean.
}

bool choose_language(const std::string& language, const std::string& catalogs) {
    wxUILocale::UseDefault();
    const auto wanted =
        language.empty() ? utf8(wxUILocale::GetCurrent().GetName()) : std::string(language);
    wxFileTranslationsLoader::AddCatalogLookupPathPrefix(text(catalogs));
    auto* translations = new wxTranslations; // wxTranslations::Set takes it over.
    wxTranslations::Set(translations);
    translations->SetLanguage(text(nearest_language(wanted)));
    return translations->AddCatalog("sangdamcall");
}

} // namespace sangdam::ui
