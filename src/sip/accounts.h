// SPDX-License-Identifier: MIT
//
// Registering at a registrar and staying registered (RFC 3261 §10.2). Call thread. For src/sip's
// .cpp files only.
#pragma once

#include "sip/stack_context.h"
#include "sip/system_names.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace sangdam::sip {

using ReportTo = std::function<void(const AccountReport&)>;

// Where an account lives and how it proves itself, for other requests of it.
struct AccountAccess {
    std::string address; // "sip:201@pbx.example"
    std::string registrar;
    std::string first_hop; // May be empty.
    Credentials credentials;

    std::string uri_of(const std::string& extension) const; // At the registrar.
};

class Accounts {
public:
    Accounts(StackContext&, SystemNames&);
    ~Accounts();

    AccountId add(Account, ReportTo);
    void remove(AccountId);
    void refresh();
    // What it takes to ask its PBX for something else; nothing: no such account.
    std::optional<AccountAccess> find(AccountId) const;
    void heard_from(const std::string& user); // A request for it came in: its PBX reaches us.

    void mute_and_remove_all(); // For the end: un-REGISTERs, tells nobody.
    bool empty() const { return records_.empty(); }
    void drop_all();

private:
    class Record;
    void erase(AccountId);

    StackContext& context_;
    SystemNames& names_;
    std::map<AccountId, std::unique_ptr<Record>> records_;
    std::uint32_t next_ = 1;
};

} // namespace sangdam::sip
