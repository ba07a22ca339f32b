// SPDX-License-Identifier: MIT
//
// A shop whose orders we mirror: what an administrator types, and what can be wrong with it.
#pragma once

#include "base/clock.h"
#include "base/secret.h"
#include "core/order.h"

#include <optional>
#include <string>
#include <string_view>

namespace sangdam::core {

enum class ShopKind {
    Naver, // Smart Store, by the Naver Commerce API.
    Import // A shop of one's own: CSV files and a webhook.
};
std::string_view name(ShopKind);
std::optional<ShopKind> parse_shop_kind(std::string_view);

struct Shop {
    ShopId id;
    std::string name;
    ShopKind kind = ShopKind::Naver;
    std::string client_id; // Naver: of the application.
    base::Secret secret;   // Naver: the application's; Import: what a webhook must present.
    std::string url; // Naver: empty for the real one. Import: where a CSV is fetched, or empty.
    std::string seller_centre;
    int fill_days = 30; // How far back the first fill reaches.
    bool enabled = true;
};

// What stops a shop, by what somebody must do about it.
enum class ShopTrouble {
    None,
    Address,     // This hub's address is not registered with the shop.
    Credentials, // Client id or secret are wrong.
    Permission,  // The application may not read orders.
    Clock,       // This machine's clock is wrong.
    Rate,        // Too fast; goes on by itself.
    Quota,       // The hour's calls are used up; goes on by itself, later.
    Busy,        // The shop has a problem or is being maintained; goes on by itself.
    Unreachable, // No connection.
    BadAnswer    // It answered what we do not understand.
};
std::string_view name(ShopTrouble);
std::optional<ShopTrouble> parse_shop_trouble(std::string_view);

// The answer of the test button: each of the four, as far as it could be seen.
enum class Seen { NotReached, Good, Wrong };
std::string_view name(Seen);
std::optional<Seen> parse_seen(std::string_view);

struct ShopCheck {
    Seen connection = Seen::NotReached;
    Seen address = Seen::NotReached;
    Seen clock = Seen::NotReached;
    Seen credentials = Seen::NotReached;
    Seen permission = Seen::NotReached;
    ShopTrouble trouble = ShopTrouble::None;
    std::string code;                      // As the shop wrote it.
    std::string trace;                     // For its support.
    std::optional<std::int64_t> clock_off; // Seconds that this machine is ahead.

    bool good() const { return trouble == ShopTrouble::None && permission == Seen::Good; }
    friend bool operator==(const ShopCheck&, const ShopCheck&) = default;
};

// What an administrator sees of a shop: the secret went in and does not come out.
struct ShopListing {
    Shop shop;
    bool has_secret = false;
    ShopState state;
};

} // namespace sangdam::core
