// SPDX-License-Identifier: MIT
//
// A whole centre that mirrors a stand-in shop over real HTTP.
#pragma once

#include "contract/hub/hub_rig.h"
#include "hubd/records.h"
#include "hubd/shop_admin.h"
#include "hubd/stand_in_shop.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace sangdam::orders_contract {

using nlohmann::json;

// Asks again and again, with pauses, until it is so or much too late.
template <class F>
bool eventually(F holds) {
    std::mutex mutex;
    std::condition_variable nobody;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{40};
    while (std::chrono::steady_clock::now() < end) {
        if (holds()) return true;
        std::unique_lock lock(mutex);
        nobody.wait_for(lock, std::chrono::milliseconds{50});
    }
    return holds();
}

class OrdersRig : public hub_contract::HubRig {
protected:
    OrdersRig() {
        rules.per_second = 500; // The machine is what is slow here.
        auto opened = hubd::StandInShop::open(rules, clock_, random_);
        EXPECT_TRUE(opened);
        shop = std::move(*opened);
        shop->with([&](orders::StandIn& in) {
            for (auto& each : orders::invented_orders({{"김민수", "010-0000-1111", ""},
                                                       {"박서연", "010-0000-2222", ""},
                                                       {"이도윤", "010-0000-3333", ""},
                                                       {"정하은", "010-0000-4444", ""}},
                                                      clock_.wall()))
                in.put(std::move(each));
        });
        make_admin();
        admin = sign_in("boss");
        agent = sign_in("hong");
    }
    void make_admin() {
        auto store = hubd::open_store(settings(), clock_);
        ASSERT_TRUE(store) << store.error().what;
        const auto hash = store::hash_password(base::Secret(hub_contract::kPassword));
        core::Agent boss;
        boss.id = core::AgentId("boss-id");
        boss.login = "boss";
        boss.name = "관리자";
        boss.role = core::Role::Admin;
        boss.extension = "299";
        ASSERT_TRUE((*store)->agents.add(boss, *hash, base::Secret("sip"), clock_.wall()));
    }
    json naver() const {
        return {{"id", "smart"},
                {"name", "예시 스토어"},
                {"kind", "naver"},
                {"client_id", rules.client_id},
                {"secret", rules.secret.reveal()},
                {"url", shop->url()},
                {"seller_centre", "https://sell.smartstore.naver.com/"}};
    }
    hub_contract::HttpReply add(const json& shop_json) {
        return send("POST", "/v1/shops", admin, shop_json,
                    {{"Idempotency-Key", "key-" + std::to_string(++keys_)}});
    }
    json orders_of(const std::string& number) {
        const auto reply = get("/v1/orders?number=" + number, agent);
        EXPECT_EQ(reply.status, 200) << reply.body;
        return json::parse(reply.body);
    }
    // The mirror has caught up with the shop.
    void mirrored() {
        EXPECT_EQ(add(naver()).status, 201);
        EXPECT_TRUE(eventually([&] {
            const auto state = orders_of("01000001111");
            return !state["shops"].empty() && state["shops"][0]["fresh_at"].is_string() &&
                   state["shops"][0]["filled"].is_null();
        }));
    }

    orders::StandInRules rules;
    base::SystemClock clock_;
    base::SystemRandom random_;
    std::unique_ptr<hubd::StandInShop> shop;
    std::string admin, agent;
    int keys_ = 0;
};

} // namespace sangdam::orders_contract
