-- Calls whose customer was forgotten (retention.h) stay as figures; the index knows the others.
ALTER TABLE calls ADD COLUMN forgotten SMALLINT NOT NULL DEFAULT 0;
CREATE INDEX calls_to_forget ON calls (offered_at) WHERE forgotten = 0;
-- Several hubs on one database: who lives, and at which hub an agent's desktop hangs.
CREATE TABLE hubs (
    id TEXT PRIMARY KEY,
    seen_at BIGINT NOT NULL
);
ALTER TABLE agents ADD COLUMN host TEXT NOT NULL DEFAULT '';
-- What names a forgotten call or customer goes with it.
CREATE INDEX customers_merged ON customers (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX merges_by_kept ON merges (kept);
CREATE INDEX merges_by_gone ON merges (gone);
CREATE INDEX merged_calls_by_call ON merged_calls (call_ref);
