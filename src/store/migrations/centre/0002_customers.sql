-- Who calls. Everything that names a person is sealed.
CREATE TABLE customers (
    id TEXT PRIMARY KEY,
    name BYTEA,
    email BYTEA,
    address BYTEA,
    memo BYTEA,
    grade TEXT NOT NULL,
    do_not_call SMALLINT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE TABLE customer_numbers (
    customer TEXT NOT NULL REFERENCES customers (id),
    place BIGINT NOT NULL,
    number BYTEA NOT NULL,
    number_index BYTEA NOT NULL,
    last_four_index BYTEA,
    PRIMARY KEY (customer, place)
);
CREATE INDEX customer_numbers_by_number ON customer_numbers (number_index, customer);
CREATE INDEX customer_numbers_by_last_four ON customer_numbers (last_four_index, customer);
CREATE TABLE customer_names (
    customer TEXT NOT NULL REFERENCES customers (id),
    piece_index BYTEA NOT NULL,
    PRIMARY KEY (piece_index, customer)
);
CREATE INDEX customer_names_by_customer ON customer_names (customer);
