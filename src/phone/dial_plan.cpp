// SPDX-License-Identifier: MIT

#include "phone/dial_plan.h"

#include "core/phone_number.h"
#include "sip/message.h"

#include <algorithm>

namespace sangdam::phone {
namespace {

using base::Errc;
using base::Error;
using core::EndCause;

bool starts_with(std::string_view text, std::string_view with) {
    return text.substr(0, with.size()) == with;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// What goes out for a number as people write it: separators gone, +82 as a Korean PBX dials it.
// Empty: there is something in it that no telephone has a key for.
std::string dial_string(std::string_view text) {
    if (starts_with(text, "+")) {
        const auto number = core::PhoneNumber::parse(text);
        if (number.e164() && number.kind() != core::NumberKind::Intl) return number.key();
    }
    std::string digits;
    for (const char c : text) {
        const bool key = (c >= '0' && c <= '9') || c == '*' || c == '#';
        const bool plus = c == '+' && digits.empty();
        if (key || plus) {
            digits += c;
        } else if (c != ' ' && c != '-' && c != '.' && c != '(' && c != ')') {
            return {};
        }
    }
    return digits == "+" ? std::string{} : digits;
}

} // namespace

std::string Registrar::uri() const {
    return "sip:" + host_port + ";transport=" + std::string{name(transport)};
}

std::string Registrar::uri_of(std::string_view user) const {
    std::string escaped;
    for (const char c : user) // RFC 3261 §25.1: user-unreserved has no '#', but '*' and '+'.
        escaped += c == '*' || c == '+' ? std::string(1, c)
                                        : sip::percent_encoded(std::string_view{&c, 1});
    return "sip:" + escaped + "@" + host_port + ";transport=" + std::string{name(transport)};
}

std::string Registrar::host() const {
    if (starts_with(host_port, "[")) return host_port.substr(1, host_port.find(']') - 1);
    return host_port.substr(0, host_port.find(':'));
}

base::Result<Registrar> parse_registrar(std::string_view text, sip::Transport otherwise) {
    text = trimmed(text);
    if (starts_with(text, "sips:")) {
        text.remove_prefix(5);
        otherwise = sip::Transport::Tls;
    } else if (starts_with(text, "sip:")) {
        text.remove_prefix(4);
    }
    const auto parameters = text.find(';');
    auto host_port = text.substr(0, parameters);
    if (const auto at = host_port.rfind('@'); at != std::string_view::npos)
        host_port.remove_prefix(at + 1);
    Registrar registrar{std::string{host_port}, otherwise};
    if (parameters != std::string_view::npos) {
        const auto rest = text.substr(parameters);
        if (rest.find("transport=tcp") != std::string_view::npos)
            registrar.transport = sip::Transport::Tcp;
        if (rest.find("transport=udp") != std::string_view::npos)
            registrar.transport = sip::Transport::Udp;
        if (rest.find("transport=tls") != std::string_view::npos)
            registrar.transport = sip::Transport::Tls;
    }
    // TLS checks the name; otherwise the address is all that is wanted of it.
    if (starts_with(host_port, "localhost") && !registrar.secure())
        registrar.host_port.replace(0, 9, "127.0.0.1");
    if (registrar.host().empty() || host_port.find_first_of(" /<>\"\r\n") != std::string_view::npos)
        return Error{Errc::BadInput, "'" + std::string{text} + "' is not the address of a PBX"};
    return registrar;
}

base::Result<std::string> request_uri(std::string_view target, const Registrar& registrar) {
    target = trimmed(target);
    const Error bad{Errc::BadInput, "this cannot be dialled"};
    if (target.empty() || target.size() > 512 || !sip::safe_in_header(target)) return bad;
    if (starts_with(target, "sip:") || starts_with(target, "sips:")) return std::string{target};
    if (target.find('@') != std::string_view::npos) return "sip:" + std::string{target};
    const auto digits = dial_string(target);
    if (digits.empty()) return bad;
    return registrar.uri_of(digits);
}

bool is_loopback(std::string_view host) {
    return starts_with(host, "127.") || host == "::1" || host == "localhost";
}

core::EndCause end_cause(core::Direction direction, const sip::Ending& ending) {
    if (ending.cancelled)
        return ending.answered_elsewhere() ? EndCause::AnsweredElsewhere : EndCause::Cancelled;
    if (!ending.by_remote) return EndCause::LocalHangup;
    if (ending.status == 0) return EndCause::RemoteHangup;
    if (direction == core::Direction::Incoming) return EndCause::Failed; // No ACK, for example.
    switch (ending.status) {
    case 486:
    case 600: return EndCause::Busy;
    case 408:
    case 480:
    case 487: return EndCause::NoAnswer;
    case 404:
    case 410:
    case 484:
    case 604: return EndCause::NotFound;
    case 401:
    case 403:
    case 407: return EndCause::Refused;
    case 603:
    case 607: return EndCause::Rejected;
    case 500:
    case 502:
    case 503:
    case 504: return EndCause::Unreachable;
    default: return EndCause::Failed;
    }
}

} // namespace sangdam::phone
