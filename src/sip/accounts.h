// SPDX-License-Identifier: MIT
//
// Registering at a registrar and staying registered (RFC 3261 §10.2). Call thread. For src/sip's
// .cpp files only.
#pragma once

#include "sip/stack_context.h"

#include <functional>
#include <map>
#include <memory>

namespace sangdam::sip {

using ReportTo = std::function<void(const AccountReport&)>;

class Accounts {
public:
    explicit Accounts(StackContext&);
    ~Accounts();

    AccountId add(Account, ReportTo);
    void remove(AccountId);
    void refresh();

    void mute_and_remove_all(); // For the end: un-REGISTERs, tells nobody.
    bool empty() const { return records_.empty(); }
    void drop_all();

private:
    class Record;
    void erase(AccountId);

    StackContext& context_;
    std::map<AccountId, std::unique_ptr<Record>> records_;
    std::uint32_t next_ = 1;
};

} // namespace sangdam::sip
