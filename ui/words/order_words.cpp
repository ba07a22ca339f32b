// SPDX-License-Identifier: MIT

#include "words/order_words.h"

#include "core/shop.h"
#include "kit/text.h"

#include <wx/intl.h>
#include <wx/translation.h>

#include <array>
#include <span>
#include <string_view>

namespace sangdam::ui {
namespace {

struct Word {
    std::string_view code;
    const char* text; // In the catalog.
};

constexpr Word kStatuses[] = {{"PAYMENT_WAITING", wxTRANSLATE("Waiting for payment")},
                              {"PAYED", wxTRANSLATE("Paid")},
                              {"DELIVERING", wxTRANSLATE("On its way")},
                              {"DELIVERED", wxTRANSLATE("Delivered")},
                              {"PURCHASE_DECIDED", wxTRANSLATE("Purchase confirmed")},
                              {"EXCHANGED", wxTRANSLATE("Exchanged")},
                              {"CANCELED", wxTRANSLATE("Order cancelled")},
                              {"RETURNED", wxTRANSLATE("Returned")},
                              {"CANCELED_BY_NOPAYMENT", wxTRANSLATE("Cancelled, not paid")}};

constexpr Word kPlaced[] = {{"NOT_YET", wxTRANSLATE("Seller has not confirmed it yet")},
                            {"OK", wxTRANSLATE("Confirmed by the seller")},
                            {"CANCEL", wxTRANSLATE("Seller took the confirmation back")}};

constexpr Word kClaims[] = {{"CANCEL", wxTRANSLATE("Cancellation")},
                            {"RETURN", wxTRANSLATE("Return of goods")},
                            {"EXCHANGE", wxTRANSLATE("Exchange")},
                            {"PURCHASE_DECISION_HOLDBACK", wxTRANSLATE("Confirmation on hold")},
                            {"ADMIN_CANCEL", wxTRANSLATE("Cancellation by the platform")}};

constexpr Word kClaimStatuses[] = {
    {"CANCEL_REQUEST", wxTRANSLATE("Cancellation asked for")},
    {"CANCELING", wxTRANSLATE("Being cancelled")},
    {"CANCEL_DONE", wxTRANSLATE("Cancellation finished")},
    {"CANCEL_REJECT", wxTRANSLATE("Cancellation withdrawn")},
    {"RETURN_REQUEST", wxTRANSLATE("Return asked for")},
    {"EXCHANGE_REQUEST", wxTRANSLATE("Exchange asked for")},
    {"COLLECTING", wxTRANSLATE("Being collected")},
    {"COLLECT_DONE", wxTRANSLATE("Collected")},
    {"EXCHANGE_REDELIVERING", wxTRANSLATE("Replacement on its way")},
    {"RETURN_DONE", wxTRANSLATE("Return finished")},
    {"EXCHANGE_DONE", wxTRANSLATE("Exchange finished")},
    {"RETURN_REJECT", wxTRANSLATE("Return withdrawn")},
    {"EXCHANGE_REJECT", wxTRANSLATE("Exchange withdrawn")},
    {"PURCHASE_DECISION_HOLDBACK", wxTRANSLATE("Confirmation on hold")},
    {"PURCHASE_DECISION_REQUEST", wxTRANSLATE("Confirmation asked for")},
    {"PURCHASE_DECISION_HOLDBACK_RELEASE", wxTRANSLATE("Confirmation no longer on hold")},
    {"ADMIN_CANCELING", wxTRANSLATE("Being cancelled by the platform")},
    {"ADMIN_CANCEL_DONE", wxTRANSLATE("Cancelled by the platform")},
    {"ADMIN_CANCEL_REJECT", wxTRANSLATE("Cancellation by the platform withdrawn")}};

constexpr Word kParcels[] = {{"COLLECT_REQUEST", wxTRANSLATE("Pick-up asked for")},
                             {"COLLECT_WAIT", wxTRANSLATE("Waiting for pick-up")},
                             {"COLLECT_CARGO", wxTRANSLATE("Picked up")},
                             {"DELIVERING", wxTRANSLATE("Parcel on its way")},
                             {"DELIVERY_COMPLETION", wxTRANSLATE("Parcel delivered")},
                             {"DELIVERY_FAIL", wxTRANSLATE("Delivery failed")},
                             {"WRONG_INVOICE", wxTRANSLATE("Wrong tracking number")},
                             {"COLLECT_CARGO_FAIL", wxTRANSLATE("Pick-up failed")},
                             {"COLLECT_CARGO_CANCEL", wxTRANSLATE("Pick-up cancelled")},
                             {"NOT_TRACKING", wxTRANSLATE("Cannot be tracked")}};

constexpr Word kCollecting[] = {
    {"NOT_REQUESTED", wxTRANSLATE("Collection not asked for")},
    {"COLLECT_REQUEST_TO_AGENT", wxTRANSLATE("Collection ordered")},
    {"COLLECT_REQUEST_TO_DELIVERY_COMPANY", wxTRANSLATE("Collection asked for")},
    {"COLLECT_WAITING", wxTRANSLATE("Parcel company will collect")},
    {"DELIVERING", wxTRANSLATE("Collection under way")},
    {"DELIVERED", wxTRANSLATE("Collection finished")},
    {"DELIVERY_FAILED", wxTRANSLATE("Delivery failed")},
    {"COLLECT_FAILED", wxTRANSLATE("Collection failed")},
    {"WRONG_INVOICE", wxTRANSLATE("Wrong tracking number")},
    {"COLLECT_CANCELED", wxTRANSLATE("Collection cancelled")}};

constexpr Word kReasons[] = {{"INTENT_CHANGED", wxTRANSLATE("Does not want it any more")},
                             {"COLOR_AND_SIZE", wxTRANSLATE("Other colour or size")},
                             {"WRONG_ORDER", wxTRANSLATE("Ordered the wrong product")},
                             {"PRODUCT_UNSATISFIED", wxTRANSLATE("Unhappy with the service")},
                             {"DELAYED_DELIVERY", wxTRANSLATE("Late delivery")},
                             {"SOLD_OUT", wxTRANSLATE("Sold out")},
                             {"DROPPED_DELIVERY", wxTRANSLATE("Never arrived")},
                             {"BROKEN", wxTRANSLATE("Arrived broken")},
                             {"INCORRECT_INFO", wxTRANSLATE("Not as described")},
                             {"WRONG_DELIVERY", wxTRANSLATE("Wrong product arrived")},
                             {"SIMPLE_INTENT_CHANGED", wxTRANSLATE("Changed their mind")},
                             {"MISTAKE_ORDER", wxTRANSLATE("Ordered by mistake")},
                             {"ETC", wxTRANSLATE("Other reason")}};

constexpr Word kCompanies[] = {{"CJGLS", wxTRANSLATE("CJ Logistics")},
                               {"HYUNDAI", wxTRANSLATE("Lotte Logistics")},
                               {"HANJIN", wxTRANSLATE("Hanjin")},
                               {"KGB", wxTRANSLATE("Logen")},
                               {"EPOST", wxTRANSLATE("Korea Post")},
                               {"CVSNET", wxTRANSLATE("GS Postbox")},
                               {"CUPARCEL", wxTRANSLATE("CU parcel")},
                               {"KDEXP", wxTRANSLATE("Kyungdong")},
                               {"DAESIN", wxTRANSLATE("Daesin")},
                               {"CHUNIL", wxTRANSLATE("Chunil")},
                               {"CH1", wxTRANSLATE("Another parcel company")}};

wxString word_of(std::span<const Word> table, const std::string& code) {
    for (const auto& each : table)
        if (each.code == code) return wxGetTranslation(wxString::FromUTF8(each.text));
    return text(code); // New to us: as the shop wrote it.
}

wxString dot() { return wxString::FromUTF8(" · "); }

void add(wxString& line, const wxString& part) {
    if (part.empty()) return;
    if (!line.empty()) line += dot();
    line += part;
}

Tone tone_of(const core::OrderLine& line) {
    if (core::claim_open(line)) return Tone::Warn;
    if (core::on_the_way(line)) return Tone::Accent;
    if (line.status == "PAYED") return Tone::Neutral;
    if (line.status == "DELIVERED" || line.status == "PURCHASE_DECIDED") return Tone::Good;
    return Tone::Idle;
}

} // namespace

wxString order_status(const std::string& code) { return word_of(kStatuses, code); }
wxString placed_words(const std::string& code) { return word_of(kPlaced, code); }
wxString company_words(const std::string& code) { return word_of(kCompanies, code); }

Look look_of(const core::OrderLine& line) {
    Look look;
    look.tone = tone_of(line);
    look.word = order_status(line.status);
    if (core::claim_open(line)) {
        look.word = word_of(kClaimStatuses, line.claim->status);
    } else if (line.status == "DELIVERING" && line.parcel &&
               line.parcel->status == "DELIVERY_COMPLETION") {
        look.word = order_status("DELIVERED"); // The parcel knows before the shop does.
        look.tone = Tone::Good;
    }
    return look;
}

wxString summary_line(const core::OrderSummary& summary) {
    if (summary.total == 0) return {};
    wxString line = wxString::Format(_("Orders %d"), summary.total);
    if (summary.on_the_way > 0) add(line, wxString::Format(_("on the way %d"), summary.on_the_way));
    if (summary.to_send > 0) add(line, wxString::Format(_("to be sent %d"), summary.to_send));
    if (summary.claims > 0) add(line, wxString::Format(_("claims %d"), summary.claims));
    return line;
}

wxString orders_line(const core::OrderSummary& summary) {
    return summary.total == 0 ? _("No orders") : summary_line(summary);
}

wxString claim_line(const core::OrderClaim& claim) {
    wxString line = word_of(kClaims, claim.type);
    const auto status = word_of(kClaimStatuses, claim.status);
    if (status != line) add(line, status);
    add(line, word_of(kReasons, claim.reason));
    if (claim.quantity > 0) add(line, wxString::Format(_("%d pcs"), claim.quantity));
    if (!claim.holdback.empty())
        add(line, wxString::Format(_("refund on hold: %s"), text(claim.holdback)));
    return line;
}

wxString collect_line(const core::OrderClaim& claim) {
    wxString line = word_of(kCollecting, claim.collect_status);
    if (!claim.collect_tracking.empty())
        add(line, company_words(claim.collect_company) + " " + text(claim.collect_tracking));
    return line;
}

wxString parcel_line(const core::OrderParcel& parcel) {
    if (parcel.tracking.empty()) return {};
    wxString line = company_words(parcel.company) + " " + text(parcel.tracking);
    add(line, word_of(kParcels, parcel.status));
    if (parcel.wrong_tracking) add(line, _("The shop says that this number is wrong"));
    return line;
}

wxString won_text(std::int64_t amount) {
    std::string digits = std::to_string(amount);
    const std::size_t first = amount < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    return wxString::Format(_("%s won"), text(digits));
}

wxString quantity_text(const core::OrderLine& line) {
    if (line.remaining == line.quantity) return wxString::Format(_("%d pcs"), line.remaining);
    return wxString::Format(_("%d pcs (ordered %d)"), line.remaining, line.quantity);
}

wxString amount_text(const core::OrderLine& line) {
    if (line.remaining_amount == line.amount) return won_text(line.amount);
    return wxString::Format(_("%s (paid %s)"), won_text(line.remaining_amount),
                            won_text(line.amount));
}

wxString trouble_words(const core::ShopState& shop) {
    const auto name = text(shop.name);
    switch (core::parse_shop_trouble(shop.trouble).value_or(core::ShopTrouble::BadAnswer)) {
    case core::ShopTrouble::None: break;
    case core::ShopTrouble::Address:
        return wxString::Format(_("%s: the centre's address is not registered"), name);
    case core::ShopTrouble::Credentials:
        return wxString::Format(_("%s: the application's secret is wrong"), name);
    case core::ShopTrouble::Permission:
        return wxString::Format(_("%s: the application may not read orders"), name);
    case core::ShopTrouble::Clock:
        return wxString::Format(_("%s: the centre's clock is wrong"), name);
    case core::ShopTrouble::Quota:
        return wxString::Format(_("%s: this hour's calls are used up"), name);
    case core::ShopTrouble::Rate:
    case core::ShopTrouble::Busy:
    case core::ShopTrouble::Unreachable:
    case core::ShopTrouble::BadAnswer:
        return wxString::Format(_("%s does not answer; it is tried again"), name);
    }
    if (shop.filled)
        return wxString::Format(_("%s: first reading, %d %% done"), name, *shop.filled);
    return {};
}

wxString freshness_line(const desk::OrdersView& view) {
    wxString line;
    if (view.reading) {
        line = _("Reading again…");
    } else if (view.as_of) {
        const auto minutes = static_cast<int>(view.age.count());
        constexpr int kHour = 60;
        constexpr int kDay = 24 * kHour;
        if (minutes < 1)
            line = _("As of now");
        else if (minutes < kHour)
            line = wxString::Format(_("As of %d min ago"), minutes);
        else if (minutes < kDay)
            line = wxString::Format(_("As of %d h ago"), minutes / kHour);
        else
            line = wxString::Format(_("As of %d days ago"), minutes / kDay);
    }
    if (view.read_failed && !view.reading) add(line, _("could not be read again"));
    for (const auto& shop : view.shops) add(line, trouble_words(shop));
    return line;
}

} // namespace sangdam::ui
