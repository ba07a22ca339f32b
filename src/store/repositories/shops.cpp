// SPDX-License-Identifier: MIT

#include "store/repositories/shops.h"

#include "store/sealed_field.h"

namespace sangdam::store {
namespace {

constexpr const char* kSecret = "shops.secret";
#define SDC_SHOP_COLUMNS                                                                           \
    "id, name, kind, client_id, secret, url, seller_centre, fill_days, enabled, cursor_text, "     \
    "fresh_at, filled, trouble, changed_at"

} // namespace

base::Status Shops::put(const core::Shop& shop, base::WallTime now) {
    return database_.run(
        "INSERT INTO shops (id, name, kind, client_id, secret, url, seller_centre, fill_days, "
        "enabled, cursor_text, trouble, changed_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '', $10) "
        "ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, "
        "client_id = excluded.client_id, secret = COALESCE(excluded.secret, shops.secret), "
        "url = excluded.url, seller_centre = excluded.seller_centre, "
        "fill_days = excluded.fill_days, enabled = excluded.enabled, trouble = '', "
        "changed_at = excluded.changed_at",
        {shop.id, shop.name, core::name(shop.kind), shop.client_id,
         seal_field(sealer_, kSecret, shop.id.value, shop.secret.reveal()), shop.url,
         shop.seller_centre, shop.fill_days, shop.enabled, now});
}

base::Status Shops::remove(const core::ShopId& id) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    SDC_CHECK(database_.run("DELETE FROM order_numbers WHERE shop = $1", {id}));
    SDC_CHECK(database_.run("DELETE FROM order_lines WHERE shop = $1", {id}));
    SDC_TRY(const auto gone, database_.query("DELETE FROM shops WHERE id = $1 RETURNING id", {id}));
    if (gone.empty()) return base::Error{base::Errc::NotFound, "there is no such shop"};
    return transaction.commit();
}

base::Result<ShopRow> Shops::read(const Row& row) {
    ShopRow out;
    out.shop.id = row.id<core::ShopId>(0);
    out.shop.name = row.text(1);
    out.shop.kind = core::parse_shop_kind(row.text(2)).value_or(core::ShopKind::Import);
    out.shop.client_id = row.text(3);
    SDC_TRY(auto secret, unseal_field(sealer_, kSecret, out.shop.id.value, row, 4));
    out.shop.secret = base::Secret(std::move(secret));
    out.shop.url = row.text(5);
    out.shop.seller_centre = row.text(6);
    out.shop.fill_days = static_cast<int>(row.integer(7));
    out.shop.enabled = row.flag(8);
    out.progress.cursor = row.text(9);
    out.progress.fresh_at = row.maybe_time(10);
    if (!row.null(11)) out.progress.filled = static_cast<int>(row.integer(11));
    out.progress.trouble =
        core::parse_shop_trouble(row.text(12)).value_or(core::ShopTrouble::BadAnswer);
    out.changed_at = row.time(13);
    return out;
}

base::Result<std::vector<ShopRow>> Shops::all() {
    SDC_TRY(const auto rows,
            database_.query("SELECT " SDC_SHOP_COLUMNS " FROM shops ORDER BY name, id"));
    std::vector<ShopRow> out;
    for (const auto& row : rows) {
        SDC_TRY(auto shop, read(row));
        out.push_back(std::move(shop));
    }
    return out;
}

base::Result<ShopRow> Shops::find(const core::ShopId& id) {
    SDC_TRY(const auto row,
            database_.first("SELECT " SDC_SHOP_COLUMNS " FROM shops WHERE id = $1", {id}));
    if (!row) return base::Error{base::Errc::NotFound, "there is no such shop"};
    return read(*row);
}

base::Status Shops::keep(const core::ShopId& id, const ShopProgress& progress) {
    return database_.run("UPDATE shops SET cursor_text = $2, fresh_at = $3, filled = $4, "
                         "trouble = $5 WHERE id = $1",
                         {id, progress.cursor, progress.fresh_at,
                          progress.filled ? Value(*progress.filled) : Value(),
                          core::name(progress.trouble)});
}

base::Result<std::vector<core::ShopState>> Shops::states() {
    SDC_TRY(const auto rows,
            database_.query("SELECT id, name, seller_centre, fresh_at, trouble, filled FROM shops "
                            "WHERE enabled <> 0 ORDER BY name, id"));
    std::vector<core::ShopState> out;
    for (const auto& row : rows) {
        core::ShopState state;
        state.id = row.id<core::ShopId>(0);
        state.name = row.text(1);
        state.seller_centre = row.text(2);
        state.fresh_at = row.maybe_time(3);
        state.trouble = row.text(4);
        if (!row.null(5)) state.filled = static_cast<int>(row.integer(5));
        out.push_back(std::move(state));
    }
    return out;
}

#undef SDC_SHOP_COLUMNS

} // namespace sangdam::store
