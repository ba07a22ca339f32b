// SPDX-License-Identifier: MIT

#include "store/repositories/sessions.h"

#include "store/password.h"

namespace sangdam::store {

base::Result<NewSession> Sessions::open(const core::AgentId& agent, const std::string& device,
                                        base::WallTime now) {
    NewSession out{new_token(), {agent, device, now, now + idle_}};
    SDC_TRY(auto transaction, Transaction::begin(database_));
    SDC_CHECK(close_all(agent));
    SDC_CHECK(database_.run("INSERT INTO sessions (token_hash, agent, device, opened_at, used_at, "
                            "expires_at) VALUES ($1, $2, $3, $4, $4, $5)",
                            {token_hash(out.token), agent, device, now, out.session.expires_at}));
    SDC_CHECK(transaction.commit());
    return out;
}

base::Result<Session> Sessions::use(const base::Secret& token, base::WallTime now) {
    constexpr std::chrono::minutes kFresh{1}; // Not a disk write per request.
    const auto hash = token_hash(token);
    SDC_TRY(const auto row,
            database_.first("SELECT agent, device, opened_at, used_at, expires_at FROM sessions "
                            "WHERE token_hash = $1",
                            {hash}));
    if (!row || row->time(4) <= now)
        return base::Error{base::Errc::Refused, "the session has ended; sign in again"};
    Session session{row->id<core::AgentId>(0), row->text(1), row->time(2), row->time(4)};
    if (now - row->time(3) >= kFresh) {
        session.expires_at = now + idle_;
        SDC_CHECK(
            database_.run("UPDATE sessions SET used_at = $2, expires_at = $3 WHERE token_hash = $1",
                          {hash, now, session.expires_at}));
    }
    return session;
}

base::Status Sessions::close(const base::Secret& token) {
    return database_.run("DELETE FROM sessions WHERE token_hash = $1", {token_hash(token)});
}

base::Status Sessions::close_all(const core::AgentId& agent) {
    return database_.run("DELETE FROM sessions WHERE agent = $1", {agent});
}

base::Status Sessions::prune(base::WallTime now) {
    return database_.run("DELETE FROM sessions WHERE expires_at <= $1", {now});
}

} // namespace sangdam::store
