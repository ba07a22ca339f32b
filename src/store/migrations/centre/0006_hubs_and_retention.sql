-- Calls whose customer was forgotten (retention.h) stay as figures; the index knows the others.
ALTER TABLE calls ADD COLUMN forgotten SMALLINT NOT NULL DEFAULT 0;
CREATE INDEX calls_to_forget ON calls (offered_at) WHERE forgotten = 0;
-- Several hubs on one database: who lives, and at which hub an agent's desktop hangs.
CREATE TABLE hubs (
    id TEXT PRIMARY KEY,
    seen_at BIGINT NOT NULL
);
ALTER TABLE agents ADD COLUMN host TEXT NOT NULL DEFAULT '';
