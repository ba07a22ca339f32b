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

RosterRules roster_rules(const HubRules& rules) {
    RosterRules out;
    out.wrap_up = rules.wrap_up;
    out.desktop_grace = rules.desktop_grace;
    out.hub = rules.id;
    return out;
}

} // namespace

class Hub::Inside {
public:
    Inside(const HubParts& parts, HubRules rules)
        : parts_(parts), rules_(std::move(rules)), feed_(parts.store, parts.clock),
          roster_(parts.store, feed_, parts.the_switch, parts.timers, parts.clock,
                  roster_rules(rules_), [this] { retry_later(); }),
          keeper_(parts.store, feed_, roster_, [this] { retry_later(); }),
          sign_in_(parts.store, feed_, roster_, parts.clock, parts.strand, parts.hashing),
          rules_set_(parts.store, roster_, parts.the_switch, before(rules_)),
          callbacks_(parts.store, feed_, roster_, rules_set_, parts.timers, parts.clock,
                     rules_.part != Part::Follows),
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
        if (among_several()) SDC_CHECK(show_life());
        SDC_CHECK(feed_.start([this](const core::CentreEvent& event) { hear(event.body); }));
        SDC_CHECK(roster_.load());
        SDC_CHECK(rules_.part == Part::Follows ? keeper_.follow() : keeper_.settle());
        return forget_the_past();
    }

    void open(std::string registrar) {
        sign_in_.seats_register_at(std::move(registrar));
        roster_.tell_switch();
        if (rules_.part != Part::Follows) orders_.open(); // A shop is asked by one hub only.
        if (const auto loaded = rules_set_.load(); !loaded)
            base::log::error("hub", "the settings are the default ones: {}", loaded.error().what);
        callbacks_.look();
        keep_awake_later();
        tidy_later();
        if (rules_.part != Part::Follows) forget_what_is_due();
        if (among_several()) show_life_later();
    }

    void others_wrote() {
        if (const auto caught_up = feed_.catch_up(); !caught_up)
            base::log::warn("hub", "events of other hubs wait: {}", caught_up.error().what);
    }

    void heard(const core::SwitchNotice& notice) {
        keeper_.heard(notice);
        outcalls_.heard(notice);
        const auto* over = std::get_if<core::SwitchEnded>(&notice.event);
        if (!over) return;
        if (const auto call = parts_.store.calls.find(over->ref)) callbacks_.called(*call);
    }

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

private:
    bool among_several() const { return rules_.part != Part::Alone; }

    void hear(const core::CentreEventBody& body) {
        if (const auto* changed = std::get_if<core::AgentChanged>(&body))
            roster_.heard(changed->agent);
        if (std::holds_alternative<core::CallbackChanged>(body)) callbacks_.look_later();
        if (std::holds_alternative<core::SettingsChanged>(body)) settings_of_others();
        keeper_.told(body);
    }

    // Somebody administered the centre at another hub. Who was taken off the roster hears no more.
    void settings_of_others() {
        auto loaded = roster_.load();
        if (loaded) loaded = rules_set_.load();
        if (!loaded)
            return base::log::error("hub", "the settings are older than the database: {}",
                                    loaded.error().what);
        feed_.close_streams_unless(
            [this](const core::AgentId& id) { return roster_.duty(id) != nullptr; });
        roster_.tell_switch();
    }

    base::Status show_life() {
        const auto now = parts_.clock.wall();
        SDC_CHECK(parts_.store.hubs.seen(rules_.id, now));
        if (rules_.part != Part::Leads) return base::Done{};
        SDC_TRY(const auto orphans, parts_.store.hubs.orphans(now - rules_.silence));
        for (const auto& agent : orphans) roster_.offline(agent);
        return base::Done{};
    }

    void show_life_later() {
        sign_of_life_ = parts_.timers.after(rules_.sign_of_life, [this] {
            if (const auto shown = show_life(); !shown)
                base::log::warn("hub", "no sign of life: {}", shown.error().what);
            show_life_later();
        });
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
            others_wrote(); // A wake-up may have been lost.
            keep_awake_later();
        });
    }

    void tidy_later() {
        tidy_ = parts_.timers.after(kTidy, [this] {
            if (const auto tidied = forget_the_past(); !tidied)
                base::log::warn("hub", "old events stay: {}", tidied.error().what);
            forget_old_orders();
            if (rules_.part != Part::Follows) forget_what_is_due();
            tidy_later();
        });
    }

    // A thousand at a time, so that nobody waits behind it.
    void forget_old_orders() {
        const auto more = orders_.expire();
        if (!more) return base::log::warn("hub", "old orders stay: {}", more.error().what);
        if (*more) old_orders_ = parts_.timers.after(kBreath, [this] { forget_old_orders(); });
    }

    // Likewise in small pieces: a card may be asked for at any moment.
    void forget_what_is_due() {
        const auto some = parts_.store.retention.run(parts_.clock.wall());
        if (!some)
            return base::log::warn("hub", "old callers are not forgotten: {}", some.error().what);
        if (some->more) due_ = parts_.timers.after(kBreath, [this] { forget_what_is_due(); });
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
    base::Timer due_;
    base::Timer sign_of_life_;
    base::Timer retry_;
    bool retrying_ = false;
};

HttpResponse busy(std::string detail) {
    return refuse(wire::code::kUnavailable, std::move(detail));
}

Hub::Hub(const HubParts& parts, HubRules rules)
    : inside_(std::make_unique<Inside>(parts, std::move(rules))) {}
Hub::~Hub() = default;

base::Status Hub::prepare() { return inside_->prepare(); }
void Hub::open(std::string registrar) { inside_->open(std::move(registrar)); }
void Hub::heard(const core::SwitchNotice& notice) { inside_->heard(notice); }

void Hub::handle(HttpRequest request, Responder responder) {
    inside_->dispatch(std::move(request), responder);
}
void Hub::others_wrote() { inside_->others_wrote(); }

} // namespace sangdam::hub
