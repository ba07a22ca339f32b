-- What an agent typed and did not send yet, on the agent's own PC. Note, number and heading are
-- sealed.
CREATE TABLE drafts (
    call_ref TEXT PRIMARY KEY,
    category TEXT,
    emotion TEXT NOT NULL,
    grade TEXT NOT NULL,
    status TEXT NOT NULL,
    note BYTEA,
    author TEXT,
    revision BIGINT NOT NULL,
    caller BYTEA,
    heading BYTEA,
    changed_at BIGINT NOT NULL
);
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
