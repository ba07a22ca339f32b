// SPDX-License-Identifier: MIT

#include "sip/bindings.h"

#include <algorithm>
#include <utility>

namespace sangdam::sip {

void Bindings::put(Binding binding, base::TimePoint expires) {
    auto& entries = users_[binding.user];
    std::erase_if(entries, [&](const Entry& e) { return e.binding.contact == binding.contact; });
    if (entries.size() >= kMaxBindingsPerUser) entries.erase(entries.begin());
    entries.push_back({std::move(binding), expires});
}

void Bindings::remove(std::string_view user, std::string_view contact) {
    const auto found = users_.find(user);
    if (found == users_.end()) return;
    std::erase_if(found->second, [&](const Entry& e) { return e.binding.contact == contact; });
    if (found->second.empty()) users_.erase(found);
}

void Bindings::remove_all(std::string_view user) {
    if (const auto found = users_.find(user); found != users_.end()) users_.erase(found);
}

std::vector<std::string> Bindings::expire(base::TimePoint now) {
    std::vector<std::string> gone;
    for (auto it = users_.begin(); it != users_.end();) {
        std::erase_if(it->second, [&](const Entry& e) { return e.expires <= now; });
        if (it->second.empty()) {
            gone.push_back(it->first);
            it = users_.erase(it);
        } else {
            ++it;
        }
    }
    return gone;
}

std::optional<base::TimePoint> Bindings::next_expiry() const {
    std::optional<base::TimePoint> next;
    for (const auto& [user, entries] : users_) {
        for (const auto& entry : entries)
            if (!next || entry.expires < *next) next = entry.expires;
    }
    return next;
}

std::vector<Binding> Bindings::of(std::string_view user) const {
    std::vector<Binding> all;
    for (auto& entry : with_expiry(user)) all.push_back(std::move(entry.first));
    return all;
}

std::vector<std::pair<Binding, base::TimePoint>>
Bindings::with_expiry(std::string_view user) const {
    std::vector<std::pair<Binding, base::TimePoint>> all;
    const auto found = users_.find(user);
    if (found == users_.end()) return all;
    for (auto it = found->second.rbegin(); it != found->second.rend(); ++it)
        all.emplace_back(it->binding, it->expires);
    return all;
}

bool Bindings::reachable(std::string_view user) const { return users_.find(user) != users_.end(); }

} // namespace sangdam::sip
