// SPDX-License-Identifier: MIT

#include "hub/sign_in.h"

#include "base/log.h"
#include "store/password.h"

#include <algorithm>
#include <utility>

namespace sangdam::hub {
namespace {

using base::Errc;
using wire::problem;
namespace code = wire::code;

constexpr int kHashesWaiting = 16; // Each takes 50 ms and 64 MiB, one after the other.
constexpr std::size_t kReplacedTokens = 1000;

bool locked(const store::Credentials& credentials, base::WallTime now) {
    return credentials.locked_until && *credentials.locked_until > now;
}

} // namespace

SignIn::SignIn(store::CentreStore& store, EventFeed& feed, Roster& roster, const base::Clock& clock,
               base::Executor& strand, base::Executor& hashing)
    : store_(store), feed_(feed), roster_(roster), clock_(clock), strand_(strand),
      hashing_(hashing) {}

void SignIn::sign_in(wire::SessionRequest request, const std::string& address, Told told) {
    if (!throttle_.allows(address, clock_.now()) || hashing_now_ >= kHashesWaiting)
        return told(problem(code::kTooManyRequests));
    auto found = store_.agents.credentials(request.login);
    if (!found && found.error().code != Errc::NotFound)
        return told(problem(code::kUnavailable, found.error().what));
    // An unknown login takes as long as a wrong password and gets the same answer.
    Try attempt{std::move(request), address, std::move(found).value_or(store::Credentials{}),
                std::move(told)};
    if (locked(attempt.credentials, clock_.wall())) return attempt.told(problem(code::kLockedOut));
    ++hashing_now_;
    hashing_.post([this, attempt = std::move(attempt)]() mutable {
        const bool right =
            store::password_fits(attempt.credentials.password_hash, attempt.request.password);
        strand_.post([this, attempt = std::move(attempt), right]() mutable {
            --hashing_now_;
            decide(std::move(attempt), right);
        });
    });
}

void SignIn::decide(Try attempt, bool password_is_right) {
    const auto now = clock_.wall();
    const auto& known = attempt.credentials;
    if (known.agent.empty()) {
        throttle_.failed(attempt.address, clock_.now());
        return attempt.told(problem(code::kWrongPassword));
    }
    // Others may have failed while this one was hashed: the lock holds for all of them.
    const auto fresh = store_.agents.credentials(attempt.request.login);
    if (!fresh) return attempt.told(problem(code::kUnavailable, fresh.error().what));
    if (locked(*fresh, now)) return attempt.told(problem(code::kLockedOut));
    if (!password_is_right || !fresh->enabled) {
        throttle_.failed(attempt.address, clock_.now());
        base::log::warn("hub", "sign-in of {} failed from {}", attempt.request.login,
                        attempt.address);
        const auto noted = store_.agents.note_failure(known.agent, now);
        if (!noted) return attempt.told(problem(code::kUnavailable, noted.error().what));
        return attempt.told(problem(code::kWrongPassword));
    }
    auto answer = open(known.agent, attempt.request.device);
    if (!answer) {
        base::log::error("hub", "{} cannot sign in: {}", attempt.request.login,
                         answer.error().what);
        return attempt.told(problem(code::kUnavailable, answer.error().what));
    }
    base::log::info("hub", "{} signed in from {}", attempt.request.login, attempt.address);
    attempt.told(std::move(answer).value());
}

base::Result<wire::SessionAnswer> SignIn::open(const core::AgentId& agent,
                                               const std::string& device) {
    SDC_CHECK(store_.agents.note_success(agent));
    SDC_TRY(auto session, store_.sessions.open(agent, device, clock_.wall()));
    if (!roster_.duty(agent)) { // Made by `sangdam-hub admin` while we ran.
        SDC_CHECK(roster_.load());
        roster_.tell_switch();
    }
    feed_.close_streams_of(agent); // The other desktop's.
    replace_token(agent, session.token);
    roster_.signed_in(agent);
    SDC_TRY(auto me, roster_.find(agent));
    SDC_TRY(auto sip_password, store_.agents.sip_password(agent));
    SDC_TRY(auto numbers, store_.settings.numbers_of(agent, clock_.wall()));
    core::SeatAccount seat{registrar_, me.extension, std::move(sip_password)};
    return wire::SessionAnswer{std::move(session.token),
                               session.session.expires_at,
                               {std::move(me), std::move(seat), std::move(numbers)}};
}

void SignIn::replace_token(const core::AgentId& agent, const base::Secret& token) {
    auto& last = tokens_[agent];
    if (!last.empty()) replaced_.push_back(last);
    if (replaced_.size() > kReplacedTokens) replaced_.pop_front();
    last = store::token_hash(token);
}

void SignIn::hash(const base::Secret& password,
                  std::function<void(base::Result<std::string>)> told) {
    if (password.empty()) return told(std::string());
    hashing_.post([this, password, told = std::move(told)] {
        auto hash = store::hash_password(password);
        strand_.post([hash = std::move(hash), told] { told(hash); });
    });
}

base::Status SignIn::sign_out(const base::Secret& token, const core::AgentId& agent) {
    SDC_CHECK(store_.sessions.close(token));
    tokens_.erase(agent);
    feed_.close_streams_of(agent);
    roster_.apply(agent, SignedOut{});
    return base::Done{};
}

std::variant<Viewer, wire::Problem> SignIn::who(const base::Secret& token) {
    const auto session = store_.sessions.use(token, clock_.wall());
    if (!session) {
        if (session.error().code != Errc::Refused)
            return problem(code::kUnavailable, session.error().what);
        const bool replaced = std::ranges::count(replaced_, store::token_hash(token)) > 0;
        return problem(replaced ? code::kReplaced : code::kSignInRequired);
    }
    const auto agent = roster_.find(session->agent);
    if (!agent) return problem(code::kSignInRequired); // Taken off the roster.
    // After a restart of the hub: the token is older than we are.
    if (!roster_.duty(agent->id)->signed_in) roster_.signed_in(agent->id);
    auto& last = tokens_[agent->id];
    if (last.empty()) last = store::token_hash(token);
    return roster_.viewer(*agent);
}

} // namespace sangdam::hub
