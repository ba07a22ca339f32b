// SPDX-License-Identifier: MIT

#include "hubd/centre.h"

#include "base/log.h"
#include "base/strand.h"
#include "hub/http_server.h"
#include "hub/hub.h"
#include "hubd/demo_seed.h"
#include "hubd/order_sources.h"
#include "hubd/orders_http.h"
#include "hubd/records.h"
#include "hubd/stand_in_shop.h"
#include "store/centre_store.h"

#include <latch>
#include <utility>

namespace sangdam::hubd {
namespace {

// There is no TLS in this program yet.
base::Status stays_on_this_machine(const std::string& address) {
    if (address.starts_with("127.") || address == "::1") return base::Done{};
    return base::Error{base::Errc::BadInput,
                       "listening on " + address +
                           " would send passwords and customers' data unencrypted: listen on "
                           "127.0.0.1 and put a reverse proxy with TLS in front of it"};
}

} // namespace

class Centre::Inside {
public:
    ~Inside() {
        if (server_) server_->stop(); // The strand still answers what is open.
        if (strand_) {
            // Both belong to the strand; moved into its last task they end there.
            auto engine =
                std::make_shared<std::unique_ptr<core::SwitchPort>>(std::move(engine_.port));
            auto hub = std::make_shared<std::unique_ptr<hub::Hub>>(std::move(hub_));
            // Whoever signs in at this moment still posts to `hashing_`, and its answer comes back
            // to the strand: so it ends there, and everything else one task later.
            std::latch ended(1); // A strand that closes drops what is posted: it closes after this.
            strand_->post([this, engine, hub, &ended] {
                hashing_.reset();
                strand_->post([engine, hub, &ended] {
                    engine->reset();
                    hub->reset();
                    ended.count_down();
                });
            });
            ended.wait();
            shops_http_
                .reset(); // After the sources, which lived in the hub; it posts to the strand.
            strand_.reset();
        }
        shop_.reset();
        engine_.guests.reset();
    }

    base::Status open(CentreParts parts) {
        SDC_CHECK(stays_on_this_machine(parts.settings.listen_address));
        SDC_TRY(store_, open_store(parts.settings, clock_));
        if (parts.seed) SDC_CHECK(parts.seed(*store_));
        SDC_TRY(server_,
                hub::HttpServer::listen(parts.settings.listen_address, parts.settings.listen_port));
        strand_ = std::make_unique<base::Strand>("hub");
        hashing_ = std::make_unique<base::Strand>("hashing");
        if (parts.make_engine) {
            SDC_TRY(engine_, parts.make_engine(*strand_, clock_, random_));
        }
        SDC_CHECK(open_shops(parts.settings.practice));
        hub::HubRules rules;
        rules.version = SANGDAM_VERSION;
        rules.wrap_up = parts.wrap_up;
        hub_ = std::make_unique<hub::Hub>(
            hub::HubParts{*strand_, *strand_, *hashing_, clock_, random_, *store_,
                          engine_.port.get(),
                          order_sources(*shops_http_, *strand_, clock_, random_)},
            rules);
        SDC_CHECK(hub_->prepare());
        SDC_CHECK(start_engine());
        auto* hub = hub_.get(); // Outlives the server and everything on the strand.
        strand_->post([hub, registrar = registrar_] { hub->open(registrar); });
        server_->serve([hub](hub::HttpRequest request, hub::Responder responder) {
            hub->handle(std::move(request), std::move(responder));
        });
        if (engine_.started) return engine_.started();
        return base::Done{};
    }

    std::string url() const { return server_->url(); }
    const std::string& registrar() const { return registrar_; }

private:
    base::Status open_shops(const config::PracticeSettings& practice) {
        SDC_TRY(shops_http_, OrdersHttp::open(*strand_));
        if (!practice.enabled || !practice.shop) return close_practice_shop(*store_);
        SDC_TRY(shop_, open_practice_shop(*store_, demo_buyers(), clock_, random_));
        return base::Done{};
    }

    base::Status start_engine() {
        if (!engine_.port) return base::Done{};
        auto* hub = hub_.get();
        engine_.port->set_listener([hub](const core::SwitchNotice& notice) { hub->heard(notice); });
        SDC_CHECK(engine_.port->start());
        registrar_ = engine_.registrar();
        base::log::info("hubd", "phones register at {}", registrar_);
        return base::Done{};
    }

    base::SystemClock clock_;
    base::SystemRandom random_;
    std::unique_ptr<store::CentreStore> store_;
    std::unique_ptr<hub::HttpServer> server_;
    std::unique_ptr<base::Strand> strand_;
    std::unique_ptr<base::Strand> hashing_;
    Engine engine_;
    std::unique_ptr<OrdersHttp> shops_http_;
    std::unique_ptr<StandInShop> shop_;
    std::unique_ptr<hub::Hub> hub_;
    std::string registrar_;
};

base::Result<std::unique_ptr<Centre>> Centre::open(CentreParts parts) {
    auto inside = std::make_unique<Inside>();
    SDC_CHECK(inside->open(std::move(parts)));
    return std::unique_ptr<Centre>(new Centre(std::move(inside)));
}

Centre::Centre(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Centre::~Centre() = default;
std::string Centre::url() const { return inside_->url(); }
std::string Centre::registrar() const { return inside_->registrar(); }

} // namespace sangdam::hubd
