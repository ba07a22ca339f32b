// SPDX-License-Identifier: MIT

#include "wire/json.h"

#include "wire/records.h"

namespace sangdam::wire {

template <Record T>
std::string to_json(const T& record) {
    return dump(write(record));
}

template <Record T>
base::Result<T> from_json(std::string_view text) {
    SDC_TRY(const json document, parse_document(text));
    T record{};
    Fault fault;
    read(document, record, fault);
    if (fault.any()) return fault.error();
    return record;
}

template <Listed T>
std::string page_to_json(const Page<T>& page) {
    json out = {{"items", write_all(page.items)}};
    if (!page.next.empty()) out["next"] = page.next;
    return dump(out);
}

template <Listed T>
base::Result<Page<T>> page_from_json(std::string_view text) {
    SDC_TRY(const json document, parse_document(text));
    Page<T> page;
    Fault fault;
    Fields f(document, fault);
    f.list("items", page.items, kRead, Need::Required);
    f.text("next", page.next);
    if (fault.any()) return fault.error();
    return page;
}

#define SDC_RECORD(T)                                                                              \
    template std::string to_json<T>(const T&);                                                     \
    template base::Result<T> from_json<T>(std::string_view);
#define SDC_LISTED(T)                                                                              \
    template std::string page_to_json<T>(const Page<T>&);                                          \
    template base::Result<Page<T>> page_from_json<T>(std::string_view);

SDC_RECORD(core::Agent)
SDC_RECORD(core::OwnNumber)
SDC_RECORD(core::Customer)
SDC_RECORD(core::CallRecord)
SDC_RECORD(core::Attempt)
SDC_RECORD(core::WaitingCall)
SDC_RECORD(core::Category)
SDC_RECORD(core::WrapUp)
SDC_RECORD(core::WrapUpChoices)
SDC_RECORD(core::HistoryEntry)
SDC_RECORD(core::CustomerCard)
SDC_RECORD(core::CustomerOrders)
SDC_RECORD(core::OrderRefresh)
SDC_RECORD(core::Shop)
SDC_RECORD(core::ShopListing)
SDC_RECORD(core::ShopCheck)
SDC_RECORD(core::CentreEvent)
SDC_RECORD(SessionRequest)
SDC_RECORD(SessionAnswer)
SDC_RECORD(StateRequest)
SDC_RECORD(Health)
SDC_RECORD(Problem)
SDC_RECORD(core::Callback)
SDC_RECORD(core::CallbackTry)
SDC_RECORD(core::OutcallRequest)
SDC_RECORD(core::OutcallRecord)
SDC_RECORD(core::CentreSettings)
SDC_RECORD(core::AccessRecord)
SDC_RECORD(core::Board)
SDC_RECORD(core::Duplicates)
SDC_RECORD(core::Merge)
SDC_RECORD(core::ImportRow)
SDC_RECORD(core::ImportPreview)
SDC_RECORD(core::ImportDone)
SDC_RECORD(SnoozeRequest)
SDC_RECORD(FinishRequest)
SDC_RECORD(ReassignRequest)
SDC_RECORD(ShownNumberRequest)
SDC_RECORD(UnmaskRequest)
SDC_RECORD(MergeRequest)
SDC_RECORD(ImportRequest)
SDC_RECORD(ExportRequest)
SDC_RECORD(AccountRequest)

SDC_LISTED(core::Agent)
SDC_LISTED(core::OwnNumber)
SDC_LISTED(core::Customer)
SDC_LISTED(core::CallRecord)
SDC_LISTED(core::Attempt)
SDC_LISTED(core::WaitingCall)
SDC_LISTED(core::HistoryEntry)
SDC_LISTED(core::Callback)
SDC_LISTED(core::AccessRecord)
SDC_LISTED(core::Duplicates)
SDC_LISTED(core::ShopListing)

#undef SDC_RECORD
#undef SDC_LISTED

} // namespace sangdam::wire
