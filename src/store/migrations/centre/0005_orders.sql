-- The shops whose orders are mirrored, and the mirror. What a person could be told by is sealed in one
-- piece per product order (body); clear are the words that are counted and the times that are sorted by.
CREATE TABLE shops (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    client_id TEXT NOT NULL,
    secret BYTEA,
    url TEXT NOT NULL,
    seller_centre TEXT NOT NULL,
    fill_days BIGINT NOT NULL,
    enabled SMALLINT NOT NULL,
    cursor_text TEXT NOT NULL,
    fresh_at BIGINT,
    filled BIGINT,
    trouble TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE TABLE order_lines (
    shop TEXT NOT NULL REFERENCES shops (id),
    number TEXT NOT NULL,
    order_number TEXT NOT NULL,
    ordered_at BIGINT NOT NULL,
    status TEXT NOT NULL,
    parcel_status TEXT NOT NULL,
    claim_status TEXT NOT NULL,
    read_at BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (shop, number)
);
CREATE INDEX order_lines_by_age ON order_lines (ordered_at);
CREATE INDEX order_lines_by_order ON order_lines (shop, order_number);
-- Keyed hashes: the whole number (kind 0), or its last eight digits (kind 1).
CREATE TABLE order_numbers (
    shop TEXT NOT NULL,
    number TEXT NOT NULL,
    kind SMALLINT NOT NULL,
    number_index BYTEA NOT NULL,
    ordered_at BIGINT NOT NULL,
    PRIMARY KEY (shop, number, kind, number_index)
);
CREATE INDEX order_numbers_by_number ON order_numbers (number_index, kind, ordered_at);
