// SPDX-License-Identifier: MIT

#include "sip/system_names.h"

#include <sofia-sip/su.h>

#include <array>
#include <ctime>
#include <sofia-resolv/sres_record.h>
#include <utility>

namespace sangdam::sip {
namespace {

constexpr std::uint32_t kKeepFor = 3600; // Asked again with every new registration anyway.

std::vector<std::string> ask_system(const std::string& host) {
    su_addrinfo_t hints{};
    hints.ai_socktype = SOCK_STREAM;
    su_addrinfo_t* found = nullptr;
    std::vector<std::string> addresses;
    if (su_getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return addresses;
    for (const auto* each = found; each != nullptr && addresses.size() < 8; each = each->ai_next) {
        const auto* address =
            static_cast<const su_sockaddr_t*>(static_cast<const void*>(each->ai_addr));
        std::array<char, SU_ADDRSIZE> text{};
        if (su_inet_ntop(address->su_family, SU_ADDR(address), text.data(), text.size()) != nullptr)
            addresses.emplace_back(text.data());
    }
    su_freeaddrinfo(found);
    return addresses;
}

} // namespace

bool is_numeric_host(const std::string& host) {
    return !host.empty() && (host.front() == '[' || host.find(':') != std::string::npos ||
                             host.find_first_not_of("0123456789.") == std::string::npos);
}

SystemNames::SystemNames(bool ask) : ask_(ask), cache_(sres_cache_new(0)) {}

SystemNames::~SystemNames() {
    resolver_.reset();
    sres_cache_unref(cache_);
}

void SystemNames::look_up(const std::string& host, const std::function<void(base::Task)>& later,
                          std::function<void()> done) {
    if (!ask_ || is_numeric_host(host)) return done();
    if (!resolver_) resolver_ = std::make_unique<base::Strand>("names");
    resolver_->post([this, host, later, done = std::move(done)] {
        later([this, host, addresses = ask_system(host), done] {
            store(host, addresses);
            done();
        });
    });
}

void SystemNames::store(const std::string& host, const std::vector<std::string>& addresses) {
    // The cache compares absolute names.
    const auto name = host.back() == '.' ? host : host + ".";
    for (const auto& address : addresses) {
        const bool six = address.find(':') != std::string::npos;
        sres_record_t pattern{};
        auto* record = pattern.sr_record;
        record->r_name = const_cast<char*>(name.c_str());
        record->r_class = sres_class_in;
        record->r_type = static_cast<std::uint16_t>(six ? sres_type_aaaa : sres_type_a);
        record->r_ttl = kKeepFor;
        record->r_parsed = 1;
        record->r_size =
            static_cast<std::uint16_t>(six ? sizeof pattern.sr_aaaa : sizeof pattern.sr_a);
        auto* made = sres_cache_alloc_record(cache_, &pattern, 0);
        if (made == nullptr) return;
        const int good = six ? su_inet_pton(AF_INET6, address.c_str(), &made->sr_aaaa->aaaa_addr)
                             : su_inet_pton(AF_INET, address.c_str(), &made->sr_a->a_addr);
        if (good == 1) {
            sres_cache_store(cache_, made, std::time(nullptr));
        } else {
            sres_cache_free_record(cache_, made);
        }
    }
}

} // namespace sangdam::sip
