-- What one PC keeps of the hub for its agents while the link is away. Texts are sealed; `owner` is
-- the agent, `name` a keyed hash (it may contain a telephone number).
CREATE TABLE remembered (
    owner TEXT NOT NULL,
    name BYTEA NOT NULL,
    text BYTEA,
    read_at BIGINT NOT NULL,
    PRIMARY KEY (owner, name)
);
CREATE INDEX remembered_by_age ON remembered (read_at);
CREATE TABLE waiting_writes (
    position INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    body BYTEA,
    written_at BIGINT NOT NULL,
    refused TEXT NOT NULL,
    UNIQUE (owner, key)
);
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
