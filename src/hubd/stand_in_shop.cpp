// SPDX-License-Identifier: MIT

#include "hubd/stand_in_shop.h"

#include "base/strand.h"
#include "hub/http_server.h"
#include "store/centre_store.h"

#include <latch>
#include <utility>

namespace sangdam::hubd {

class StandInShop::Inside {
public:
    Inside(orders::StandInRules rules, const base::Clock& clock, base::Random& random)
        : shop_(std::move(rules), clock, random) {}
    ~Inside() {
        if (server_) server_->stop();
    }

    base::Status open() {
        SDC_TRY(server_, hub::HttpServer::listen("127.0.0.1", 0));
        server_->serve([this](hub::HttpRequest request, hub::Responder responder) {
            strand_.post([this, request = std::move(request), responder = std::move(responder)] {
                answer(request, responder);
            });
        });
        return base::Done{};
    }
    std::string url() const { return server_->url(); }
    void with(const std::function<void(orders::StandIn&)>& act) {
        std::latch done(1);
        strand_.post([&] {
            act(shop_);
            done.count_down();
        });
        done.wait();
    }

private:
    void answer(const hub::HttpRequest& request, const hub::Responder& responder) {
        auto reply = shop_.answer(request.method, request.target, request.headers, request.body);
        if (!reply) return silent_.push_back(responder); // Its client waits in vain.
        hub::HttpResponse response;
        response.status = reply->status;
        response.body = std::move(reply->body);
        for (auto& [name, value] : reply->headers) {
            if (name == "content-type")
                response.type = std::move(value);
            else if (name != "date") // The server writes its own.
                response.headers.emplace_back(std::move(name), std::move(value));
        }
        responder.answer(std::move(response));
    }

    orders::StandIn shop_; // On the strand.
    std::vector<hub::Responder> silent_;
    std::unique_ptr<hub::HttpServer> server_;
    base::Strand strand_{"shop"}; // Last: what it still runs uses all above.
};

base::Result<std::unique_ptr<StandInShop>>
StandInShop::open(orders::StandInRules rules, const base::Clock& clock, base::Random& random) {
    auto inside = std::make_unique<Inside>(std::move(rules), clock, random);
    SDC_CHECK(inside->open());
    return std::unique_ptr<StandInShop>(new StandInShop(std::move(inside)));
}

StandInShop::StandInShop(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
StandInShop::~StandInShop() = default;
std::string StandInShop::url() const { return inside_->url(); }
void StandInShop::with(std::function<void(orders::StandIn&)> act) { inside_->with(act); }

base::Result<std::unique_ptr<StandInShop>> open_practice_shop(store::CentreStore& store,
                                                              std::vector<orders::Buyer> buyers,
                                                              const base::Clock& clock,
                                                              base::Random& random) {
    orders::StandInRules rules;
    rules.per_second = 20; // Nobody waits for a practice.
    core::Shop shop;
    shop.id = core::ShopId(kPracticeShop);
    shop.name = "연습 스토어";
    shop.client_id = rules.client_id;
    shop.secret = rules.secret;
    shop.seller_centre = "https://sell.smartstore.naver.com/";
    shop.fill_days = 14;
    SDC_CHECK(close_practice_shop(store)); // Orders of an earlier practice have other dates.
    SDC_TRY(auto opened, StandInShop::open(std::move(rules), clock, random));
    shop.url = opened->url();
    const auto now = clock.wall();
    opened->with([&](orders::StandIn& in) {
        for (auto& each : orders::invented_orders(buyers, now)) in.put(std::move(each));
    });
    SDC_CHECK(store.shops.put(shop, now));
    return opened;
}

base::Status close_practice_shop(store::CentreStore& store) {
    const auto removed = store.shops.remove(core::ShopId(kPracticeShop));
    if (!removed && removed.error().code != base::Errc::NotFound) return removed.error();
    return base::Done{};
}

} // namespace sangdam::hubd
