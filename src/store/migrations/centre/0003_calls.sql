-- Calls, each ring at each seat, and what was written down.
CREATE TABLE calls (
    ref TEXT PRIMARY KEY,
    direction TEXT NOT NULL,
    number BYTEA,
    number_index BYTEA,
    customer TEXT,
    did TEXT NOT NULL,
    queue TEXT NOT NULL,
    agent TEXT,
    offered_at BIGINT NOT NULL,
    queued_at BIGINT,
    answered_at BIGINT,
    ended_at BIGINT,
    result TEXT NOT NULL,
    waited_s BIGINT NOT NULL,
    talked_s BIGINT NOT NULL,
    claimed_by TEXT,
    claimed_at BIGINT
);
CREATE INDEX calls_by_number ON calls (number_index, offered_at, ref);
CREATE INDEX calls_by_customer ON calls (customer, offered_at);
CREATE INDEX calls_by_agent ON calls (agent, offered_at, ref);
CREATE INDEX calls_by_time ON calls (offered_at, ref);
CREATE INDEX calls_open ON calls (ref) WHERE ended_at IS NULL;
CREATE TABLE attempts (
    call_ref TEXT NOT NULL REFERENCES calls (ref),
    agent TEXT NOT NULL,
    rang_at BIGINT NOT NULL,
    ended_at BIGINT,
    outcome TEXT NOT NULL,
    PRIMARY KEY (call_ref, rang_at, agent)
);
CREATE TABLE wrap_ups (
    call_ref TEXT NOT NULL REFERENCES calls (ref),
    revision BIGINT NOT NULL,
    category TEXT,
    emotion TEXT NOT NULL,
    grade TEXT NOT NULL,
    status TEXT NOT NULL,
    note BYTEA,
    author TEXT,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (call_ref, revision)
);
