// SPDX-License-Identifier: MIT
//
// Who can be reached where: the registrar's table (RFC 3261 §10.3). Pure; time is an argument.
#pragma once

#include "base/clock.h"
#include "sip/endpoint.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::sip {

inline constexpr std::size_t kMaxBindingsPerUser = 8; // The oldest goes first.

class Bindings {
public:
    // The same contact again replaces the former.
    void put(Binding, base::TimePoint expires);
    void remove(std::string_view user, std::string_view contact);
    void remove_all(std::string_view user);
    // Removes what ran out; tells whose last binding that was.
    std::vector<std::string> expire(base::TimePoint now);
    std::optional<base::TimePoint> next_expiry() const;

    std::vector<Binding> of(std::string_view user) const; // Newest first.
    std::vector<std::pair<Binding, base::TimePoint>> with_expiry(std::string_view user) const;
    bool reachable(std::string_view user) const;

private:
    struct Entry {
        Binding binding;
        base::TimePoint expires{};
    };
    std::map<std::string, std::vector<Entry>, std::less<>> users_; // Oldest first.
};

} // namespace sangdam::sip
