-- Promises to call back; customers that became one; what administrators edit gets revisions.
CREATE TABLE callbacks (
    id TEXT PRIMARY KEY,
    customer TEXT,
    number BYTEA NOT NULL,
    number_index BYTEA NOT NULL,
    origin TEXT,
    due_at BIGINT NOT NULL,
    zone TEXT NOT NULL,
    assignee TEXT,
    shown TEXT NOT NULL,
    note BYTEA,
    status TEXT NOT NULL,
    author TEXT,
    snoozed_until BIGINT,
    soon_told BIGINT,
    due_told BIGINT,
    escalated BIGINT,
    next_look BIGINT,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX callbacks_by_due ON callbacks (due_at, id);
CREATE INDEX callbacks_by_look ON callbacks (next_look) WHERE next_look IS NOT NULL;
CREATE INDEX callbacks_by_customer ON callbacks (customer, due_at);
CREATE INDEX callbacks_by_number ON callbacks (number_index, due_at);
CREATE TABLE callback_tries (
    callback TEXT NOT NULL REFERENCES callbacks (id),
    call_ref TEXT NOT NULL,
    agent TEXT NOT NULL,
    at BIGINT NOT NULL,
    result TEXT NOT NULL,
    PRIMARY KEY (callback, call_ref)
);
ALTER TABLE agents ADD COLUMN team TEXT NOT NULL DEFAULT '';
ALTER TABLE agents ADD COLUMN shown TEXT NOT NULL DEFAULT '';
ALTER TABLE agents ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
ALTER TABLE own_numbers ADD COLUMN holder TEXT NOT NULL DEFAULT '';
ALTER TABLE own_numbers ADD COLUMN expires_at BIGINT;
ALTER TABLE own_numbers ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
ALTER TABLE categories ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
-- A merged customer stays, so that the merge can be undone; nobody finds it.
ALTER TABLE customers ADD COLUMN merged_into TEXT;
CREATE TABLE merges (
    id TEXT PRIMARY KEY,
    kept TEXT NOT NULL REFERENCES customers (id),
    gone TEXT NOT NULL REFERENCES customers (id),
    revision BIGINT NOT NULL,
    numbers BIGINT NOT NULL,
    filled TEXT NOT NULL,
    memo_bytes BIGINT NOT NULL,
    did_not_call SMALLINT NOT NULL,
    undone SMALLINT NOT NULL DEFAULT 0,
    at BIGINT NOT NULL
);
CREATE TABLE merged_calls (
    merge TEXT NOT NULL REFERENCES merges (id),
    call_ref TEXT NOT NULL,
    PRIMARY KEY (merge, call_ref)
);
