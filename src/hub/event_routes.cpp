// SPDX-License-Identifier: MIT

#include "hub/answers.h"
#include "hub/call_keeper.h"
#include "hub/event_feed.h"
#include "hub/roster.h"

#include <algorithm>
#include <charconv>
#include <memory>

namespace sangdam::hub {
namespace {

base::Result<std::optional<std::uint64_t>> last_seen(const HttpRequest& request) {
    using Sequence = std::optional<std::uint64_t>;
    if (!request.has_header("last-event-id")) return Sequence();
    const auto text = request.header("last-event-id");
    std::uint64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || at != end || text.size() > 19)
        return base::Error{base::Errc::BadInput, "Last-Event-ID must be the sequence of an event"};
    return Sequence(value);
}

void events(Office& office, const Ask& ask, const Responder& responder) {
    const auto seen = last_seen(ask.request);
    if (!seen) return responder.answer(refuse(seen.error()));
    auto prologue = office.feed.prologue(ask.viewer, *seen, office.keeper.waiting());
    if (!prologue) return responder.answer(refuse(prologue.error()));
    const auto& agent = ask.viewer.agent;
    // Read and written on the strand only: the stream cannot close before it was added.
    const auto id = std::make_shared<StreamId>();
    // The hub may have become another one meanwhile (hub.h).
    auto stream = responder.open_stream(
        [&office, &strand = office.strand, agent, id, alive = std::weak_ptr(office.alive)] {
            strand.post([&office, agent, id, alive] {
                if (alive.expired()) return;
                office.feed.remove(*id);
                office.roster.stream_closed(agent);
            });
        });
    *id = office.feed.add(ask.viewer, std::move(stream), std::move(prologue).value());
    office.roster.stream_opened(agent);
}

} // namespace

std::vector<Route> event_routes(Office& office) {
    return {{"GET", "/v1/events", Access::SignedIn, Body::None,
             LateHandler([&office](const Ask& ask, const Responder& responder) {
                 events(office, ask, responder);
             })}};
}

std::vector<Route> health_routes(Office& office) {
    return {{"GET", "/v1/health", Access::Anyone, Body::None,
             Handler([&office](const Ask&) -> base::Result<HttpResponse> {
                 const auto healthy = office.store.healthy();
                 if (healthy) return answer(wire::Health{"ok", office.version, {}});
                 return answer(wire::Health{"degraded", office.version, healthy.error().what}, 503);
             })}};
}

} // namespace sangdam::hub
