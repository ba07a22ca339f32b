// SPDX-License-Identifier: MIT
//
// The endpoint as a registrar (RFC 3261 §10.3, §22): checks digests, keeps bindings, lets them run
// out. Call thread. For src/sip's .cpp files only.
#pragma once

#include "sip/bindings.h"
#include "sip/digest.h"
#include "sip/stack_context.h"

#include <string>
#include <string_view>

namespace sangdam::sip {

class RegistrarDesk {
public:
    explicit RegistrarDesk(StackContext& context) : context_(context) {}

    void set_registrar(Registrar* registrar) { registrar_ = registrar; }
    void on_register(const NuaEvent&);
    // Whose digest in this request is right; "" when nobody's.
    std::string authenticated_user(const sip_t*);
    std::string challenge(bool stale);

    const Bindings& bindings() const { return bindings_; }
    void drop(std::string_view user);

private:
    enum class Proof { None, Stale, Good };
    Proof prove(const sip_t*, std::string& user);
    void take_contacts(const sip_t*, const std::string& user, const std::string& route);
    std::string contact_lines(const std::string& user) const;
    void tell_change(const std::string& user, bool before);
    void watch_expiry();

    StackContext& context_;
    Registrar* registrar_ = nullptr;
    Nonces nonces_;
    Bindings bindings_;
    base::Timer expiry_;
};

} // namespace sangdam::sip
