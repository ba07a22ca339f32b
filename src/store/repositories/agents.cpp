// SPDX-License-Identifier: MIT

#include "store/repositories/agents.h"

#include "store/sealed_field.h"

namespace sangdam::store {
namespace {

constexpr const char* kSipPassword = "agents.sip_password";

base::Error nobody() { return {base::Errc::NotFound, "there is no such agent"}; }

Value text_or_null(const std::string& text) { return text.empty() ? Value{} : Value(text); }

// An UPDATE … RETURNING id that met nobody.
base::Status met(const base::Result<Rows>& rows) {
    if (!rows) return rows.error();
    if (rows->empty()) return nobody();
    return base::Done{};
}

base::Error taken(const base::Error& error) {
    if (error.code != base::Errc::Conflict) return error;
    return {base::Errc::Conflict, "the login or the extension belongs to another agent"};
}

} // namespace

base::Status Agents::add(const core::Agent& agent, const std::string& password_hash,
                         const base::Secret& sip_password, base::WallTime now) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    const auto added = database_.run(
        "INSERT INTO agents (id, login, name, role, extension, state, away_reason, state_since, "
        "password_hash, sip_password, created_at, team, shown) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $8, $11, $12)",
        {agent.id, agent.login, agent.name, core::name(agent.role), text_or_null(agent.extension),
         core::name(agent.state), agent.away_reason, now, password_hash,
         seal_field(sealer_, kSipPassword, agent.id.value, sip_password.reveal()), agent.team,
         agent.shown});
    if (!added) return taken(added.error());
    SDC_CHECK(write_numbers(agent));
    return transaction.commit();
}

base::Status Agents::change(const core::Agent& agent) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    const auto changed = database_.query(
        "UPDATE agents SET login = $2, name = $3, role = $4, extension = $5, team = $6, "
        "shown = $7, enabled = $8, revision = revision + 1 WHERE id = $1 RETURNING id",
        {agent.id, agent.login, agent.name, core::name(agent.role), text_or_null(agent.extension),
         agent.team, agent.shown, agent.enabled});
    if (!changed) return taken(changed.error());
    SDC_CHECK(met(changed));
    SDC_CHECK(write_numbers(agent));
    return transaction.commit();
}

base::Result<core::Agent> Agents::edit(const core::Agent& agent) {
    SDC_TRY(auto transaction, Transaction::begin(database_));
    SDC_TRY(const auto stored, find(agent.id));
    if (stored.revision != agent.revision)
        return base::Error{base::Errc::Conflict, "somebody else changed this agent"};
    const auto changed = change(agent);
    if (!changed && changed.error().code == base::Errc::Conflict)
        return base::Error{base::Errc::BadInput, changed.error().what};
    SDC_CHECK(changed);
    SDC_TRY(auto now, find(agent.id));
    SDC_CHECK(transaction.commit());
    return now;
}

base::Status Agents::show(const core::AgentId& id, const std::string& number_key) {
    return met(database_.query("UPDATE agents SET shown = $2 WHERE id = $1 RETURNING id",
                               {id, number_key}));
}

base::Status Agents::write_numbers(const core::Agent& agent) {
    SDC_CHECK(database_.run("DELETE FROM agent_numbers WHERE agent = $1", {agent.id}));
    int place = 0;
    for (const auto& key : agent.numbers)
        SDC_CHECK(database_.run(
            "INSERT INTO agent_numbers (agent, place, number_key) VALUES ($1, $2, $3)",
            {agent.id, place++, key}));
    return base::Done{};
}

base::Status Agents::set_password(const core::AgentId& id, const std::string& password_hash) {
    return met(database_.query("UPDATE agents SET password_hash = $2, failures = 0, "
                               "locked_until = NULL WHERE id = $1 RETURNING id",
                               {id, password_hash}));
}

base::Status Agents::set_enabled(const core::AgentId& id, bool enabled) {
    return met(database_.query("UPDATE agents SET enabled = $2 WHERE id = $1 RETURNING id",
                               {id, enabled}));
}

base::Status Agents::set_state(const core::AgentId& id, core::AgentState state,
                               const std::string& away_reason, base::WallTime since) {
    return met(database_.query("UPDATE agents SET state = $2, away_reason = $3, state_since = $4 "
                               "WHERE id = $1 RETURNING id",
                               {id, core::name(state), away_reason, since}));
}

base::Result<std::vector<core::Agent>> Agents::select(std::string_view where,
                                                      std::vector<Value> parameters) {
    std::string sql = "SELECT id, login, name, role, extension, state, away_reason, state_since, "
                      "team, shown, enabled, revision FROM agents ";
    sql += where;
    SDC_TRY(const auto rows, database_.query(sql, std::move(parameters)));
    std::vector<core::Agent> agents;
    for (const auto& row : rows) {
        auto& agent = agents.emplace_back();
        agent.id = row.id<core::AgentId>(0);
        agent.login = row.text(1);
        agent.name = row.text(2);
        agent.role = core::parse_role(row.text(3)).value_or(core::Role::Agent);
        agent.extension = row.text(4);
        agent.state = core::parse_agent_state(row.text(5)).value_or(core::AgentState::Offline);
        agent.away_reason = row.text(6);
        agent.since = row.time(7);
        agent.team = row.text(8);
        agent.shown = row.text(9);
        agent.enabled = row.flag(10);
        agent.revision = row.integer(11);
        SDC_TRY(
            const auto numbers,
            database_.query("SELECT number_key FROM agent_numbers WHERE agent = $1 ORDER BY place",
                            {agent.id}));
        for (const auto& number : numbers) agent.numbers.push_back(number.text(0));
    }
    return agents;
}

base::Result<core::Agent> Agents::one(std::string_view where, Value parameter) {
    SDC_TRY(auto agents, select(where, {std::move(parameter)}));
    if (agents.empty()) return nobody();
    return std::move(agents.front());
}

base::Result<core::Agent> Agents::find(const core::AgentId& id) { return one("WHERE id = $1", id); }
base::Result<core::Agent> Agents::find_by_login(const std::string& login) {
    return one("WHERE login = $1", login);
}
base::Result<core::Agent> Agents::find_by_extension(const std::string& extension) {
    return one("WHERE extension = $1", extension);
}
base::Result<std::vector<core::Agent>> Agents::all() {
    return select("WHERE enabled = 1 ORDER BY login", {});
}
base::Result<std::vector<core::Agent>> Agents::everybody() { return select("ORDER BY login", {}); }

base::Result<base::Secret> Agents::sip_password(const core::AgentId& id) {
    SDC_TRY(const auto row, database_.first("SELECT sip_password FROM agents WHERE id = $1", {id}));
    if (!row) return nobody();
    SDC_TRY(auto plain, unseal_field(sealer_, kSipPassword, id.value, *row, 0));
    return base::Secret(std::move(plain));
}

base::Result<Credentials> Agents::credentials(const std::string& login) {
    SDC_TRY(const auto row,
            database_.first("SELECT id, password_hash, failures, locked_until, enabled "
                            "FROM agents WHERE login = $1",
                            {login}));
    if (!row) return nobody();
    return Credentials{row->id<core::AgentId>(0), row->text(1), static_cast<int>(row->integer(2)),
                       row->maybe_time(3), row->flag(4)};
}

// Counting begins anew with each lock: after the pause there are as many tries again.
base::Status Agents::note_failure(const core::AgentId& id, base::WallTime now, LockoutRule rule) {
    return met(database_.query(
        "UPDATE agents SET "
        "locked_until = CASE WHEN failures + 1 >= $2 THEN $3 ELSE locked_until END, "
        "failures = CASE WHEN failures + 1 >= $2 THEN 0 ELSE failures + 1 END "
        "WHERE id = $1 RETURNING id",
        {id, rule.failures, now + rule.pause}));
}

base::Status Agents::note_success(const core::AgentId& id) {
    return met(database_.query(
        "UPDATE agents SET failures = 0, locked_until = NULL WHERE id = $1 RETURNING id", {id}));
}

} // namespace sangdam::store
