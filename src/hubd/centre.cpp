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
#include "store/postgres/hub_watch.h"

#include <latch>
#include <mutex>
#include <semaphore>
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
        watch_.reset();
        if (server_) server_->stop(); // The strand still answers what is open.
        if (strand_) {
            std::latch ended(1); // A strand that closes drops what is posted: it closes after this.
            strand_->post([&] { end_hub([&ended] { ended.count_down(); }); });
            ended.wait();
            shops_http_
                .reset(); // After the sources, which lived in the hub; it posts to the strand.
            strand_.reset();
        }
        shop_.reset();
        engine_.guests.reset();
    }

    base::Status open(CentreParts parts) {
        parts_ = std::move(parts);
        const auto& settings = parts_.settings;
        SDC_CHECK(stays_on_this_machine(settings.listen_address));
        SDC_TRY(store_, open_store(settings, clock_));
        if (parts_.seed) SDC_CHECK(parts_.seed(*store_));
        SDC_TRY(server_, hub::HttpServer::listen(settings.listen_address, settings.listen_port));
        strand_ = std::make_unique<base::Strand>("hub");
        SDC_CHECK(open_shops(settings.practice));
        if (settings.engine == config::StoreEngine::Postgresql)
            SDC_CHECK(watch());
        else
            SDC_CHECK(make_hub(hub::Part::Alone));
        server_->serve([this](hub::HttpRequest request, hub::Responder responder) {
            strand_->post(
                [this, request = std::move(request), responder = std::move(responder)]() mutable {
                    if (hub_) return hub_->handle(std::move(request), std::move(responder));
                    responder.answer(hub::busy("this hub takes over; try again in a moment"));
                });
        });
        if (engine_.started) return engine_.started();
        return base::Done{};
    }

    std::string url() const { return server_->url(); }
    std::string registrar() const {
        const std::lock_guard lock(registrar_mutex_);
        return registrar_;
    }

private:
    base::Status open_shops(const config::PracticeSettings& practice) {
        SDC_TRY(shops_http_, OrdersHttp::open(*strand_));
        if (!practice.enabled || !practice.shop) return close_practice_shop(*store_);
        SDC_TRY(shop_, open_practice_shop(*store_, demo_buyers(), clock_, random_));
        return base::Done{};
    }

    // Main thread at the start, the strand later. A hub that follows has no switch.
    base::Status make_hub(hub::Part part) {
        hashing_ = std::make_unique<base::Strand>("hashing");
        if (parts_.make_engine && part != hub::Part::Follows) {
            SDC_TRY(engine_, parts_.make_engine(*strand_, clock_, random_));
        }
        hub::HubRules rules;
        rules.version = SANGDAM_VERSION;
        rules.wrap_up = parts_.wrap_up;
        rules.part = part;
        rules.id = id_;
        auto made = std::make_unique<hub::Hub>(
            hub::HubParts{*strand_, *strand_, *hashing_, clock_, random_, *store_,
                          engine_.port.get(),
                          order_sources(*shops_http_, *strand_, clock_, random_)},
            rules);
        SDC_CHECK(made->prepare());
        SDC_CHECK(start_engine(*made));
        hub_ = std::move(made);
        strand_->post([this, registrar = registrar()] {
            if (hub_) hub_->open(registrar);
        });
        return base::Done{};
    }

    // On the strand. Whoever signs in at this moment still posts to `hashing_`, and its answer
    // comes back to the strand: so it ends there, and everything else one task later.
    void end_hub(std::function<void()> then) {
        hashing_.reset();
        strand_->post([this, then = std::move(then)] {
            engine_.port.reset();
            hub_.reset();
            then();
        });
    }

    base::Status start_engine(hub::Hub& hub) {
        if (!engine_.port) return base::Done{};
        engine_.port->set_listener([&hub](const core::SwitchNotice& notice) { hub.heard(notice); });
        SDC_CHECK(engine_.port->start());
        const std::lock_guard lock(registrar_mutex_);
        registrar_ = engine_.registrar();
        base::log::info("hubd", "phones register at {}", registrar_);
        return base::Done{};
    }

    // --- several hubs on one database ---------------------------------------------------------
    base::Status watch() {
        SDC_TRY(const auto place, postgres_place(parts_.settings));
        watch_ = store::watch_hubs(place, *strand_,
                                   {[this] {
                                        if (hub_) hub_->others_wrote();
                                    },
                                    [this](bool leads) { take_part(leads); }});
        first_part_.acquire(); // The watch tells the first one within its patience.
        return first_;
    }

    void take_part(bool leads) {
        if (begun_) return change_part(leads);
        begun_ = true;
        first_ = make_hub(leads ? hub::Part::Leads : hub::Part::Follows);
        first_part_.release();
    }

    // The hub is made anew with the other part: its desktops' streams are closed and resume.
    void change_part(bool leads) {
        end_hub([this, leads] {
            auto made = make_hub(leads ? hub::Part::Leads : hub::Part::Follows);
            if (made && leads && engine_.started) made = engine_.started();
            if (made) return;
            base::log::error("hubd", "this hub cannot {}: {}", leads ? "lead" : "follow",
                             made.error().what);
            // Its desktops are served meanwhile.
            engine_.port.reset();
            hub_.reset();
            if (leads) (void)make_hub(hub::Part::Follows);
            again_ = strand_->after(kAgain, [this, leads] { change_part(leads); });
        });
    }

    static constexpr std::chrono::seconds kAgain{2};

    CentreParts parts_;
    base::SystemClock clock_;
    base::SystemRandom random_;
    const std::string id_ = base::uuid_v7(clock_.wall(), random_);
    std::unique_ptr<store::CentreStore> store_;
    std::unique_ptr<hub::HttpServer> server_;
    std::unique_ptr<base::Strand> strand_;
    std::unique_ptr<base::Strand> hashing_;
    Engine engine_;
    std::unique_ptr<OrdersHttp> shops_http_;
    std::unique_ptr<StandInShop> shop_;
    std::unique_ptr<hub::Hub> hub_; // The strand's, once the server serves.
    base::Timer again_;
    bool begun_ = false; // The strand's.
    base::Status first_ = base::Done{};
    std::binary_semaphore first_part_{0};
    mutable std::mutex registrar_mutex_; // Asked for on the main thread.
    std::string registrar_;
    std::unique_ptr<store::HubWatch> watch_;
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
