// SPDX-License-Identifier: MIT
//
// Telephone numbers as Korea writes them. Pure. The numbering plan is 전기통신번호관리세칙;
// patterns and vectors: tests/data/phone-vectors.tsv.
//
// A number has a `key` – national digits, the thing that is compared and indexed – and, when it can
// be dialled from abroad, an `e164`. 112 has a key and no e164; a withheld number has neither.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace sangdam::core {

enum class NumberKind {
    Mobile,
    Pager,
    Fixed,
    FixedService, // 02-120
    Voip,
    SafeNumber, // 050x
    VirtualFax, // 0303
    TollFree,   // 080
    Premium,    // 060
    Rep,        // 1588-xxxx: the called company's, the caller pays
    RepFree,    // 14xxxx
    Emergency,
    Special,
    Intl,
    Hidden, // 발신번호표시제한
    Unknown // Kept as it came; never guessed.
};

class PhoneNumber {
public:
    PhoneNumber() = default; // Hidden.

    // Never fails: what is not a number is Unknown and keeps its text (up to 64 characters);
    // "anonymous" and its Korean and SIP relatives are Hidden (RFC 3323 §4.1.1.3). Accepts
    // full-width digits, +82, carriers' access codes, extensions (";ext=", "#", "내선") and the
    // zero that spreadsheets lose. parse(n.key()) == n, so a key is all that need be stored.
    static PhoneNumber parse(std::string_view text);

    NumberKind kind() const { return kind_; }
    bool hidden() const { return kind_ == NumberKind::Hidden; }
    const std::optional<std::string>& e164() const { return e164_; }
    // National digits; "+1212…" for a foreign number; the text itself when Unknown; "" when hidden.
    const std::string& key() const { return key_; }
    const std::string& extension() const { return extension_; }

    std::string display() const;   // 010-1234-5678, 1588-1234, 발신번호표시제한
    std::string masked() const;    // 010-****-5678; companies' numbers are not personal and stay.
    std::string last_four() const; // "" when there are fewer than eight digits.

    friend bool operator==(const PhoneNumber& a, const PhoneNumber& b) {
        return a.kind_ == b.kind_ && a.key_ == b.key_;
    }
    friend auto operator<=>(const PhoneNumber& a, const PhoneNumber& b) {
        return a.key_ <=> b.key_;
    }

private:
    NumberKind kind_ = NumberKind::Hidden;
    std::optional<std::string> e164_;
    std::string key_;
    std::string extension_;
};

std::string_view name(NumberKind); // "MOBILE", "SAFE_NUMBER" … as in the vectors.

} // namespace sangdam::core
