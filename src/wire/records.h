// SPDX-License-Identifier: MIT
//
// Private to wire: one pair write/read per record of the API. read() leaves the first complaint in
// the Fault.
#pragma once

#include "wire/fields.h"
#include "wire/json.h"

namespace sangdam::wire {

json write(const core::Agent&);
json write(const core::OwnNumber&);
json write(const core::Customer&);
json write(const core::CallRecord&);
json write(const core::Attempt&);
json write(const core::WaitingCall&);
json write(const core::Category&);
json write(const core::WrapUp&);
json write(const core::WrapUpChoices&);
json write(const core::HistoryEntry&);
json write(const core::CustomerCard&);
json write(const core::OrderLine&);
json write(const core::OrderSummary&);
json write(const core::ShopState&);
json write(const core::CustomerOrders&);
json write(const core::OrderRefresh&);
json write(const core::Shop&);
json write(const core::ShopListing&);
json write(const core::ShopCheck&);
json write(const core::CentreEvent&);
json write(const SessionRequest&);
json write(const SessionAnswer&);
json write(const StateRequest&);
json write(const Health&);
json write(const core::Callback&);
json write(const core::CallbackTry&);
json write(const core::OutcallRequest&);
json write(const core::OutcallRecord&);
json write(const core::CentreSettings&);
json write(const core::AccessRecord&);
json write(const core::Board&);
json write(const core::Duplicates&);
json write(const core::Merge&);
json write(const core::ImportRow&);
json write(const core::ImportPreview&);
json write(const core::ImportDone&);
json write(const SnoozeRequest&);
json write(const FinishRequest&);
json write(const ReassignRequest&);
json write(const ShownNumberRequest&);
json write(const UnmaskRequest&);
json write(const MergeRequest&);
json write(const ImportRequest&);
json write(const ExportRequest&);
json write(const AccountRequest&);
json write(const Problem&);

void read(const json&, core::Agent&, Fault&);
void read(const json&, core::OwnNumber&, Fault&);
void read(const json&, core::Customer&, Fault&);
void read(const json&, core::CallRecord&, Fault&);
void read(const json&, core::Attempt&, Fault&);
void read(const json&, core::WaitingCall&, Fault&);
void read(const json&, core::Category&, Fault&);
void read(const json&, core::WrapUp&, Fault&);
void read(const json&, core::WrapUpChoices&, Fault&);
void read(const json&, core::HistoryEntry&, Fault&);
void read(const json&, core::CustomerCard&, Fault&);
void read(const json&, core::OrderLine&, Fault&);
void read(const json&, core::OrderSummary&, Fault&);
void read(const json&, core::ShopState&, Fault&);
void read(const json&, core::CustomerOrders&, Fault&);
void read(const json&, core::OrderRefresh&, Fault&);
void read(const json&, core::Shop&, Fault&);
void read(const json&, core::ShopListing&, Fault&);
void read(const json&, core::ShopCheck&, Fault&);
void read(const json&, core::CentreEvent&, Fault&);
void read(const json&, SessionRequest&, Fault&);
void read(const json&, SessionAnswer&, Fault&);
void read(const json&, StateRequest&, Fault&);
void read(const json&, Health&, Fault&);
void read(const json&, core::Callback&, Fault&);
void read(const json&, core::CallbackTry&, Fault&);
void read(const json&, core::OutcallRequest&, Fault&);
void read(const json&, core::OutcallRecord&, Fault&);
void read(const json&, core::CentreSettings&, Fault&);
void read(const json&, core::AccessRecord&, Fault&);
void read(const json&, core::Board&, Fault&);
void read(const json&, core::Duplicates&, Fault&);
void read(const json&, core::Merge&, Fault&);
void read(const json&, core::ImportRow&, Fault&);
void read(const json&, core::ImportPreview&, Fault&);
void read(const json&, core::ImportDone&, Fault&);
void read(const json&, SnoozeRequest&, Fault&);
void read(const json&, FinishRequest&, Fault&);
void read(const json&, ReassignRequest&, Fault&);
void read(const json&, ShownNumberRequest&, Fault&);
void read(const json&, UnmaskRequest&, Fault&);
void read(const json&, MergeRequest&, Fault&);
void read(const json&, ImportRequest&, Fault&);
void read(const json&, ExportRequest&, Fault&);
void read(const json&, AccountRequest&, Fault&);
void read(const json&, Problem&, Fault&);

// read() as a value, for Fields::object and Fields::list.
inline constexpr auto kRead = [](const json& from, auto& out, Fault& fault) {
    read(from, out, fault);
};

template <class T>
json write_all(const std::vector<T>& items) {
    json list = json::array();
    for (const auto& each : items) list.push_back(write(each));
    return list;
}

} // namespace sangdam::wire
