// SPDX-License-Identifier: MIT

#include "sip/tls_trouble.h"

#include <utility>

namespace sangdam::sip {
namespace {

constexpr std::string_view kSpaces = " \t\r\n";

std::string_view after(std::string_view text, std::string_view word) {
    const auto at = text.find(word);
    return at == std::string_view::npos ? std::string_view{} : text.substr(at + word.size());
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kSpaces);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

} // namespace

void TlsTrouble::hear(std::string_view line) {
    // "  err 19:self-signed certificate in certificate chain" follows "-Error with certificate".
    if (line.rfind("  err ", 0) == 0) {
        if (const auto reason = trimmed(after(line, ":")); !reason.empty())
            sentence_ = "its certificate was refused: " + std::string{reason};
    } else if (const auto who = after(line, "Peer Subject Mismatch ("); !who.empty()) {
        sentence_ = "its certificate does not name " + std::string{who.substr(0, who.find(')'))};
    } else if (line.rfind("tls_", 0) == 0 && sentence_.empty()) {
        // "tls_connect: 0a000086:SSL routines:(null):certificate verify failed"
        const auto why = trimmed(line.substr(line.rfind(':') + 1));
        if (line.find("routines") != std::string_view::npos && !why.empty())
            sentence_ = "TLS failed: " + std::string{why};
    }
}

std::string TlsTrouble::take() { return std::exchange(sentence_, {}); }

TlsTrouble& tls_trouble_of_this_thread() {
    static thread_local TlsTrouble trouble;
    return trouble;
}

} // namespace sangdam::sip
