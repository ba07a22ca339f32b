// SPDX-License-Identifier: MIT
//
// The centre's customers, from a desktop. One customer is saved with Centre::save_customer().
// Replies: see reply.h.
#pragma once

#include "core/customer_list.h"
#include "core/page.h"
#include "core/ports/reply.h"

#include <string>
#include <vector>

namespace sangdam::core {

class CustomerBook {
public:
    virtual ~CustomerBook() = default;

    virtual void search(CustomerQuery, PageAsked, Reply<Page<Customer>>) = 0;
    virtual void find(CustomerId, Reply<Customer>) = 0; // NotFound

    // 마스킹 해제: the centre notes who saw what of whom; show it after the reply, not before.
    virtual void unmask(CustomerId, PersonalField, Reply<base::Done>) = 0;
    virtual void unmask_caller(CallRef, Reply<base::Done>) = 0; // A number nobody knows.

    // Supervisors and administrators.
    virtual void duplicates(PageAsked, Reply<Page<Duplicates>>) = 0;
    // `gone` becomes part of `kept`: numbers and history move, empty fields are filled.
    virtual void merge(CustomerId kept, CustomerId gone, Reply<Merge>) = 0;
    virtual void undo_merge(MergeId, Reply<base::Done>) = 0; // Conflict: changed since then.

    // Administrators. `csv`: the bytes of the file, UTF-8 or CP949, with a heading line.
    virtual void preview_import(std::string csv, Reply<ImportPreview>) = 0;
    virtual void import(ImportId, KnownCustomers, Reply<ImportDone>) = 0;
    // The reason goes into the access log. UTF-8 with a byte order mark, so that spreadsheets open
    // it right.
    virtual void export_all(std::string reason, Reply<std::string>) = 0;
};

} // namespace sangdam::core
