// SPDX-License-Identifier: MIT

#include "core/number_plan.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace sangdam::core {
namespace {

using std::string_view;

bool one_of(string_view word, std::span<const string_view> list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}
bool between(std::size_t n, std::size_t least, std::size_t most) { return n >= least && n <= most; }
bool digit_in(char c, char least, char most) { return c >= least && c <= most; }

constexpr auto kEmergency = std::to_array<string_view>({"112", "119"});
constexpr auto kSpecial = std::to_array<string_view>(
    {"100",  "101",  "110",  "111",  "113",  "114",  "115",  "116",  "117",  "118",
     "120",  "121",  "123",  "125",  "127",  "128",  "129",  "132",  "134",  "141",
     "182",  "188",  "1300", "1301", "1330", "1331", "1332", "1333", "1335", "1336",
     "1337", "1338", "1339", "1345", "1350", "1355", "1357", "1365", "1366", "1369",
     "1377", "1379", "1382", "1385", "1388", "1389", "1390", "1391", "1398", "1399"});

constexpr auto kRep = std::to_array<string_view>(
    {"1522", "1533", "1544", "1566", "1577", "1588", "1599", "1600", "1644", "1660",
     "1661", "1666", "1668", "1670", "1688", "1800", "1833", "1855", "1877", "1899"});
// Printed as representative numbers on Korean pages, but libphonenumber knows them as short numbers
// only: no E.164 form is promised.
constexpr auto kRepDomestic = std::to_array<string_view>({"1551", "1811", "1844", "1866"});

std::optional<PlanEntry> short_number(string_view d) {
    if (one_of(d, kEmergency)) return PlanEntry{NumberKind::Emergency};
    if (one_of(d, kSpecial)) return PlanEntry{NumberKind::Special};
    // Carriers' customer centres: 10114, 11114, 16114 … 19114.
    if (d.size() == 5 && d[0] == '1' && d.ends_with("114") &&
        (d[1] == '0' || d[1] == '1' || digit_in(d[1], '6', '9')))
        return PlanEntry{NumberKind::Special};
    // 수신자부담 대표번호, in service since 2019-04-19.
    if (d.size() == 6 && d.starts_with("14")) return PlanEntry{NumberKind::RepFree};
    return std::nullopt;
}

std::optional<PlanEntry> representative(string_view d) {
    if (d.size() != 8) return std::nullopt;
    const auto head = d.substr(0, 4);
    if (one_of(head, kRep)) return PlanEntry{NumberKind::Rep, 4, true};
    if (one_of(head, kRepDomestic)) return PlanEntry{NumberKind::Rep, 4, false};
    return std::nullopt;
}

// 국제수신자부담: 00308, 00368, 00798. Looks like an access code and is none.
std::optional<PlanEntry> international_toll_free(string_view d) {
    const bool known = (d.starts_with("00308") && between(d.size(), 11, 12)) ||
                       (d.starts_with("00368") && d.size() == 12) ||
                       (d.starts_with("00798") && between(d.size(), 12, 14));
    if (!known) return std::nullopt;
    return PlanEntry{NumberKind::TollFree};
}

std::optional<PlanEntry> mobile_or_data(string_view d) { // 01X
    const auto n = d.size();
    if (d[2] == '0') {
        if (n != 11) return std::nullopt;
        return PlanEntry{NumberKind::Mobile, 3, true};
    }
    if (!between(n, 10, 11)) return std::nullopt;
    if (d[2] == '1' || digit_in(d[2], '6', '9')) return PlanEntry{NumberKind::Mobile, 3, true};
    if (d[2] == '5') return PlanEntry{NumberKind::Pager, 3, true};
    if (d[2] == '2') return PlanEntry{NumberKind::Mobile, 3, true}; // Data lines.
    return std::nullopt;
}

std::optional<PlanEntry> land_line(string_view d) {
    const bool seoul = d.starts_with("02");
    const bool province = (d[1] == '3' && digit_in(d[2], '1', '3')) ||
                          ((d[1] == '4' || d[1] == '6') && digit_in(d[2], '1', '4')) ||
                          (d[1] == '5' && digit_in(d[2], '1', '5'));
    if (!seoul && !province) return std::nullopt;
    const int head = seoul ? 2 : 3;
    const auto local = d.substr(static_cast<std::size_t>(head));
    if (between(local.size(), 7, 8) && local[0] != '0')
        return PlanEntry{NumberKind::Fixed, head, true};
    // 02-120, 031-120: an area's service number. Seoul's cannot be dialled from abroad.
    if (between(local.size(), 3, 4) && local[0] == '1')
        return PlanEntry{NumberKind::FixedService, head, !seoul};
    return std::nullopt;
}

std::optional<PlanEntry> with_zero(string_view d) {
    const auto n = d.size();
    if (n < 5) return std::nullopt;
    if (d.starts_with("00")) return international_toll_free(d);
    if (d.starts_with("01")) return mobile_or_data(d);
    if (d.starts_with("070") && n == 11) return PlanEntry{NumberKind::Voip, 3, true};
    // Koreans write 0507-1234-5678; libphonenumber would print 050-71234-5678.
    if (d.starts_with("050") && between(n, 11, 12))
        return PlanEntry{NumberKind::SafeNumber, 4, true};
    if (d.starts_with("0303") && n == 12) return PlanEntry{NumberKind::VirtualFax, 4, false};
    if (d.starts_with("060") && n == 10 && d[3] >= '2')
        return PlanEntry{NumberKind::Premium, 3, true};
    // The eight-digit form is seen in print, though no plan has it.
    if (d.starts_with("080") && between(n, 10, 11))
        return PlanEntry{NumberKind::TollFree, 3, n == 10};
    return land_line(d);
}

// ITU-T E.164 list of assigned country codes; 1 and 7 have one digit.
constexpr string_view kTwoDigits =
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 "
    "65 66 81 82 84 86 90 91 92 93 94 95 98 ";
constexpr string_view kThreeDigits =
    "211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 "
    "238 239 240 241 242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 257 258 260 261 "
    "262 263 264 265 266 267 268 269 290 291 297 298 299 350 351 352 353 354 355 356 357 358 359 "
    "370 371 372 373 374 375 376 377 378 380 381 382 383 385 386 387 389 420 421 423 500 501 502 "
    "503 504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 599 670 672 673 674 675 676 "
    "677 678 679 680 681 682 683 685 686 687 688 689 690 691 692 800 808 850 852 853 855 856 870 "
    "878 880 881 882 883 886 888 960 961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 "
    "977 979 992 993 994 995 996 998 ";

bool listed(string_view table, string_view code) {
    for (std::size_t at = 0; at < table.size(); at += code.size() + 1)
        if (table.substr(at, code.size()) == code) return true;
    return false;
}

} // namespace

std::optional<PlanEntry> plan_entry(string_view digits) {
    if (digits.empty()) return std::nullopt;
    if (digits[0] == '0') return with_zero(digits);
    if (const auto entry = short_number(digits)) return entry;
    return representative(digits);
}

std::string grouped(string_view digits, const PlanEntry& entry) {
    std::string out(digits);
    if (entry.head == 0) return out;
    const auto head = static_cast<std::size_t>(entry.head);
    // The last four stand alone, unless nothing would be left before them.
    if (out.size() > head + 4) out.insert(out.size() - 4, "-");
    out.insert(head, "-");
    return out;
}

std::size_t international_access(string_view d) {
    static constexpr auto kCodes = std::to_array<string_view>(
        {"00345", "00365", "00391", "00700", "00727", "00755", "00761", "00762", "00766", "0073",
         "001", "002", "005", "006", "008", "009"});
    // Who writes 0082 means +82, not Africa by carrier 008. Neither is guessed.
    if (d.starts_with("0082")) return 0;
    for (const auto code : kCodes)
        if (d.starts_with(code)) return code.size();
    return 0;
}

std::size_t country_code_length(string_view d) {
    if (d.starts_with('1') || d.starts_with('7')) return 1;
    if (d.size() >= 2 && listed(kTwoDigits, d.substr(0, 2))) return 2;
    if (d.size() >= 3 && listed(kThreeDigits, d.substr(0, 3))) return 3;
    return 0;
}

} // namespace sangdam::core
