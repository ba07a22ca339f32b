// SPDX-License-Identifier: MIT
//
// Subscriptions of ours (RFC 6665): what colleagues' telephones do and whether messages wait. Call
// thread. For src/sip's .cpp files only.
#pragma once

#include "sip/accounts.h"
#include "sip/stack_context.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sangdam::sip {

class Watches {
public:
    explicit Watches(StackContext&);
    ~Watches();

    void set_listener(WatchListener* listener) { listener_ = listener; }
    void dialogs(const std::optional<AccountAccess>&, const std::vector<std::string>& extensions);
    void messages(const std::optional<AccountAccess>&);
    void unsolicited(const NuaEvent&); // A NOTIFY that nobody asked for.

    void close(); // Unsubscribes; tells nobody any more.
    void drop_all();

private:
    class Watch;
    void add(const std::string& key, const AccountAccess&);

    StackContext& context_;
    WatchListener* listener_ = nullptr;
    std::map<std::string, std::unique_ptr<Watch>> watches_; // By extension; "" is the mailbox.
};

} // namespace sangdam::sip
