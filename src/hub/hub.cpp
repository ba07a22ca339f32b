// SPDX-License-Identifier: MIT

#include "hub/hub.h"

#include "base/log.h"
#include "hub/answers.h"
#include "hub/call_keeper.h"
#include "hub/callback_desk.h"
#include "hub/centre_rules.h"
#include "hub/event_feed.h"
#include "hub/order_keeper.h"
#include "hub/outcall_desk.h"
#include "hub/pick_up.h"
#include "hub/roster.h"
#include "hub/sign_in.h"

#include <memory>
#include <utility>

namespace sangdam::hub {
namespace {

constexpr std::chrono::seconds kRetry{1};
constexpr std::chrono::hours kTidy{1};
constexpr std::chrono::milliseconds kBreath{50};

// RFC 6750 §2.1
base::Secret bearer(const HttpRequest& request) {
    constexpr std::string_view kScheme = "Bearer ";
    const auto text = request.header("authorization");
    if (!text.starts_with(kScheme)) return {};
    return base::Secret(std::string(text.substr(kScheme.size())));
}

core::CentreSettings before(const HubRules& rules) {
    core::CentreSettings settings;
    settings.wrap_up = rules.wrap_up;
    return settings;
}

} // namespace

class Hub::Inside {
public:
    Inside(const HubParts& parts, HubRules rules)
        : parts_(parts), rules_(std::move(rules)), feed_(parts.store, parts.clock),
          roster_(parts.store, feed_, parts.the_switch, parts.timers, parts.clock,
                  {rules_.wrap_up, rules_.desktop_grace}, [this] { retry_later(); }),
          keeper_(parts.store, feed_, roster_, [this] { retry_later(); }),
          sign_in_(parts.store, feed_, roster_, parts.clock, parts.strand, parts.hashing),
          rules_set_(parts.store, roster_, parts.the_switch, before(rules_)),
          callbacks_(parts.store, feed_, roster_, rules_set_, parts.timers, parts.clock),
          outcalls_(parts.store, feed_, roster_, parts.the_switch, parts.clock, parts.strand),
          pick_up_(parts.store, keeper_, roster_, parts.the_switch, parts.clock, parts.strand,
                   parts.timers),
          orders_(parts.store, parts.timers, parts.clock, parts.make_order_source, rules_.orders),
          office_{parts.strand, parts.clock, parts.random, parts.store,   feed_,
                  roster_,      keeper_,     sign_in_,     pick_up_,      rules_set_,
                  callbacks_,   outcalls_,   orders_,      rules_.version} {
        for (auto group :
             {session_routes, agent_routes, account_routes, queue_routes, customer_routes,
              customer_care_routes, order_routes, call_routes, callback_routes, outcall_routes,
              board_routes, administration_routes, event_routes, health_routes})
            for (auto& route : group(office_)) {
                router_.add(route.method, route.pattern);
                routes_.push_back(std::move(route));
            }
    }

    base::Status prepare() {
        SDC_CHECK(roster_.load());
        SDC_CHECK(keeper_.settle());
        return forget_the_past();
    }

    void open(std::string registrar) {
        sign_in_.seats_register_at(std::move(registrar));
        roster_.tell_switch();
        orders_.open();
        if (const auto loaded = rules_set_.load(); !loaded)
            base::log::error("hub", "the settings are the default ones: {}", loaded.error().what);
        callbacks_.look();
        keep_awake_later();
        tidy_later();
    }

    void heard(const core::SwitchNotice& notice) {
        keeper_.heard(notice);
        outcalls_.heard(notice);
        const auto* over = std::get_if<core::SwitchEnded>(&notice.event);
        if (!over) return;
        if (const auto call = parts_.store.calls.find(over->ref)) callbacks_.called(*call);
    }

    void post(HttpRequest request, Responder responder) {
        parts_.strand.post(
            [this, request = std::move(request), responder = std::move(responder)]() mutable {
                dispatch(std::move(request), responder);
            });
    }

private:
    void dispatch(HttpRequest request, const Responder& responder) {
        auto target = parse_target(request.target);
        if (!target) return responder.answer(refuse(wire::code::kBadRequest, "not a path"));
        auto match = router_.match(request.method, target->segments);
        if (std::holds_alternative<NoSuchPath>(match))
            return responder.answer(refuse(wire::code::kNotFound));
        if (const auto* wrong = std::get_if<WrongMethod>(&match)) {
            auto response = refuse(wire::code::kMethodNotAllowed);
            response.headers.emplace_back("Allow", wrong->allowed);
            return responder.answer(std::move(response));
        }
        auto& found = std::get<RouteFound>(match);
        const auto& route = routes_[found.route];
        Ask ask{std::move(request), std::move(*target), std::move(found.parameters), {}, {}};
        if (auto refused = admit(route, ask)) return responder.answer(std::move(*refused));
        if (const auto* late = std::get_if<LateHandler>(&route.handler))
            return (*late)(std::move(ask), responder);
        auto response = std::get<Handler>(route.handler)(ask);
        responder.answer(response ? std::move(response).value() : refuse(response.error()));
    }

    std::optional<HttpResponse> admit(const Route& route, Ask& ask) {
        if (route.access == Access::SignedIn) {
            ask.token = bearer(ask.request);
            if (ask.token.empty()) return refuse(wire::code::kSignInRequired);
            auto who = sign_in_.who(ask.token);
            if (const auto* problem = std::get_if<wire::Problem>(&who)) return refuse(*problem);
            ask.viewer = std::get<Viewer>(std::move(who));
        }
        if (route.body == Body::Json && !is_json(ask.request))
            return refuse(wire::code::kUnsupportedMedia);
        return std::nullopt;
    }

    // The database was away: what waits is written as soon as it is back.
    void retry_later() {
        if (retrying_) return;
        retrying_ = true;
        retry_ = parts_.timers.after(kRetry, [this] {
            retrying_ = false;
            const bool all = keeper_.retry() && roster_.retry() && feed_.recover().has_value();
            if (!all) return retry_later();
            base::log::info("hub", "the database is back, everything is written");
        });
    }

    void keep_awake_later() {
        keep_awake_ = parts_.timers.after(rules_.heartbeat, [this] {
            feed_.keep_awake();
            keep_awake_later();
        });
    }

    void tidy_later() {
        tidy_ = parts_.timers.after(kTidy, [this] {
            if (const auto tidied = forget_the_past(); !tidied)
                base::log::warn("hub", "old events stay: {}", tidied.error().what);
            forget_old_orders();
            tidy_later();
        });
    }

    // A thousand at a time, so that nobody waits behind it.
    void forget_old_orders() {
        const auto more = orders_.expire();
        if (!more) return base::log::warn("hub", "old orders stay: {}", more.error().what);
        if (*more) old_orders_ = parts_.timers.after(kBreath, [this] { forget_old_orders(); });
    }

    base::Status forget_the_past() {
        const auto now = parts_.clock.wall();
        SDC_CHECK(feed_.prune(now - rules_.event_window));
        SDC_CHECK(parts_.store.idempotency.prune(now - rules_.event_window));
        return parts_.store.sessions.prune(now);
    }

    const HubParts parts_;
    const HubRules rules_;
    EventFeed feed_;
    Roster roster_;
    CallKeeper keeper_;
    SignIn sign_in_;
    CentreRules rules_set_;
    CallbackDesk callbacks_;
    OutcallDesk outcalls_;
    PickUp pick_up_;
    OrderKeeper orders_;
    Office office_;
    Router router_;
    std::vector<Route> routes_; // By the number that the router gave.
    base::Timer keep_awake_;
    base::Timer tidy_;
    base::Timer old_orders_;
    base::Timer retry_;
    bool retrying_ = false;
};

Hub::Hub(const HubParts& parts, HubRules rules)
    : inside_(std::make_unique<Inside>(parts, std::move(rules))) {}
Hub::~Hub() = default;

base::Status Hub::prepare() { return inside_->prepare(); }
void Hub::open(std::string registrar) { inside_->open(std::move(registrar)); }
void Hub::heard(const core::SwitchNotice& notice) { inside_->heard(notice); }

void Hub::handle(HttpRequest request, Responder responder) {
    inside_->post(std::move(request), std::move(responder));
}

} // namespace sangdam::hub
