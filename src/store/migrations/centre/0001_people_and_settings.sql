-- Who works here, the numbers the centre owns, and what an administrator sets.
-- Times are milliseconds since 1970 UTC; BYTEA holds sealed values and blind indexes.
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
-- Numbers handed out in the order of commits, also when several hubs share the database.
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);
CREATE TABLE agents (
    id TEXT PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    extension TEXT UNIQUE,
    state TEXT NOT NULL,
    away_reason TEXT NOT NULL,
    state_since BIGINT NOT NULL,
    enabled SMALLINT NOT NULL DEFAULT 1,
    password_hash TEXT NOT NULL,
    sip_password BYTEA,
    failures BIGINT NOT NULL DEFAULT 0,
    locked_until BIGINT,
    created_at BIGINT NOT NULL
);
CREATE TABLE own_numbers (
    number_key TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    approved SMALLINT NOT NULL,
    proof TEXT NOT NULL
);
-- No reference to own_numbers: an agent's list may name a number before it is approved.
CREATE TABLE agent_numbers (
    agent TEXT NOT NULL REFERENCES agents (id),
    place BIGINT NOT NULL,
    number_key TEXT NOT NULL,
    PRIMARY KEY (agent, place)
);
CREATE TABLE categories (
    id TEXT PRIMARY KEY,
    parent TEXT REFERENCES categories (id),
    label TEXT NOT NULL,
    place BIGINT NOT NULL,
    enabled SMALLINT NOT NULL
);
CREATE TABLE choices (
    list TEXT NOT NULL,
    place BIGINT NOT NULL,
    label TEXT NOT NULL,
    negative SMALLINT NOT NULL,
    PRIMARY KEY (list, place)
);
