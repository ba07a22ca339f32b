-- What was told to the desktops, who is signed in, first answers, and who looked at whom.
CREATE TABLE events (
    sequence BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    body BYTEA
);
CREATE INDEX events_by_time ON events (at);
CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    agent TEXT NOT NULL REFERENCES agents (id),
    device TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_agent ON sessions (agent);
CREATE TABLE first_answers (
    agent TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    request BYTEA NOT NULL,
    status BIGINT NOT NULL,
    etag TEXT NOT NULL,
    body BYTEA,
    at BIGINT NOT NULL,
    PRIMARY KEY (agent, idempotency_key)
);
CREATE INDEX first_answers_by_time ON first_answers (at);
CREATE TABLE access_log (
    sequence BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    agent TEXT,
    address TEXT NOT NULL,
    action TEXT NOT NULL,
    customer TEXT,
    detail TEXT NOT NULL,
    before_link BYTEA NOT NULL,
    link BYTEA NOT NULL
);
CREATE INDEX access_log_by_customer ON access_log (customer, sequence);
INSERT INTO counters (name, value) VALUES ('events', 0), ('access', 0);
