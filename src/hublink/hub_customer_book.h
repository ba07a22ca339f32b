// SPDX-License-Identifier: MIT
//
// Private to hublink: core::CustomerBook over HTTP.
#pragma once

#include "core/ports/customer_book.h"
#include "hublink/hub_door.h"

namespace sangdam::hublink {

class HubCustomerBook final : public core::CustomerBook {
public:
    explicit HubCustomerBook(const HubDoor& door) : door_(door) {}

    void search(core::CustomerQuery, core::PageAsked,
                core::Reply<core::Page<core::Customer>>) override;
    void find(core::CustomerId, core::Reply<core::Customer>) override;
    void unmask(core::CustomerId, core::PersonalField, core::Reply<base::Done>) override;
    void unmask_caller(core::CallRef, core::Reply<base::Done>) override;
    void duplicates(core::PageAsked, core::Reply<core::Page<core::Duplicates>>) override;
    void merge(core::CustomerId kept, core::CustomerId gone, core::Reply<core::Merge>) override;
    void undo_merge(core::MergeId, core::Reply<base::Done>) override;
    void preview_import(std::string csv, core::Reply<core::ImportPreview>) override;
    void import(core::ImportId, core::KnownCustomers, core::Reply<core::ImportDone>) override;
    void export_all(std::string reason, core::Reply<std::string>) override;

private:
    const HubDoor& door_;
};

} // namespace sangdam::hublink
