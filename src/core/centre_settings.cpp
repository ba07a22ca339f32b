// SPDX-License-Identifier: MIT

#include "core/centre_settings.h"

#include <set>
#include <utility>

namespace sangdam::core {
namespace {

using std::chrono::minutes;

constexpr std::size_t kMostSpoken = 2'000; // Bytes; about two minutes of Korean.
constexpr minutes kWidest{14 * 60};        // The furthest zone from UTC.
constexpr int kYear = 365;
constexpr int kMostDays = 50 * kYear;

base::Error wrong(std::string what) { return {base::Errc::BadInput, std::move(what)}; }

base::Status check(const OpenSpan& span) {
    constexpr minutes kDay{24 * 60};
    if (span.from >= minutes(0) && span.from <= kDay && span.until >= minutes(0) &&
        span.until <= kDay)
        return base::Done{};
    return wrong("hours: a span lies between 0:00 and 24:00");
}

base::Status check(const SwitchSettings& telephone) {
    constexpr std::size_t kMostChoices = 10;
    constexpr std::chrono::seconds kPatient{300};
    if (telephone.welcome.size() > kMostSpoken || telephone.closed.size() > kMostSpoken)
        return wrong("welcome and closed: are longer than 2000 bytes");
    if (telephone.menu.size() > kMostChoices) return wrong("menu: has more than ten entries");
    std::set<char> keys;
    for (const auto& each : telephone.menu) {
        if (each.key < '0' || each.key > '9') return wrong("menu: a key is a digit");
        if (each.label.empty()) return wrong("menu: an entry needs a label");
        if (!keys.insert(each.key).second) return wrong("menu: two entries have the same key");
    }
    for (const auto& day : telephone.hours.week) SDC_CHECK(check(day));
    if (telephone.hours.lunch) SDC_CHECK(check(*telephone.hours.lunch));
    if (telephone.hours.utc_offset < -kWidest || telephone.hours.utc_offset > kWidest)
        return wrong("hours: utc_offset is more than 14 hours");
    if (telephone.seat_patience < std::chrono::seconds(1) || telephone.seat_patience > kPatient)
        return wrong("seat_patience: must be 1 s to 300 s");
    return base::Done{};
}

base::Status check(const Retention& r) {
    for (const int days : {r.calls_days, r.recordings_days, r.customers_days, r.access_log_days})
        if (days < 0 || days > kMostDays) return wrong("retention: days must be 0 to 18250");
    if (r.access_log_days < kYear)
        return wrong("retention: the access log is kept for a year at least");
    if (r.calls_days < 1 || r.recordings_days < 1)
        return wrong("retention: calls and recordings are kept for a day at least");
    return base::Done{};
}

} // namespace

base::Status check(const CentreSettings& settings) {
    using std::chrono::seconds;
    constexpr seconds kHour{3600};
    SDC_CHECK(check(settings.telephone));
    if (settings.zone.empty()) return wrong("zone: must be the name of a time zone");
    for (const auto span : {settings.wrap_up, settings.wrap_up_extension, settings.service_time})
        if (span < seconds(1) || span > kHour)
            return wrong("wrap_up, wrap_up_extension and service_time must be 1 s to 1 h");
    if (settings.wrap_up_extensions < 0 || settings.wrap_up_extensions > 20)
        return wrong("wrap_up_extensions: must be 0 to 20");
    for (const auto span : {settings.callback_notice, settings.callback_escalation})
        if (span < minutes(1) || span > minutes(24 * 60))
            return wrong("callback_notice and callback_escalation must be 1 min to 24 h");
    return check(settings.retention);
}

} // namespace sangdam::core
