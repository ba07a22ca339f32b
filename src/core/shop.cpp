// SPDX-License-Identifier: MIT

#include "core/shop.h"

#include "core/named_enum.h"

namespace sangdam::core {
namespace {

constexpr EnumNames<ShopKind, 2> kKinds{{{ShopKind::Naver, "naver"}, {ShopKind::Import, "import"}}};

constexpr EnumNames<ShopTrouble, 10> kTroubles{{{ShopTrouble::None, ""},
                                                {ShopTrouble::Address, "address"},
                                                {ShopTrouble::Credentials, "credentials"},
                                                {ShopTrouble::Permission, "permission"},
                                                {ShopTrouble::Clock, "clock"},
                                                {ShopTrouble::Rate, "rate"},
                                                {ShopTrouble::Quota, "quota"},
                                                {ShopTrouble::Busy, "busy"},
                                                {ShopTrouble::Unreachable, "unreachable"},
                                                {ShopTrouble::BadAnswer, "bad_answer"}}};

constexpr EnumNames<Seen, 3> kSeen{
    {{Seen::NotReached, "not_reached"}, {Seen::Good, "good"}, {Seen::Wrong, "wrong"}}};

} // namespace

std::string_view name(Seen seen) { return name_in(kSeen, seen); }
std::optional<Seen> parse_seen(std::string_view text) { return parse_in(kSeen, text); }
std::string_view name(ShopKind kind) { return name_in(kKinds, kind); }
std::optional<ShopKind> parse_shop_kind(std::string_view text) { return parse_in(kKinds, text); }
std::string_view name(ShopTrouble trouble) { return name_in(kTroubles, trouble); }
std::optional<ShopTrouble> parse_shop_trouble(std::string_view text) {
    return parse_in(kTroubles, text);
}

} // namespace sangdam::core
