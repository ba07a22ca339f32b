// SPDX-License-Identifier: MIT

#include "hub/centre_rules.h"

#include "base/log.h"
#include "wire/json.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace sangdam::hub {
namespace {

constexpr const char* kName = "centre settings";
constexpr std::chrono::days kYear{365}; // The law's shortest term of the access log.

store::RetentionRules terms_of(const core::Retention& given) {
    return {std::chrono::days(given.calls_days), std::chrono::days(given.customers_days),
            std::chrono::days(given.access_log_days)};
}

} // namespace

CentreRules::CentreRules(store::CentreStore& store, Roster& roster, core::SwitchPort* the_switch,
                         core::CentreSettings before)
    : store_(store), roster_(roster), switch_(the_switch), settings_(std::move(before)) {}

base::Status CentreRules::load() {
    SDC_TRY(const auto text, store_.settings.get(kName));
    if (text) {
        SDC_TRY(settings_, wire::from_json<core::CentreSettings>(*text));
    }
    tell();
    return base::Done{};
}

core::CallbackRules CentreRules::callbacks() const {
    return {settings_.callback_notice, settings_.callback_escalation, settings_.telephone.hours};
}

base::Result<core::CentreSettings> CentreRules::save(core::CentreSettings given) {
    SDC_CHECK(core::check(given));
    if (given.revision != settings_.revision)
        return base::Error{base::Errc::Conflict, "somebody else changed the settings"};
    ++given.revision;
    SDC_TRY(auto transaction, store::Transaction::begin(store_.database()));
    SDC_CHECK(store_.settings.put(kName, wire::to_json(given)));
    SDC_CHECK(store_.retention.set_rules(terms_of(given.retention)));
    SDC_CHECK(transaction.commit());
    return given;
}

base::Result<core::CentreSettings> CentreRules::told() const {
    SDC_TRY(const auto terms, store_.retention.rules());
    auto out = settings_;
    out.retention.calls_days = static_cast<int>(terms.calls.count());
    out.retention.customers_days = static_cast<int>(terms.customers.count());
    out.retention.access_log_days = static_cast<int>(std::max(terms.access_log, kYear).count());
    return out;
}

void CentreRules::apply(core::CentreSettings given) {
    settings_ = std::move(given);
    tell();
}

void CentreRules::tell() const {
    auto rules = roster_.rules();
    rules.wrap_up = settings_.wrap_up;
    rules.wrap_up_extension = settings_.wrap_up_extension;
    rules.wrap_up_extensions = settings_.wrap_up_extensions;
    roster_.set_rules(std::move(rules));
    // Until somebody has set something the switch keeps its own announcement.
    if (!switch_ || settings_.revision == 0) return;
    switch_->set_settings(settings_.telephone, [](const base::Status& done) {
        if (!done)
            base::log::warn("hub", "the switch has not taken the settings: {}", done.error().what);
    });
}

} // namespace sangdam::hub
